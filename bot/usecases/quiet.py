"""Leaves people in peace: pauses and "something isn't right"."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence, quiet
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from prompts import english
from storage.store import Work

LATELY = 3
"""How many ended mentorships count for who is outside."""


class Pause(NamedTuple):
    """Until which day of theirs somebody is left in peace; None while they are not."""

    until: date | None


class Help(NamedTuple):
    """What "something isn't right" shows. `contact` is the user id of somebody outside, `known` that person where the
    companion knows them; `coordinator` is who cannot see it either, None where that is one of the pair. Without a
    mentorship (over, or none yet) there is nothing to stop, but somebody to talk to."""

    team: str
    contact: str | None
    known: Person | None
    mentorship: MentorshipId | None = None
    others: str = ""
    coordinator: str | None = None


def pause(work: Work, actor: Handle, *, now: datetime) -> Pause:
    """Whether somebody has asked for quiet."""
    return pause_of(work.people.known(actor), now)


def snooze(work: Work, actor: Handle, text: str, *, now: datetime, field: str | None = None) -> Pause:
    """Ask for quiet in all one's mentorships, or end it with "off". Nobody is told. Raises Refusal with an example."""
    person = quiet.snooze(work.people.known(actor), text, now, field=field)
    of = [each.id for each in work.mentorships.active_of(person.id)]
    paused = quiet.in_peace(person.id, of, until=person.snoozed_until or now, now=now)
    work.record(Decision(changes=(person,), evidence=paused))
    if person.snoozed_until is None:
        work.outbox.hasten_to(person.id, reason="snoozed", now=now)
        for id in of:
            work.series.wake(id, now)
    return pause_of(person, now)


def pause_of(person: Person, now: datetime) -> Pause:
    """The pause that lasts at this moment, its day in the person's own zone."""
    if not person.is_snoozed(now) or person.snoozed_until is None:
        return Pause(None)
    return Pause(cadence.local(person.snoozed_until, person.zone).date())


def something_isnt_right(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Help:
    """Stop everything to this person about this mentorship, and name somebody outside it (H.help)."""
    mentorship, person = _own(work, actor, id)
    work.record(quiet.stop(mentorship, person.id, now))
    inside = {member.person.handle.user for member in mentorship.members}
    coordinator = work.people.get(mentorship.paired_by)
    return _help(work, actor, inside)._replace(
        mentorship=id,
        others=_others(mentorship, person),
        coordinator=None if coordinator.handle.user in inside else coordinator.first_name,
    )


def somebody_to_talk_to(work: Work, actor: Handle) -> Help:
    """The same for somebody in no mentorship, perhaps since it ended, or in several: a person outside all of them."""
    person = work.people.known(actor)
    lately = [*work.mentorships.active_of(person.id), *work.mentorships.ended_of(person.id, limit=LATELY)]
    return _help(work, actor, {actor.user, *(each.person.handle.user for one in lately for each in one.members)})


def _help(work: Work, actor: Handle, inside: Collection[str]) -> Help:
    program = work.program
    user = quiet.contact(inside, named=program.contact, coordinators=program.coordinators)
    known = None if user is None else work.people.find(Handle(actor.team, user, actor.enterprise))
    return Help(team=actor.team, contact=user, known=known)


def start_again(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> str:
    """Messages start again; the first names of the others."""
    mentorship, person = _own(work, actor, id)
    work.record(quiet.resume(mentorship, person.id))
    work.series.wake(id, now)
    return _others(mentorship, person)


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Mentorship, Person]:
    person = work.people.known(actor)
    return work.mentorships.for_member(id, person.id), person


def _others(mentorship: Mentorship, person: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(person.id)])
