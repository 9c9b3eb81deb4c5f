"""Leads a pair through what they expect of each other: each alone, then side by side."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import expectations
from bot.mentoring.drafts import Written, is_begun, put_away
from bot.mentoring.expectations import PAGE, Expectations, Words
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.standing import Waiting
from bot.mentoring.talks import Stands, Talk
from bot.usecases import drafts
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Side(NamedTuple):
    """What all see of one member."""

    person: Person
    role: Role
    words: Words
    mine: bool


class Exchange(NamedTuple):
    """An exchange as one member sees it: `draft` is what they are at. `sides` are empty until all were done once; of a newer
    one only one's own, and whether the others are done with theirs (`theirs_done`), is in it. `ended`: it can be read."""

    mentorship: MentorshipId
    role: Role
    others: str
    mine: Expectations
    draft: Written | None = None
    sides: tuple[Side, ...] = ()
    theirs_done: bool = False
    ended: bool = False


class Asked(NamedTuple):
    """Whom a message is about: `by` is done; or all are. `newer`: not for the first time."""

    mentorship: MentorshipId
    by: Person
    others: str
    newer: bool = False


def see(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Exchange:
    """Where the exchange stands; what was shown can be read after the end. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    mentorship = work.mentorships.of_member(id, me.id)
    if not is_to_read(work, mentorship):
        work.mentorships.for_member(id, me.id)
    return _seen(work, mentorship, me)


def is_to_read(work: Work, mentorship: Mentorship) -> bool:
    """Whether both sides were shown."""
    return all(each.shown is not None for each in _all(work, mentorship))


def done(work: Work, actor: Handle, id: MentorshipId, words: Words, *, now: datetime) -> Exchange:
    """Say that one is done. Raises Refusal at "own" where nothing is ticked or written."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    work.record(
        expectations.done(_all(work, mentorship), mentorship, me.id, words, now=now) + put_away(id, me.id, PAGE)
    )
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
        draft=drafts.see(work, me, mentorship).get(PAGE),
        sides=tuple(
            Side(member.person, member.role, every[member.person.id].shown or Words(), member.person.id == me.id)
            for member in mentorship.members
            if shown
        ),
        theirs_done=_done_elsewhere(list(every.values()), me.id),
        ended=mentorship.is_ended,
    )


def _done_elsewhere(every: list[Expectations], me: PersonId) -> bool:
    return any(each.is_done for each in every if each.person != me)


def _others(mentorship: Mentorship, me: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(me.id)])


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """What another is done with and this person is not."""
    every = work.expectations.of(mentorship.id)
    mine = next((each for each in every if each.person == person.id), None)
    since = [each.done_at for each in every if each.person != person.id and each.is_done and each.done_at is not None]
    if not since or (mine is not None and mine.is_done):
        return []
    kind = "expectations" if mine is None or mine.shown is None else "expectations.newer"
    return [Waiting(kind, mentorship.id, min(since))]


def stands(work: Work, person: Person, mentorship: Mentorship) -> Talk:
    """Where this conversation stands for a person."""
    every = _all(work, mentorship)
    mine = next(each for each in every if each.person == person.id)
    if mine.is_done:
        return Talk("expectations", Stands.THEIRS)
    begun = mine.changing or is_begun(drafts.see(work, person, mentorship).get(PAGE))
    if begun or (mine.shown is not None and _done_elsewhere(every, person.id)):
        return Talk("expectations", Stands.HALF)
    return Talk("expectations", Stands.NEW if mine.shown is None else Stands.DONE)


def asked(work: Work, row: Planned, now: datetime) -> Asked:
    """The one message of a round to who has not begun. Raises Unwanted where the other changes it, or both are done."""
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    every = {each.person: each for each in _all(work, mentorship)}
    by = PersonId(int(row.about["by"]))
    if not every[by].is_done or every[row.to.person].is_done:
        raise Unwanted("nobody waits for this any more")
    told = work.people.get(by)
    return Asked(mentorship.id, told, told.first_name, newer=every[by].shown is not None)


def both(work: Work, row: Planned, now: datetime) -> Asked:
    """All are done, for who was first."""
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    me = work.people.get(row.to.person)
    return Asked(mentorship.id, work.people.get(PersonId(int(row.about["by"]))), _others(mentorship, me))


NOTICES = {"expectations.asked": asked, "expectations.both": both}
