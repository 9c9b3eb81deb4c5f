"""Habits: what holds for somebody, what can be chosen, and where a planned question goes when they change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring import cadence, habits
from bot.mentoring.habits import Choices, Habits, Rhythm, habits_of
from bot.mentoring.people import Role
from bot.mentoring.refusals import Refusals

SUNDAY_TO_THURSDAY, MONDAY_TO_FRIDAY = (0, 1, 2, 3, 6), (0, 1, 2, 3, 4)
MONDAY = datetime(2026, 10, 12, 6, 0, tzinfo=UTC)
ZONES = [
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Europe/Stockholm",
    "Australia/Lord_Howe",
    "America/Nuuk",
]
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "locale", "days"),
    [
        ("Europe/Stockholm", "en-GB", MONDAY_TO_FRIDAY),
        ("Europe/London", "he-IL", SUNDAY_TO_THURSDAY),
        ("Europe/London", "ar_EG", SUNDAY_TO_THURSDAY),
        ("Asia/Jerusalem", "en-US", SUNDAY_TO_THURSDAY),
        ("Asia/Tehran", "en-GB", (0, 1, 2, 3, 5, 6)),
        ("UTC", "fa-AF", (0, 1, 2, 5, 6)),
        ("Asia/Dubai", "ar-AE", MONDAY_TO_FRIDAY),
        ("Asia/Kolkata", "en-IN", MONDAY_TO_FRIDAY),
        ("Asia/Kolkata", "", MONDAY_TO_FRIDAY),
    ],
)
def test_working_days_are_those_of_the_language_s_territory_else_of_the_zone_s(zone, locale, days):
    assert habits_of(zone, locale).working_days == days


def test_what_is_as_usual_is_not_kept_as_chosen_so_that_it_follows_who_moves():
    held = habits_of("Asia/Jerusalem", "en-GB")
    assert habits.chosen_of(held, day=None, locale="en-GB") == Choices()
    own = Habits("Asia/Jerusalem", time(21), working_days=MONDAY_TO_FRIDAY, hour=time(10), rhythm=Rhythm.HALF)
    assert habits.chosen_of(own, day=2, locale="en-GB") == Choices(
        time(21), None, MONDAY_TO_FRIDAY, 2, time(10), Rhythm.HALF
    )


def test_quiet_hours_may_pass_midnight_or_lie_within_a_day():
    usual, at_work_by_night = Habits("UTC"), Habits("UTC", quiet_from=time(8), quiet_until=time(16))
    assert [usual.is_quiet_at(time(hour)) for hour in (0, 7, 8, 19, 20, 23)] == [True, True, False, False, True, True]
    assert [at_work_by_night.is_quiet_at(time(hour)) for hour in (7, 8, 15, 16)] == [False, True, True, False]
    assert (usual.morning, at_work_by_night.morning) == (time(9), time(16))


@pytest.mark.parametrize(
    ("own", "day", "fields"),
    [
        (Habits("UTC", working_days=()), None, ["days"]),
        (Habits("UTC"), 5, ["day"]),
        (Habits("UTC", quiet_from=time(8), quiet_until=time(8)), None, ["quiet_until"]),
        (Habits("UTC", quiet_from=time(10, 59), quiet_until=time(8)), None, ["quiet_until"]),
        (Habits("UTC", hour=time(7, 59)), None, ["hour"]),
        (Habits("UTC", hour=time(19, 1)), None, ["hour"]),
        (Habits("UTC", quiet_from=time(8), quiet_until=time(16), hour=time(9), working_days=()), 1, ["days", "hour"]),
    ],
)
def test_what_leaves_no_day_no_hour_or_no_time_to_ask_is_refused_at_its_fields(own, day, fields):
    with pytest.raises(Refusals) as refused:
        habits.check(own, day=day)
    assert [each.field for each in refused.value.refusals] == fields


@pytest.mark.parametrize(
    "own",
    [
        Habits("UTC", hour=time(8)),
        Habits("UTC", hour=time(19)),
        Habits("UTC", quiet_from=time(8), quiet_until=time(16), hour=time(0, 30)),
        Habits("UTC", quiet_from=time(11), quiet_until=time(8)),
        Habits("UTC", quiet_from=time(0), quiet_until=time(7), hour=time(23)),
    ],
)
def test_what_leaves_an_hour_before_quiet_is_taken(own):
    habits.check(own, day=None)


def weekly(own: Habits, *, silent: int = 0, role: Role = Role.MENTEE) -> list[int]:
    """On which days after the introduction somebody is asked in eight weeks."""
    found, moment = [], MONDAY
    while (moment - MONDAY).days < 56:
        following = cadence.next_check_in(MONDAY, own, role=role, silent=silent, after=moment)
        assert following is not None
        moment = following
        found.append((moment - MONDAY).days)
    return found[:-1]


def test_the_chosen_rhythm_stretches_the_guide_s_and_silence_stretches_it_further():
    assert weekly(Habits("UTC"))[:3] == [7, 14, 21]
    assert weekly(Habits("UTC", rhythm=Rhythm.HALF))[:3] == [14, 28, 42]
    assert weekly(Habits("UTC", rhythm=Rhythm.MONTHLY))[:2] == [28]
    assert weekly(Habits("UTC", rhythm=Rhythm.HALF), silent=2) == [28]
    assert (
        cadence.next_check_in(MONDAY, Habits("UTC", rhythm=Rhythm.NEVER), role=Role.MENTEE, silent=0, after=MONDAY)
        is None
    )
    assert cadence.first_check_in(MONDAY, Habits("UTC", rhythm=Rhythm.NEVER)) is None


def test_where_no_working_day_is_the_chosen_one_the_next_working_day_takes_its_place():
    assert habits_of("Asia/Jerusalem", "en-GB", Choices(day=4)).day is None
    friday_free = weekly(Habits("UTC", working_days=SUNDAY_TO_THURSDAY, day=6))
    assert [day % 7 for day in friday_free] == [6] * len(friday_free)


def moved(planned, before, after, *, asked=None, now=MONDAY):
    return cadence.replanned(MONDAY, planned, before=before, after=after, asked=asked or {}, now=now)


def test_a_planned_question_moves_to_the_chosen_day_of_its_week_or_of_the_next_where_that_has_passed():
    usual, thursdays = Habits("UTC"), Habits("UTC", day=3, hour=time(16))
    planned = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    assert moved(planned, usual, thursdays) == datetime(2026, 10, 29, 16, 0, tzinfo=UTC)
    assert moved(planned + 3 * DAY, Habits("UTC", day=3), Habits("UTC", day=0)) == planned
    late = planned + 1.5 * DAY
    assert moved(planned + 3 * DAY, Habits("UTC", day=3), Habits("UTC", day=0), now=late) == planned + 7 * DAY
    asked = {1: planned - 2 * DAY}
    assert moved(planned, Habits("UTC", day=5), Habits("UTC", day=0), asked=asked) == planned + 7 * DAY
    assert moved(planned, usual, Habits("UTC", rhythm=Rhythm.NEVER)) is None


@given(
    begun=st.integers(0, 24 * 14),
    moves=st.lists(st.tuples(st.integers(1, 24 * 12), st.sampled_from(ZONES)), max_size=12),
    day=st.sampled_from([None, *MONDAY_TO_FRIDAY]),
    hour=st.integers(8, 19),
    first=st.sampled_from(ZONES),
)
def test_who_moves_as_they_like_is_asked_once_a_cycle_at_their_hour_and_not_left_out_for_long(
    begun, moves, day, hour, first
):
    introduced = datetime(2026, 10, 12, tzinfo=UTC) + timedelta(hours=begun)
    own = Habits(first, day=day, hour=time(hour))
    planned, now, asked, cycles = cadence.first_check_in(introduced, own), introduced, [], []
    for hours, zone in [*moves, (24 * 30, first)]:
        until = now + timedelta(hours=hours)
        while planned <= until:
            due = cadence.moment_to_ask(planned, own, planned)
            there = due.astimezone(ZoneInfo(own.zone))
            assert (there.hour, there.minute, there.weekday() < 5) == (hour, 0, True)
            asked.append(due)
            cycles.append(cadence.check_in_week(introduced, own.zone, due))
            planned = cadence.next_check_in(introduced, own, role=Role.MENTEE, silent=0, after=due)
        now, before, own = until, own, Habits(zone, day=day, hour=time(hour))
        if before != own:
            planned = cadence.replanned(
                introduced, planned, before=before, after=own, asked=dict(zip(cycles, asked, strict=True)), now=now
            )
    early = [each for each in asked if each < introduced + 35 * DAY]
    gaps = [after - before for before, after in pairwise(early)]
    assert len(set(cycles)) == len(cycles)
    assert all(3 * DAY <= gap <= 16 * DAY for gap in gaps), gaps
