"""Leads a pair through what they expect of each other: each alone, then side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.mentoring import expectations
from bot.mentoring.expectations import Expectations, Words
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.standing import Waiting
from bot.mentoring.talks import Stands, Talk
from prompts import english
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Side:
    """What all see of one member."""

    person: Person
    role: Role
    words: Words
    mine: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange as one member sees it. `sides` are empty until all were done once; of a newer one only one's own `mine`,
    and whether the others are done with theirs (`theirs_done`), is in it."""

    mentorship: MentorshipId
    role: Role
    others: str
    mine: Expectations
    sides: tuple[Side, ...] = ()
    theirs_done: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a message is about: `by` is done; or all are."""

    mentorship: MentorshipId
    by: Person
    others: str


def see(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Exchange:
    """Where the exchange stands. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    return _seen(work, work.mentorships.for_member(id, me.id), me)


def tick(work: Work, actor: Handle, id: MentorshipId, words: Words, *, now: datetime) -> None:
    """Keep what stands in the form by now, seen by nobody else."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    mine = next(each for each in _all(work, mentorship) if each.person == me.id)
    work.record(expectations.keep(mine, mentorship.member(me.id).role, words))


def put_by(work: Work, actor: Handle, id: MentorshipId, words: Words, *, now: datetime) -> None:
    """The same as somebody leaves it for later, kept whole. Raises Refusal at "own" where it is too long."""
    expectations.check_fits(words)
    tick(work, actor, id, words, now=now)


def done(work: Work, actor: Handle, id: MentorshipId, words: Words, *, now: datetime) -> Exchange:
    """Say that one is done. Raises Refusal at "own" where nothing is ticked or written."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    work.record(expectations.done(_all(work, mentorship), mentorship, me.id, words, now=now))
    return _seen(work, mentorship, me)


def _all(work: Work, mentorship: Mentorship) -> list[Expectations]:
    kept = {each.person: each for each in work.expectations.of(mentorship.id)}
    return [
        kept.get(member.person.id) or Expectations(mentorship.id, member.person.id) for member in mentorship.members
    ]


def _seen(work: Work, mentorship: Mentorship, me: Person) -> Exchange:
    every = {each.person: each for each in _all(work, mentorship)}
    shown = all(each.shown is not None for each in every.values())
    return Exchange(
        mentorship=mentorship.id,
        role=mentorship.member(me.id).role,
        others=_others(mentorship, me),
        mine=every[me.id],
        sides=tuple(
            Side(member.person, member.role, every[member.person.id].shown or Words(), member.person.id == me.id)
            for member in mentorship.members
            if shown
        ),
        theirs_done=_done_elsewhere(list(every.values()), me.id),
    )


def _done_elsewhere(every: list[Expectations], me: PersonId) -> bool:
    return any(each.done_at is not None for each in every if each.person != me)


def _others(mentorship: Mentorship, me: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(me.id)])


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """What another is done with and this person is not."""
    every = work.expectations.of(mentorship.id)
    mine = next((each for each in every if each.person == person.id), None)
    since = [each.done_at for each in every if each.person != person.id and each.done_at is not None]
    if not since or (mine is not None and mine.done_at is not None):
        return []
    kind = "expectations" if mine is None or mine.shown is None else "expectations.newer"
    return [Waiting(kind, mentorship.id, min(since))]


def stands(work: Work, person: Person, mentorship: Mentorship) -> Talk:
    """Where this conversation stands for a person."""
    every = _all(work, mentorship)
    mine = next(each for each in every if each.person == person.id)
    if mine.done_at is not None:
        return Talk("expectations", Stands.THEIRS)
    if mine.is_begun or (mine.shown is not None and _done_elsewhere(every, person.id)):
        return Talk("expectations", Stands.HALF)
    return Talk("expectations", Stands.NEW if mine.shown is None else Stands.DONE)


def asked(work: Work, row: Planned, now: datetime) -> Asked:
    """The one message to who has not begun. Raises Unwanted where the other takes it back, or both are done by now."""
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    every = {each.person: each for each in _all(work, mentorship)}
    by = PersonId(int(row.about["by"]))
    if every[by].done_at is None or every[row.to.person].done_at is not None:
        raise Unwanted("nobody waits for this any more")
    return Asked(mentorship.id, work.people.get(by), work.people.get(by).first_name)


def both(work: Work, row: Planned, now: datetime) -> Asked:
    """All are done, for who was first."""
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    me = work.people.get(row.to.person)
    return Asked(mentorship.id, work.people.get(PersonId(int(row.about["by"]))), _others(mentorship, me))


NOTICES = {"expectations.asked": asked, "expectations.both": both}
