"""Gives people a meeting for their own calendar, and a newer file when it was moved or called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.mentoring import appointments, invitations
from bot.mentoring.appointments import Appointment, AppointmentId
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.refusals import Refusal
from storage.planned import Planned
from storage.store import Work


class Invited(NamedTuple):
    """Meetings for the calendar of `me`, earliest first, who asked for their file `times` before. `changed`: they have an
    older one."""

    meetings: tuple[Appointment, ...]
    me: Person
    others: tuple[Person, ...]
    now: datetime
    times: int = 0
    changed: bool = False


def look(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Invited:
    """What can be had for one's calendar. Raises Refusal: unknown, not a member, called off, over."""
    me, appointment = work.people.known(actor), work.appointments.get(id)
    mentorship = work.mentorships.for_member(appointment.mentorship, me.id)
    invitations.require_open(appointment, now)
    return _invited(work, mentorship, [appointment], me.id, now)


def look_at_all(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Invited:
    """The same for all meetings ahead. Raises Refusal: not a member, ended, no meeting is booked."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    ahead = work.appointments.ahead(id, now)
    if not ahead:
        raise Refusal("invitations.none")
    return _invited(work, mentorship, ahead, me.id, now)


def take(work: Work, actor: Handle, id: AppointmentId, *, times: int, now: datetime) -> Invited:
    """Ask for the file, having asked `times` before; the same again changes nothing. Raises Refusal as `look`."""
    return _take(work, look(work, actor, id, now=now), times, now)


def take_all(work: Work, actor: Handle, id: MentorshipId, *, times: int, now: datetime) -> Invited:
    """The same for all meetings ahead, in one file."""
    return _take(work, look_at_all(work, actor, id, now=now), times, now)


def _take(work: Work, invited: Invited, times: int, now: datetime) -> Invited:
    taken = [each for meeting in invited.meetings for each in work.invitations.of(meeting.id)]
    work.record(invitations.take(invited.meetings, taken, by=invited.me.id, times=times, now=now))
    mentorship = work.mentorships.get(invited.meetings[0].mentorship)
    return _invited(work, mentorship, invited.meetings, invited.me.id, now)


def file(work: Work, row: Planned, now: datetime) -> Invited:
    """The file that was asked for, without what changed since: of that a newer one is on its way. Raises Unwanted where
    nothing is left."""
    ids, sequences = (str(row.about[each]).split(".") for each in ("appointments", "sequences"))
    found = [work.appointments.get(AppointmentId(int(id))) for id in ids]
    meetings = [each for each, was in zip(found, sequences, strict=True) if each.sequence == int(was)]
    if not meetings:
        raise Unwanted("changed since")
    assert isinstance(row.to, ToPerson)
    return _invited(work, work.mentorships.get(meetings[0].mentorship), meetings, row.to.person, now)


def changed(work: Work, row: Planned, now: datetime) -> Invited:
    """A newer file, without what it would call off and they never got. Raises Unwanted where nothing is left."""
    invited = file(work, row, now)
    left = tuple(each for each in invited.meetings if each.is_booked or _had(work, each, invited.me.id))
    if not left:
        raise Unwanted("no earlier file went out")
    return invited._replace(meetings=left, changed=True)


def with_files(work: Work, mentorship: Mentorship, decision: Decision, now: datetime) -> Decision:
    """This decision about meetings, with a newer file for all who have them in their calendars by one of ours."""
    meetings = [each for each in decision.changes if isinstance(each, Appointment)]
    taken = [each for meeting in meetings for each in work.invitations.of(meeting.id)]
    return invitations.follow(decision, taken, due=appointments.awake(mentorship, now))


def _had(work: Work, meeting: Appointment, person: PersonId) -> bool:
    keys = (invitations.key_of(meeting.id, person), invitations.key_of_several(meeting, person))
    return any(work.outbox.has_gone_out(key) for key in keys)


def _invited(
    work: Work, mentorship: Mentorship, meetings: Sequence[Appointment], me: PersonId, now: datetime
) -> Invited:
    taken = [each for meeting in meetings for each in work.invitations.of(meeting.id)]
    return Invited(
        meetings=tuple(meetings),
        me=mentorship.member(me).person,
        others=tuple(member.person for member in mentorship.others(me)),
        now=now,
        times=sum(each.times for each in taken if each.person == me),
    )


NOTICES = {"invitations.file": file, "invitations.changed": changed}
