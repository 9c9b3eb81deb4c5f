"""Gives people a meeting for their own calendar, and a newer file when it was moved or called off."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import invitations
from bot.mentoring.appointments import Appointment, AppointmentId
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId
from bot.usecases.appointments import own
from storage.outbox import Planned
from storage.store import Work


class Invited(NamedTuple):
    """A meeting for the calendar of `me`, who asked for its file `times` before. `changed`: they have an older one."""

    appointment: Appointment
    me: Person
    others: tuple[Person, ...]
    now: datetime
    times: int = 0
    changed: bool = False


def look(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Invited:
    """What can be had for one's calendar. Raises Refusal: unknown, not a member, called off, over."""
    me, mentorship, appointment = own(work, actor, id)
    invitations.require_open(appointment, now)
    return _invited(work, mentorship, appointment, me.id, now)


def take(work: Work, actor: Handle, id: AppointmentId, *, times: int, now: datetime) -> Invited:
    """Ask for the file, having asked `times` before; the same again changes nothing. Raises Refusal as `look`."""
    me, mentorship, appointment = own(work, actor, id)
    taken = next((each for each in work.invitations.of(id) if each.person == me.id), None)
    work.record(invitations.take(appointment, taken, by=me.id, times=times, now=now))
    return _invited(work, mentorship, appointment, me.id, now)


def file(work: Work, row: Planned, now: datetime) -> Invited:
    """The file that was asked for. Raises Unwanted where the meeting changed since: a newer one is on its way."""
    appointment = work.appointments.get(AppointmentId(int(row.about["appointment"])))
    if appointment.sequence != row.about["sequence"]:
        raise Unwanted("changed since")
    assert isinstance(row.to, ToPerson)
    return _invited(work, work.mentorships.get(appointment.mentorship), appointment, row.to.person, now)


def changed(work: Work, row: Planned, now: datetime) -> Invited:
    """A newer file. Raises Unwanted as `file`, and where it would call off what they never got."""
    invited = file(work, row, now)
    begins = row.key.rsplit(":", 2)[0]
    if not invited.appointment.is_booked and not work.outbox.has_gone_out(begins):
        raise Unwanted("no earlier file went out")
    return invited._replace(changed=True)


def _invited(work: Work, mentorship: Mentorship, appointment: Appointment, me: PersonId, now: datetime) -> Invited:
    times = [each.times for each in work.invitations.of(appointment.id) if each.person == me]
    return Invited(
        appointment=appointment,
        me=mentorship.member(me).person,
        others=tuple(member.person for member in mentorship.others(me)),
        now=now,
        times=times[0] if times else 0,
    )


NOTICES = {"invitations.file": file, "invitations.changed": changed}
