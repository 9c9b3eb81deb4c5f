"""Leaving in private: the sentence beforehand, the way back, and the end when its day has come (section 14)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import cadence, closure
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.standing import Waiting
from bot.usecases import appointments
from bot.usecases.sweeping import one_by_one
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Farewell(NamedTuple):
    """What somebody who leaves is shown: who will read the sentence, and when. `asked` once it has been confirmed;
    `stopped` where they have stopped messages about it besides (H.help), which staying does not undo."""

    mentorship: MentorshipId
    leaver: Person
    readers: str
    reader_zone: str
    told_at: datetime
    asked: bool
    stopped: bool = False


class Told(NamedTuple):
    """What the others read: who has left, by first name."""

    leaver: Person


def farewell(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Farewell:
    """What leaving would say, or what it will say where it was confirmed before. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    return _farewell(work, mentorship, person, now)


def leave(work: Work, actor: Handle, id: MentorshipId, *, shown: datetime, now: datetime) -> Farewell:
    """Leave by the very day that was `shown`; where that day has passed by meanwhile, nothing is kept and the answer
    names the new one, not yet `asked`. Raises Refusal: not a member, ended."""
    mentorship, person = _own(work, actor, id)
    before = _farewell(work, mentorship, person, now)
    if before.asked or before.told_at != shown:
        return before
    work.record(closure.leave(mentorship, person.id, told=shown, now=now))
    return _farewell(work, work.mentorships.get(id), person, now)


def take_back(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Farewell:
    """Stay. What was held back meanwhile may go out now. Raises Refusal: not a member, ended (then it is too late)."""
    mentorship, person = _own(work, actor, id)
    work.record(closure.take_back(mentorship, person.id))
    work.outbox.hasten(id, person.id, reason=LEAVING, now=now)
    return _farewell(work, work.mentorships.get(id), person, now)


LEAVING = "leaving"
"""Why notices to somebody who is leaving wait; taking it back lets them go."""


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Person]:
    person = work.people.known(actor)
    return work.mentorships.for_member(id, person.id), person


def _farewell(work: Work, mentorship: Mentorship, person: Person, now: datetime) -> Farewell:
    others = mentorship.others(person.id)
    leaving = mentorship.member(person.id).leaving
    after = work.program.leave_takes
    told_at = leaving.told_at if leaving else closure.told_at(mentorship, person.id, after=after, now=now)
    return Farewell(
        mentorship=mentorship.id,
        leaver=person,
        readers=english.listed([other.person.first_name for other in others]),
        reader_zone=others[0].person.zone,
        told_at=told_at,
        asked=leaving is not None,
        stopped=mentorship.member(person.id).stopped_at is not None,
    )


def clear(work: Work, id: MentorshipId, *, now: datetime) -> None:
    """Before a mentorship ends, whoever decided it: meetings ahead are called off, nothing that is planned goes out, and
    what was kept for later is put away."""
    appointments.call_off_all(work, id, now)
    work.outbox.withdraw_all_of(id)
    work.drafts.put_all_away(id)


def carry_out_leavings(work: Work, now: datetime) -> None:
    """Sweep: end what somebody has left, and tell the others, on their working morning."""

    def carry_out(mentorship: Mentorship) -> None:
        decision = closure.carry_out(mentorship, now=now)
        if decision.notices:
            clear(work, mentorship.id, now=now)
        work.record(decision)

    one_by_one(work, "closure.carry_out_leavings", work.mentorships.left_until(now), carry_out)


def next_moment(work: Work) -> datetime | None:
    """When the next leaving is carried out."""
    return work.mentorships.next_leaving()


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """A leaving that can be taken back yet."""
    leaving = mentorship.member(person.id).leaving
    if leaving is None:
        return []
    reader = mentorship.others(person.id)[0].person
    day = cadence.local(leaving.told_at, reader.zone).date()
    return [Waiting("closure.take_back", mentorship.id, leaving.asked_at, {"day": day})]


def told(work: Work, row: Planned, now: datetime) -> Told:
    """Gather what the others read."""
    return Told(work.people.get(PersonId(row.about["by"])))


NOTICES = {"closure.told": told}
