"""Gathers what the messages about meetings say: booked, moved, called off, tomorrow, and "did you meet?"."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.mentoring import appointments
from bot.mentoring.appointments import Appointment, AppointmentId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.usecases.appointments import Announced, Seen, announced, seen_by
from storage.planned import Planned
from storage.store import Work

FIRST_MOVE = 2
"""The revision of a meeting that was moved once."""


def booked(work: Work, row: Planned, now: datetime) -> Announced:
    """A time was set or moved, from which one where they knew of that. Raises Unwanted where it was moved again or called
    off."""
    appointment = _as_planned(work, row)
    found = announced(work, appointment)
    if "was" not in row.about:
        return found
    by_rhythm = appointment.series is not None and appointment.revision == FIRST_MOVE
    if not by_rhythm and not work.outbox.has_gone_out(appointments.told_keys(appointment)[-2]):
        return found
    return found._replace(was=datetime.fromtimestamp(row.about["was"], UTC))


def cancelled(work: Work, row: Planned, now: datetime) -> Announced:
    """A meeting is called off. Raises Unwanted where the others never heard of it."""
    appointment = work.appointments.get(AppointmentId(int(row.about["appointment"])))
    told = any(work.outbox.has_gone_out(key) for key in appointments.told_keys(appointment))
    if appointment.series is None and not told:
        raise Unwanted("nobody was told of this meeting")
    return announced(work, appointment, now)


def reminder(work: Work, row: Planned, now: datetime) -> Seen:
    """One working day before. Raises Unwanted where the meeting was moved or called off."""
    return _mine(work, row, _as_planned(work, row), now)


def ask(work: Work, row: Planned, now: datetime) -> Seen:
    """ "Did you meet?" Raises Unwanted where that was said already, or the meeting was moved or called off."""
    seen = _mine(work, row, _as_planned(work, row), now)
    if seen.answer is not None:
        raise Unwanted("answered already")
    return seen


def new_time(work: Work, row: Planned, now: datetime) -> Announced:
    """Both said it was moved: to when? Raises Unwanted where a meeting is booked already."""
    if work.appointments.next(MentorshipId(int(row.about["mentorship"])), now) is not None:
        raise Unwanted("a new time is booked already")
    return announced(work, work.appointments.get(AppointmentId(int(row.about["appointment"]))))


def _as_planned(work: Work, row: Planned) -> Appointment:
    appointment = work.appointments.get(AppointmentId(int(row.about["appointment"])))
    if not appointment.is_booked or appointment.revision != row.about["revision"]:
        raise Unwanted("moved, called off or settled since")
    return appointment


def _mine(work: Work, row: Planned, appointment: Appointment, now: datetime) -> Seen:
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(appointment.mentorship)
    return seen_by(work, mentorship, appointment, mentorship.member(row.to.person).person, now)


NOTICES = {
    "appointments.booked": booked,
    "appointments.cancelled": cancelled,
    "appointments.reminder": reminder,
    "appointments.ask": ask,
    "appointments.new_time": new_time,
}
