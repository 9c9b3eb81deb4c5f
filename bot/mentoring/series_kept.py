"""Which meetings of a former rhythm go on in a new one, and which of those ahead are as the rhythm says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.mentoring import appointments
from bot.mentoring.appointments import Appointment, Slot
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.people import PersonId
from bot.mentoring.series import Coming, Series, days_until


def booked_again(found: Iterable[Coming], meetings: Iterable[Appointment]) -> list[Appointment]:
    """Those of these meetings that would be booked again on the same day, at the same time and for as long."""
    again = {(each.day, each.slot.starts, each.slot.ends) for each in found if each.stands is None}
    return [each for each in meetings if (each.occurrence, each.starts, each.ends) in again]


def is_by_rule(series: Series, meeting: Appointment) -> bool:
    """Whether this meeting takes place as the series says now; one that was moved, or stays of a former rhythm, doesn't."""
    day = meeting.occurrence
    if meeting.series != series.id or day is None or series.slot(day) != Slot(meeting.starts, meeting.ends):
        return False
    return day in days_until(series, day)


def comes_again(series: Series, meeting: Appointment) -> bool:
    """Whether the rule has a meeting at the time of this one, which was called off, so that it is booked in its turn."""
    day = series.today(meeting.starts)
    if series.ended_at is not None or series.is_paused(day) or series.slot(day).starts != meeting.starts:
        return False
    return day in days_until(series, day)


def as_coming(series: Series, meetings: Iterable[Appointment]) -> list[Coming]:
    """These meetings, which stay, as days of the rule."""
    days = [each.occurrence for each in meetings if each.occurrence is not None]
    return [Coming(day, series.slot(day), 0) for day in days]


def placed(
    meetings: Iterable[Appointment], mentorship: Mentorship, place: str, *, by: PersonId, now: datetime
) -> Decision:
    """They take place as before, at this place."""
    decision = NOTHING
    for each in meetings:
        if each.place != place:
            slot = Slot(each.starts, each.ends)
            decision += appointments.move(each, mentorship, slot, place=place, objective=each.objective, by=by, now=now)
    return decision
