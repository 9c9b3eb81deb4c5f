"""When a pair could meet next: what the form for a meeting starts from (field guide, sections 6 and 13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.mentoring import cadence
from bot.mentoring.appointments import USUAL_MINUTES, Appointment, Slot
from bot.mentoring.habits import Habits
from bot.mentoring.terms import Frequency, Terms, Weekday

WEEKS = {Frequency.WEEKLY: 1, Frequency.TWO_WEEKS: 2, Frequency.THREE_WEEKS: 3, Frequency.MONTHLY: 4}
"""From one meeting to the next; a month is counted as four weeks, so that the weekday stays."""
DAYS = list(Weekday)


def suggest(group: Sequence[Habits], now: datetime) -> datetime:
    """A time for who has agreed nothing yet: in about two days, in the morning of the first of them, awake for all."""
    zone = group[0].zone
    day = cadence.working_day(cadence.local(now, zone).date() + timedelta(days=2), group[0])
    for hour in (10, 11, 12, 13, 14, 15, 16, 17, 9, 8, 18):
        starts = cadence.at(day, time(hour), zone)
        ends = starts + timedelta(minutes=USUAL_MINUTES)
        if not any(cadence.is_quiet(moment, habits) for habits in group for moment in (starts, ends)):
            return starts
    return cadence.at(day, time(10), zone)


def as_agreed(terms: Terms, meetings: Sequence[Appointment], now: datetime) -> datetime | None:
    """The next time in the agreed rhythm (A.schedule): the agreed weekday of the week that many weeks after the last of
    the `meetings`; where that has passed, is today or is taken, the next such weekday. None where no time is agreed."""
    if terms.frequency is None or terms.weekday is None or terms.time is None:
        return None
    today = cadence.local(now, terms.zone).date()
    earliest = today + timedelta(days=1)
    if meetings:
        last = cadence.local(max(each.starts for each in meetings), terms.zone).date()
        in_rhythm = last - timedelta(days=last.weekday()) + timedelta(weeks=WEEKS[terms.frequency])
        earliest = max(earliest, in_rhythm)
    day = earliest + timedelta(days=(DAYS.index(terms.weekday) - earliest.weekday()) % 7)
    length = timedelta(minutes=terms.duration or USUAL_MINUTES)
    while True:
        starts = cadence.at(day, terms.time, terms.zone)
        slot = Slot(starts, starts + length)
        if not any(slot.overlaps(each) for each in meetings if each.is_booked):
            return starts
        day += timedelta(weeks=1)
