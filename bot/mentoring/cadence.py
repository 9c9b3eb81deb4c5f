"""When to write to whom: quiet hours, working days, check-in days (field guide, section 13), by each person's own habits.

Two rules for what a clock shows twice or never: an hour that is skipped is the one after it (2:30 becomes 3:30), and of an
hour that comes twice the first one counts. Where the hour after would be in quiet hours, it is the end of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.habits import Habits, Rhythm
from bot.mentoring.people import Role

WORK_BEGINS, WORK_ENDS = time(9), time(17)
MORNING = time(9)
FIRST_CHECK_IN_AFTER = timedelta(days=3)
SHARED_AFTER = timedelta(days=4)
"""From the first introduction to the day that several mentorships share: that day's hour is surely three days later."""
PLANNED_AHEAD = timedelta(minutes=15)
"""How long before its moment something unasked is planned, so that what comes at the same moment is all there by then."""
STEP = timedelta(minutes=15)
ANYBODY = Habits("UTC")
"""Where nobody in particular is meant: Monday to Friday."""

EARLY = 6
"""Weeks in which people are asked more often (section 13)."""
EARLY_WEEKS = {Role.MENTEE: 1, Role.MENTOR: 2}
LATE_WEEKS = {Role.MENTEE: 2, Role.MENTOR: 4}
MONTH = 4
"""Weeks from one question to the next where they come monthly, so that the weekday stays."""
SILENT_FOR_HALF = 2
SILENT_FOR_MONTHLY = 4


def local(moment: datetime, zone: str) -> datetime:
    """This moment (aware) on the clock of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))


def at(day: date, hour: time, zone: str) -> datetime:
    """That hour of that day in a zone, as an aware UTC time; an hour skipped by a change of clocks is the one after, and
    of one that comes twice it is the first."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def is_quiet(moment: datetime, habits: Habits) -> bool:
    """Whether `moment` lies in this person's quiet hours."""
    return habits.is_quiet_at(local(moment, habits.zone).time())


def is_working_day(day: date, habits: Habits = ANYBODY) -> bool:
    """Whether this person works on that day."""
    return day.weekday() in habits.working_days


def working_day(day: date, habits: Habits = ANYBODY) -> date:
    """This day, or the next working day."""
    while not is_working_day(day, habits):
        day += timedelta(days=1)
    return day


def waking_moment(moment: datetime, habits: Habits) -> datetime:
    """This moment, or the morning (9:00, or later where quiet lasts longer) after the quiet hours it falls into."""
    if not is_quiet(moment, habits):
        return moment
    there = local(moment, habits.zone)
    day = there.date() if there.time() < habits.quiet_until else there.date() + timedelta(days=1)
    hour = max(MORNING, habits.quiet_until)
    return _awake(day, habits.quiet_until if habits.is_quiet_at(hour) else hour, habits)


def _awake(day: date, hour: time, habits: Habits) -> datetime:
    """That hour of that day; where a skipped one lands in quiet hours, the end of these."""
    moment = at(day, hour, habits.zone)
    if not is_quiet(moment, habits):
        return moment
    there = local(moment, habits.zone)
    ends = there.date() if there.time() < habits.quiet_until else there.date() + timedelta(days=1)
    return at(ends, habits.quiet_until, habits.zone)


def group_moment(moment: datetime, group: Sequence[Habits]) -> datetime | None:
    """The first moment from here when nobody of the group is in quiet hours; None where there is none (12 hours apart)."""
    for step in range(8 * 96):
        candidate = moment if step == 0 else _quarter(moment) + STEP * step
        if not any(is_quiet(candidate, habits) for habits in group):
            return candidate
    return None


def is_working_hour(moment: datetime, habits: Habits) -> bool:
    """A working day, 9:00 to 17:00 there, and not quiet."""
    there = local(moment, habits.zone)
    at_work = is_working_day(there.date(), habits) and WORK_BEGINS <= there.time() < WORK_ENDS
    return at_work and not habits.is_quiet_at(there.time())


def shared_working_moment(moment: datetime, group: Sequence[Habits]) -> datetime | None:
    """The first moment from here in everybody's working hours; where they share none, the one at which nobody of the
    group is in quiet hours; None where there is none of these either."""
    for step in range(8 * 96):
        candidate = moment if step == 0 else _quarter(moment) + STEP * step
        if all(is_working_hour(candidate, habits) for habits in group):
            return candidate
    return group_moment(moment, group)


def morning_of(day: date, habits: Habits) -> datetime:
    """When what waited for this day arrives: 9:00 there, or when quiet ends."""
    return _awake(day, habits.morning, habits)


def working_morning(moment: datetime, habits: Habits) -> datetime:
    """The morning of the first working day whose morning is not before `moment`."""
    return _first_working(moment, habits, habits.morning)


def asking_time(day: date, habits: Habits) -> datetime:
    """When what nobody asked for comes on this day: at the hour that was chosen, 9:00 without a choice."""
    return _awake(day, habits.hour, habits)


def unasked_moment(moment: datetime, habits: Habits) -> datetime:
    """The first moment from here at which something may come that nobody asked for: on a working day, from the chosen hour on
    until quiet begins."""
    day = local(moment, habits.zone).date()
    if is_working_day(day, habits) and not is_quiet(moment, habits) and moment >= _asking_began(day, habits):
        return moment
    return _first_working(moment, habits, habits.hour)


def _asking_began(day: date, habits: Habits) -> datetime:
    """From when on that day is one for questions: its hour, or that of the day before where that was skipped over midnight."""
    before = asking_time(day - timedelta(days=1), habits)
    return before if local(before, habits.zone).date() == day else asking_time(day, habits)


def _first_working(moment: datetime, habits: Habits, hour: time) -> datetime:
    day = local(moment, habits.zone).date()
    while (found := _awake(day, hour, habits)) < moment or not is_working_day(day, habits):
        day += timedelta(days=1)
    return found


def first_check_in(introduced_at: datetime, habits: Habits) -> datetime | None:
    """At the chosen hour of the first day for questions at least three days after the introduction; None for who wants
    none by themselves."""
    if habits.rhythm is Rhythm.NEVER:
        return None
    earliest = introduced_at + FIRST_CHECK_IN_AFTER
    day = local(earliest, habits.zone).date()
    while (found := asking_moment(day, habits)) < earliest:
        day += timedelta(days=1)
    return found


def _asking_day(day: date, habits: Habits) -> date:
    """This day or the first after it on which this person is asked: the chosen weekday, else any working day."""
    while not is_working_day(day, habits) or habits.day not in (None, day.weekday()):
        day += timedelta(days=1)
    return day


def check_in_week(introduced_at: datetime, zone: str, moment: datetime) -> int:
    """In which week after the introduction a moment lies, on the calendar of a zone; the first one is 0."""
    return (local(moment, zone).date() - local(introduced_at, zone).date()).days // 7


def one_day_for_all(habits: Habits, introductions: Iterable[datetime]) -> Habits:
    """The habits of somebody in several mentorships who chose no day: they hear of all of them on one, the weekday of the
    first question about the first of these. So one message holds it all, and nothing waits for another (section 13)."""
    begun = sorted(introductions)
    if habits.day is not None or len(begun) < 2:
        return habits
    first = local(begun[0], habits.zone).date() + SHARED_AFTER
    return replace(habits, day=working_day(first, habits).weekday())


def fixed_day(habits: Habits, introductions: Iterable[datetime]) -> Habits:
    """The habits of somebody with a day in any case: the chosen or the shared one, else the weekday of the introduction, on
    which their questions come."""
    begun = sorted(introductions)
    together = one_day_for_all(habits, begun)
    if together.day is not None:
        return together
    return replace(habits, day=working_day(local(begun[0], habits.zone).date(), habits).weekday())


def asking_moment(day: date, habits: Habits) -> datetime:
    """The hour for questions on this day, or on the first day for them after it."""
    return asking_time(_asking_day(day, habits), habits)


def on_asking_day(moment: datetime, habits: Habits) -> datetime:
    """This moment where it lies on the day for questions, else the hour for them on the next such day."""
    day = local(moment, habits.zone).date()
    return moment if _asking_day(day, habits) == day else asking_moment(day, habits)


def moment_to_ask(planned: datetime, habits: Habits, now: datetime) -> datetime:
    """When a question that was planned for `planned` can go: now on its own day, else (after a standstill, a change of
    zone, in the evening) at the hour for questions of the next working day."""
    day = local(now, habits.zone).date()
    if day != local(planned, habits.zone).date() or is_quiet(now, habits) or not is_working_day(day, habits):
        return _first_working(now, habits, habits.hour)
    return max(now, planned)


def replanned(
    introduced_at: datetime,
    planned: datetime,
    *,
    before: Habits,
    after: Habits,
    asked: Mapping[int, datetime],
    now: datetime,
) -> datetime | None:
    """Where the question planned for `planned` goes when habits change, by choice or by moving to another zone.

    It stays in its week, and on its day unless another was chosen, at the hour that holds now. What that would put into the
    past, into a week that had its question (`asked`: when, by week), or within three days of one or of the introduction,
    comes with a following week after the choice of a day, and on the next working day otherwise. None for who wants none by
    themselves.
    """
    if after.rhythm is Rhythm.NEVER:
        return None
    begun, day = local(introduced_at, after.zone).date(), local(planned, before.zone).date()
    if after.day != before.day:
        day = begun + timedelta(weeks=max(0, check_in_week(introduced_at, before.zone, planned)))
    earliest = max([introduced_at, *asked.values()]) + FIRST_CHECK_IN_AFTER
    if now < planned:
        earliest = max(earliest, now)
    stays_put = after.zone == before.zone and after.day is not None
    moment = asking_moment(day, after)
    while moment < earliest or check_in_week(introduced_at, after.zone, moment) in asked:
        day = local(moment, after.zone).date() + timedelta(days=1)
        moment = asking_time(_asking_day(day, after) if stays_put else working_day(day, after), after)
    return moment


def next_check_in(
    introduced_at: datetime, habits: Habits, *, role: Role, silent: int, after: datetime
) -> datetime | None:
    """When the next question comes after the one of the week that `after` lies in (section 13); None for who wants none
    by themselves.

    At the chosen hour of the chosen day, else of the weekday of the introduction, moved to the next working day; counted on
    the calendar, so that a change of clocks moves nothing and weeks of standstill do not pile up. `silent` is how many
    questions in a row ran out unanswered. Nobody is asked again within three days.
    """
    if habits.rhythm is Rhythm.NEVER:
        return None
    begun = local(introduced_at, habits.zone).date()
    week = max(0, check_in_week(introduced_at, habits.zone, after))
    week += _weeks_between(role, week, silent, habits.rhythm)
    while True:
        moment = asking_moment(begun + timedelta(weeks=week), habits)
        if moment >= after + FIRST_CHECK_IN_AFTER:
            return moment
        week += 1


def _weeks_between(role: Role, week: int, silent: int, rhythm: Rhythm) -> int:
    """Mentees weekly, then every two weeks; mentors every two, then every four; less often where that was chosen, or where
    answers stay away."""
    usual = EARLY_WEEKS[role] if week < EARLY else LATE_WEEKS[role]
    usual = {Rhythm.HALF: usual * 2, Rhythm.MONTHLY: MONTH}.get(rhythm, usual)
    if silent >= SILENT_FOR_MONTHLY:
        return max(MONTH, usual * 2)
    return usual * 2 if silent >= SILENT_FOR_HALF else usual


def _quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
