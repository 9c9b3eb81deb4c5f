"""When to write to whom: quiet hours, working days, check-in days (field guide, section 13), in each person's own zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.people import Role

WORK_BEGINS, WORK_ENDS = time(9), time(17)
QUIET_FROM = time(20)
QUIET_UNTIL = time(8)
MORNING = time(9)
FIRST_CHECK_IN_AFTER = timedelta(days=3)
STEP = timedelta(minutes=15)

EARLY = 6
"""Weeks in which people are asked more often (section 13)."""
EARLY_WEEKS = {Role.MENTEE: 1, Role.MENTOR: 2}
LATE_WEEKS = {Role.MENTEE: 2, Role.MENTOR: 4}
SILENT_FOR_HALF = 2
SILENT_FOR_MONTHLY = 4


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


def is_working_hour(moment: datetime, zone: str) -> bool:
    """Monday to Friday, 9:00 to 17:00 there."""
    there = local(moment, zone)
    return is_working_day(there.date()) and WORK_BEGINS <= there.time() < WORK_ENDS


def shared_working_moment(moment: datetime, zones: Sequence[str]) -> datetime | None:
    """The first moment from here in everybody's working hours; where they share none, the one at which nobody of the
    group is in quiet hours; None where there is none of these either."""
    for step in range(8 * 96):
        candidate = moment if step == 0 else _quarter(moment) + STEP * step
        if all(is_working_hour(candidate, zone) for zone in zones):
            return candidate
    return group_moment(moment, zones)


def working_morning(moment: datetime, zone: str) -> datetime:
    """9:00 there on the first working day whose 9:00 is not before `moment`."""
    day = local(moment, zone).date()
    while at(day, MORNING, zone) < moment or not is_working_day(day):
        day += timedelta(days=1)
    return at(day, MORNING, zone)


def first_check_in(introduced_at: datetime, zone: str) -> datetime:
    """9:00 there on the first working day at least three days after the introduction."""
    return working_morning(introduced_at + FIRST_CHECK_IN_AFTER, zone)


def check_in_week(introduced_at: datetime, zone: str, moment: datetime) -> int:
    """In which week after the introduction a moment lies, on the calendar of a zone; the first one is 0."""
    return (local(moment, zone).date() - local(introduced_at, zone).date()).days // 7


def moment_to_ask(planned: datetime, zone: str, now: datetime) -> datetime:
    """When a question that was planned for `planned` can go: now on its own day, else (after a standstill, a change of
    zone, in the evening) on the next working morning."""
    day = local(now, zone).date()
    if day != local(planned, zone).date() or is_quiet(now, zone):
        return working_morning(now, zone)
    return max(now, at(day, MORNING, zone))


def moved_to_zone(planned: datetime, before: str, after: str) -> datetime:
    """The same day's 9:00 on the clock of another zone, for somebody who moves."""
    return at(local(planned, before).date(), MORNING, after)


def next_check_in(introduced_at: datetime, zone: str, *, role: Role, silent: int, after: datetime) -> datetime:
    """When the next question comes after the one of the week that `after` lies in (section 13).

    9:00 there on the weekday of the introduction, moved to the next working day; counted on the calendar, so that a
    change of clocks moves nothing and weeks of standstill do not pile up. `silent` is how many questions in a row ran
    out unanswered. Nobody is asked again within three days.
    """
    begun = local(introduced_at, zone).date()
    week = max(0, check_in_week(introduced_at, zone, after))
    week += _weeks_between(role, week, silent)
    while (moment := at(working_day(begun + timedelta(weeks=week)), MORNING, zone)) < after + FIRST_CHECK_IN_AFTER:
        week += 1
    return moment


def _weeks_between(role: Role, week: int, silent: int) -> int:
    """Mentees weekly, then every two weeks; mentors every two, then every four; less often where answers stay away."""
    usual = EARLY_WEEKS[role] if week < EARLY else LATE_WEEKS[role]
    if silent >= SILENT_FOR_MONTHLY:
        return max(4, usual * 2)
    return usual * 2 if silent >= SILENT_FOR_HALF else usual


def _quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
