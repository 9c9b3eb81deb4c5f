"""What one member says at the end (field guide, section 11): three pages, seen by the others once all have finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Checks

ANSWER = 1000
"""The most characters of each answer."""
PAGES = 3
TOGETHER = ("Z.accomplishments", "Z.outcomes", "Z.application", "Z.celebrated")
EVALUATION = ("Z.evaluate.worked", "Z.evaluate.change")


class Wish(StrEnum):
    """What somebody wishes for afterwards, the end of each being its id in the guide (S4.after); the last is ours."""

    INFORMAL = "informal"
    FRIENDS = "friends"
    PERIODIC = "periodic"
    WHATEVER = "whatever"


class MentorNext(StrEnum):
    """What a mentee answers to the invitation to become a mentor."""

    YES = "yes"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Words:
    """What one page of the form holds: answers by their ids, and the choices of that page (None: not on it)."""

    answers: Mapping[str, str] = field(default_factory=dict)
    wish: Wish | None = None
    mentor_next: MentorNext | None = None
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one member says at the end. All of it may stay open. `mentor_next` and the answers on retiring are for nobody
    else's eyes; with `tell`, a yes is passed on to the coordinators as a state. `done_at`: it is finished; `end_at`: they
    have wished to end it since then."""

    mentorship: MentorshipId
    person: PersonId
    answers: Mapping[str, str] = field(default_factory=dict)
    wish: Wish | None = None
    mentor_next: MentorNext | None = None
    tell: bool = False
    done_at: datetime | None = None
    end_at: datetime | None = None

    @property
    def would_mentor(self) -> bool:
        """Whether coordinators may know that this person would like to become a mentor."""
        return self.done_at is not None and self.tell and self.mentor_next is MentorNext.YES


def draft(nth: int) -> str:
    """The name of a page's draft."""
    return f"closing:{nth}"


def pages(mentorship: Mentorship, role: Role) -> tuple[tuple[str, ...], ...]:
    """The questions of a member, page by page: looking back; the two of you; for oneself. Where one manages or grades
    the other (section 14), nobody is asked what they would change about it."""
    evaluation = EVALUATION[:1] if mentorship.power else EVALUATION
    return (TOGETHER, evaluation, (f"Z.retire.{role}",))


def shown_questions(mentorship: Mentorship) -> tuple[str, ...]:
    """What is shown side by side."""
    looking_back, evaluation, _ = pages(mentorship, Role.MENTEE)
    return looking_back + evaluation


def all_done(mentorship: Mentorship, parts: Sequence[Part]) -> bool:
    """Whether every member has finished, so that each sees all."""
    done = {part.person for part in parts if part.done_at is not None}
    return done >= {member.person.id for member in mentorship.members}


def write(mentorship: Mentorship, part: Part, page: int, words: Words) -> Part:
    """One page (from 0) of a part, kept. Raises Refusals at inputs that are too long."""
    ids = pages(mentorship, mentorship.member(part.person).role)[page]
    checks = Checks()
    for id in ids:
        if len(words.answers.get(id, "")) > ANSWER:
            checks.refuse("closure.too_long", field=id, longest=ANSWER, length=len(words.answers[id]))
    checks.done()
    written = {id: words.answers[id] for id in ids if words.answers.get(id)}
    rest = {id: answer for id, answer in part.answers.items() if id not in ids}
    part = replace(part, answers={**rest, **written})
    if page == 1:
        return replace(part, wish=words.wish)
    return replace(part, mentor_next=words.mentor_next, tell=words.tell) if page == 2 else part
