"""What a mentee thinks through alone, part by part, and may show: the words of a vision, and nine questions (section 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands


class Subject(StrEnum):
    """What is thought about: V.statement, or V.brainstorm.1-.9."""

    VISION = "vision"
    NINE = "nine"


START = "start"
"""What somebody had typed as their vision before they asked for help with it: no part of its own."""
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
    if now_.part != START and now_.part not in parts(now_.subject, power=power):
        raise Refusal("thoughts.unknown")
    if now_.part != START and len(words) > LONGEST[now_.subject]:
        raise Refusal("thoughts.too_long", field=f"words_{now_.part}", limit=LONGEST[now_.subject])
    shown_at = (before.shown_at if before is not None and before.shown_at else now) if show and words else None
    after = replace(now_, words=words, shown_at=shown_at)
    return NOTHING if after == before else Decision(changes=(after,))


def forget(kept: Collection[Thought], subject: Subject) -> Decision:
    """Take away what was thought about something: it has become what it was for."""
    return Decision(changes=tuple(replace(each, words=None) for each in kept if each.subject is subject))


def together(order: Collection[str], words: Mapping[str, str]) -> str:
    """The parts as one text to go on from: each a sentence, in order."""
    sentences = [" ".join(words.get(part, "").split()) for part in order]
    return " ".join(each if each[-1] in ".!?…" else f"{each}." for each in sentences if each)


def stands(order: Collection[str], through: Collection[str], *, done: bool) -> Stands:
    """How far somebody has come; `done` where what it was for is there already and nothing new was begun."""
    if not through:
        return Stands.DONE if done else Stands.NEW
    return Stands.DONE if done and next_part(order, through) is None else Stands.HALF
