"""Books, moves and calls off meetings, asks whether they took place, and lets them count as something."""

from __future__ import annotations

from datetime import datetime

from bot.mentoring.appointments import Appointment
from bot.mentoring.mentorship import MentorshipId
from storage.store import Work


def next_meeting(work: Work, mentorship: MentorshipId, now: datetime) -> Appointment | None:
    """The first booked meeting that is not over at `now` (aware)."""
    return work.appointments.next(mentorship, now)
