"""What a mentee thinks through alone, part by part, and may show: the words of a vision, and nine questions (section 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.decision import Decision
from bot.mentoring.drafts import put_away
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal


class Subject(StrEnum):
    """What is thought about: V.statement, or V.brainstorm.1-.9. The first is the name of its form's draft, too."""

    VISION = "vision"
    NINE = "nine"


PARTS: dict[Subject, tuple[str, ...]] = {
    Subject.VISION: ("there", "strength", "weakness"),
    Subject.NINE: ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
}
WITH_POWER: dict[Subject, tuple[str, ...]] = {
    Subject.VISION: ("there", "strength", "relied"),
    Subject.NINE: ("1", "2", "4", "5", "7", "8", "9"),
}
"""Where one manages or grades the other (section 14): no weaknesses (V.brainstorm.6), and not where one is in three to five
years (V.brainstorm.3), which may well be somewhere else."""
LONGEST: dict[Subject, int] = {Subject.VISION: 160, Subject.NINE: 500}
"""The most characters of a part; those of a vision fit into one statement."""


@dataclass(frozen=True, slots=True)
class Thought:
    """One part, gone through: empty `words` were left out on purpose, None takes the thought away for good. Nobody else sees
    it unless `shown_at` is set."""

    mentorship: MentorshipId
    person: PersonId
    subject: Subject
    part: str
    words: str | None
    shown_at: datetime | None = None


def parts(subject: Subject, *, power: bool) -> tuple[str, ...]:
    """The parts of a conversation, in their order."""
    return (WITH_POWER if power else PARTS)[subject]


def next_part(order: Collection[str], through: Collection[str]) -> str | None:
    """Where to go on; None at the end."""
    return next((part for part in order if part not in through), None)


def keep(before: Thought | None, now_: Thought, *, power: bool, show: bool, now: datetime) -> Decision:
    """Keep a part as it is written now, shown or not. Nothing is there to show where nothing is written.

    Raises Refusal at "words_<part>" where it is too long, and for a part there isn't.
    """
    words = now_.words or ""
    if now_.part not in parts(now_.subject, power=power):
        raise Refusal("thoughts.unknown")
    if len(words) > LONGEST[now_.subject]:
        raise Refusal("thoughts.too_long", field=f"words_{now_.part}", limit=LONGEST[now_.subject])
    shown_at = (before.shown_at if before is not None and before.shown_at else now) if show and words else None
    after = replace(now_, words=words, shown_at=shown_at)
    sent = put_away(now_.mentorship, now_.person, page(now_.subject, now_.part))
    return sent if after == before else Decision(changes=(after,)) + sent


def page(subject: Subject, part: str) -> str:
    """The name of a part's draft."""
    return f"{subject}:{part}"


def forget(kept: Collection[Thought], mentorship: MentorshipId, person: PersonId, subject: Subject) -> Decision:
    """Take away what somebody thought and wrote on the way to something: it has become what it was for."""
    theirs = tuple(replace(each, words=None) for each in kept if each.subject is subject and each.person == person)
    every = {*PARTS[subject], *WITH_POWER[subject]}
    drafts = put_away(mentorship, person, subject.value, *sorted(page(subject, part) for part in every))
    return Decision(changes=theirs) + drafts


def together(order: Collection[str], words: Mapping[str, str]) -> str:
    """The parts as one text to go on from: each a sentence, in order."""
    sentences = [" ".join(words.get(part, "").split()) for part in order]
    return " ".join(each if each[-1] in ".!?…" else f"{each}." for each in sentences if each)
