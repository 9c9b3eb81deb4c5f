"""When to write to whom: quiet hours, working days, check-in days (field guide, section 13), in each person's own zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM = time(20)
QUIET_UNTIL = time(8)
MORNING = time(9)
FIRST_CHECK_IN_AFTER = timedelta(days=3)
STEP = timedelta(minutes=15)


def local(moment: datetime, zone: str) -> datetime:
    """This moment (aware) on the clock of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))


def at(day: date, hour: time, zone: str) -> datetime:
    """That hour of that day in a zone, as an aware UTC time; an hour skipped by a change of clocks is the one after."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def is_quiet(moment: datetime, zone: str) -> bool:
    """Whether `moment` lies between 20:00 and 8:00 there."""
    clock = local(moment, zone).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def is_working_day(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


def working_day(day: date) -> date:
    """This day, or the next Monday."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def waking_moment(moment: datetime, zone: str) -> datetime:
    """This moment, or 9:00 there on the morning after the quiet hours it falls into."""
    if not is_quiet(moment, zone):
        return moment
    there = local(moment, zone)
    day = there.date() if there.time() < QUIET_UNTIL else there.date() + timedelta(days=1)
    return at(day, MORNING, zone)


def group_moment(moment: datetime, zones: Sequence[str]) -> datetime | None:
    """The first moment from here when nobody of the group is in quiet hours; None where there is none (12 hours apart)."""
    for step in range(8 * 96):
        candidate = moment if step == 0 else _quarter(moment) + STEP * step
        if not any(is_quiet(candidate, zone) for zone in zones):
            return candidate
    return None


def working_morning(moment: datetime, zone: str) -> datetime:
    """9:00 there on the first working day whose 9:00 is not before `moment`."""
    day = local(moment, zone).date()
    while at(day, MORNING, zone) < moment or not is_working_day(day):
        day += timedelta(days=1)
    return at(day, MORNING, zone)


def first_check_in(introduced_at: datetime, zone: str) -> datetime:
    """9:00 there on the first working day at least three days after the introduction."""
    return working_morning(introduced_at + FIRST_CHECK_IN_AFTER, zone)


def _quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
