"""Every IANA zone, every change of its clocks from 2025 to 2035: one question a cycle, none in quiet hours."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from bot.mentoring import cadence
from bot.mentoring.habits import Habits, is_zone
from bot.mentoring.people import Role

BEGIN, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NAMES = sorted(available_timezones() - {"localtime"})
AT_NIGHT = {"quiet_from": time(8), "quiet_until": time(16)}
"""The quiet hours of somebody who works at night, when clocks are changed."""
EVERY_DAY = tuple(range(7))


@cache
def alike() -> list[list[str]]:
    """The names of zones, those with the very same rules together: the files that tell these are equal."""
    by_rules = defaultdict(list)
    for name in NAMES:
        by_rules[resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()].append(name)
    return list(by_rules.values())


@cache
def changes(name: str) -> list[datetime]:
    """The first minute after each change of clocks in these years."""
    zone, found, day = ZoneInfo(name), [], BEGIN
    while day < END:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                same = (day + timedelta(minutes=middle)).astimezone(zone).utcoffset() == day.astimezone(
                    zone
                ).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(day + timedelta(minutes=high))
        day += DAY
    return found


def clock_of(moment: datetime, habits: Habits) -> datetime:
    return moment.astimezone(ZoneInfo(habits.zone))


def asked_around(change: datetime, habits: Habits) -> list[datetime]:
    """Four weekly questions to somebody who is asked on the weekday of a change of clocks, the third of them on its day."""
    introduced = change - 2 * WEEK
    moments, after = [], introduced - WEEK
    for _ in range(4):
        moment = cadence.next_check_in(introduced - WEEK, habits, role=Role.MENTEE, silent=0, after=after)
        assert moment is not None
        moments.append(moment)
        after = moment
    return moments


def exists(day: date, hour: time, zone: str) -> bool:
    """Whether a clock there shows this hour on that day."""
    there = datetime.combine(day, hour, ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).time() == hour


def check(change: datetime, habits: Habits) -> None:
    moments = asked_around(change, habits)
    begun = clock_of(change - 3 * WEEK, habits).date()
    weeks = [(clock_of(each, habits).date() - begun).days // 7 for each in moments]
    assert weeks == list(range(weeks[0], weeks[0] + 4)), (habits, change)
    for moment in moments:
        there = clock_of(moment, habits)
        assert not cadence.is_quiet(moment, habits), (habits, there)
        at_its_hour = (there.time(), there.fold) == (habits.hour, 0)
        assert at_its_hour or just_after_a_skipped(habits.hour, there), (habits, there)


def just_after_a_skipped(hour: time, there: datetime) -> bool:
    """Whether that clock never showed this hour of its day, or of the day before where midnight was skipped too, and shows the
    one after."""
    for day in (there.date(), there.date() - DAY):
        late = there.replace(tzinfo=None) - datetime.combine(day, hour)
        if not exists(day, hour, str(there.tzinfo)) and timedelta(0) < late <= timedelta(hours=2):
            return True
    return False


def kinds_of_habits(change: datetime, name: str) -> list[Habits]:
    """As usual; and two who are asked in the night, one of them in the very hour that is skipped or comes twice."""
    there = change.astimezone(ZoneInfo(name))
    within = (there - timedelta(minutes=30)).time().replace(second=0, microsecond=0)
    found = [Habits(name), Habits(name, working_days=EVERY_DAY, hour=time(2, 30), **AT_NIGHT)]
    if not time(7) <= within < time(16):
        found.append(Habits(name, working_days=EVERY_DAY, hour=within, **AT_NIGHT))
    return found


def test_one_question_a_week_and_none_in_quiet_hours_around_every_change_of_clocks():
    seen = 0
    for name, *_ in alike():
        for change in changes(name):
            for habits in kinds_of_habits(change, name):
                check(change, habits)
                seen += 1
    assert seen > 5000


def test_what_is_planned_ahead_of_its_moment_comes_at_it_around_every_change_of_clocks():
    for name, *_ in alike():
        for change in changes(name):
            for habits in kinds_of_habits(change, name):
                for moment in asked_around(change, habits):
                    for ahead in (timedelta(0), cadence.PLANNED_AHEAD):
                        assert cadence.moment_to_ask(moment, habits, moment - ahead) == moment, (habits, moment)
                    assert cadence.unasked_moment(moment, habits) == moment, (habits, moment)
                    together = cadence.one_day_for_all(habits, [moment - WEEK, moment])
                    shared = cadence.on_asking_day(moment, together)
                    assert moment <= shared < moment + WEEK + DAY
                    assert not cadence.is_quiet(shared, habits), (habits, shared)


def test_what_waits_for_the_day_wakes_nobody_around_every_change_of_clocks():
    for name, *_ in alike():
        for change in changes(name):
            for habits in (Habits(name), Habits(name, hour=time(2, 30), **AT_NIGHT)):
                for minutes in (-90, -1, 0, 1, 90):
                    now = change + timedelta(minutes=minutes)
                    for moment in (
                        cadence.waking_moment(now, habits),
                        cadence.unasked_moment(now, habits),
                        cadence.working_morning(now, habits),
                    ):
                        assert moment >= now
                        assert not cadence.is_quiet(moment, habits), (habits, moment)


def test_every_name_of_a_zone_is_known_and_counted_with_by_its_own_name():
    assert len(NAMES) > 550
    assert sorted(name for names in alike() for name in names) == NAMES
    for names in alike():
        first = [change for change in changes(names[0]) if change.year == 2027]
        for name in names:
            assert is_zone(name), name
            for change in first or [datetime(2027, 3, 28, 1, 0, tzinfo=UTC)]:
                check(change, Habits(name))
