"""Pauses of the program: whose days they are, what stops, and what cannot be planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.mentoring import program_pauses
from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from bot.mentoring.habits import SUN, THU, Habits
from bot.mentoring.people import PersonId
from bot.mentoring.program_pauses import ProgramPause, ProgramPauseId
from bot.mentoring.refusals import Refusals
from tests.builders import TEAM
from tests.lives import life_file
from tests.lives.life_file import LifeFile
from tests.lives.living import live

TODAY = date(2026, 12, 1)


def pause(first: str, last: str, id: int = 1, name: str = "") -> ProgramPause:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return ProgramPause(ProgramPauseId(id), TEAM, *days, name, PersonId(1))


HOLIDAYS = pause("2026-12-21", "2027-01-03")
SNOOZED = [
    file for file in life_file.every() if any(piece.what is What.SNOOZED for piece in life_file.read(file).evidence)
]


def rested(life: LifeFile, *, pauses: bool = True) -> LifeFile:
    """The same life, in which its program rests instead of a member, or nobody does."""
    spans = gather(life.frame, life.evidence).pauses.spans if pauses else ()
    others = tuple(piece for piece in life.evidence if piece.what is not What.SNOOZED)
    return replace(life, evidence=others, frame=replace(life.frame, pauses=spans))


@pytest.mark.parametrize("file", SNOOZED, ids=[file.stem for file in SNOOZED])
def test_a_pause_of_the_program_stops_every_clock_as_one_of_a_member_does(file):
    life = life_file.read(file)
    assert live(rested(life)) == live(life)


def test_without_it_silence_counts():
    life = life_file.read(next(file for file in SNOOZED if file.stem == "a-long-summer"))
    without = {what for _, what in live(rested(life, pauses=False))} - {what for _, what in live(life)}
    assert "W.quiet" in without


def test_the_clocks_stand_still_while_it_is_a_day_of_the_pause_anywhere_on_earth():
    begins, ends = HOLIDAYS.span
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        first = datetime(2026, 12, 21, tzinfo=zone)
        after = datetime(2027, 1, 4, tzinfo=zone)
        assert begins <= first < after <= ends, name
    assert ends - begins == timedelta(days=14, hours=26)


@pytest.mark.parametrize(
    ("zone", "now", "waits"),
    [
        ("Asia/Tokyo", "2026-12-20T14:59:59+00:00", None),
        ("Asia/Tokyo", "2026-12-20T15:00:00+00:00", "2027-01-04T00:00:00+00:00"),
        ("America/Los_Angeles", "2026-12-21T07:59:59+00:00", None),
        ("America/Los_Angeles", "2027-01-04T07:59:59+00:00", "2027-01-04T17:00:00+00:00"),
        ("America/Los_Angeles", "2027-01-04T08:00:00+00:00", None),
    ],
)
def test_what_nobody_asked_for_waits_on_the_days_of_the_pause_where_somebody_is(zone, now, waits):
    found = program_pauses.morning_after([HOLIDAYS], datetime.fromisoformat(now), Habits(zone))
    assert found == (None if waits is None else datetime.fromisoformat(waits))


def test_it_waits_for_the_next_working_morning_which_may_lie_behind_another_pause():
    friday_after = [pause("2026-12-21", "2026-12-25"), pause("2026-12-28", "2026-12-31", 2)]
    now = datetime(2026, 12, 22, 12, tzinfo=UTC)
    assert program_pauses.morning_after(friday_after, now, Habits("UTC")) == datetime(2027, 1, 1, 9, tzinfo=UTC)
    works_sundays = Habits("UTC", working_days=(SUN, *range(THU + 1)))
    assert program_pauses.morning_after(friday_after[:1], now, works_sundays) == datetime(2026, 12, 27, 9, tzinfo=UTC)


def refused(wanted: ProgramPause, *others: ProgramPause, before: ProgramPause | None = None) -> dict[str | None, str]:
    try:
        program_pauses.check(wanted, others, before=before, today=TODAY)
    except Refusals as refusals:
        return {each.field: each.key.removeprefix("program_pauses.") for each in refusals.refusals}
    return {}


def test_what_cannot_be_is_refused_at_its_input():
    assert refused(HOLIDAYS) == {}
    assert refused(pause("2026-12-01", "2026-12-01")) == {}
    assert refused(pause("2026-11-30", "2026-12-05")) == {"first": "past"}
    assert refused(pause("2026-12-05", "2026-12-04")) == {"last": "backwards"}
    assert refused(pause("2026-11-01", "2026-11-05")) == {"first": "past", "last": "over"}
    assert refused(pause("2026-12-05", "2027-06-07")) == {"last": "too_long"}
    assert refused(pause("2028-12-03", "2028-12-04")) == {"first": "too_far"}
    assert refused(pause("2026-12-05", "2026-12-06", name="W" * 61)) == {"name": "long_name"}


def test_no_day_lies_in_two_pauses():
    assert refused(pause("2027-01-03", "2027-01-10", 2), HOLIDAYS) == {"first": "overlaps"}
    assert refused(pause("2026-12-01", "2027-02-10", 2), HOLIDAYS) == {"first": "overlaps"}
    assert refused(pause("2027-01-04", "2027-01-10", 2), HOLIDAYS) == {}
    assert refused(pause("2026-12-22", "2027-01-10"), HOLIDAYS, before=HOLIDAYS) == {}


def test_of_a_pause_that_lasts_the_first_day_stays_and_ending_it_keeps_the_days_that_have_been():
    lasts = pause("2026-11-25", "2026-12-10")
    assert refused(pause("2026-11-26", "2026-12-10"), lasts, before=lasts) == {"first": "has_begun"}
    assert refused(pause("2026-11-25", "2026-12-02"), lasts, before=lasts) == {}
    assert program_pauses.taken_back(lasts, TODAY) == pause("2026-11-25", "2026-11-30")
    assert program_pauses.taken_back(HOLIDAYS, TODAY) is None
    assert program_pauses.taken_back(pause("2026-12-01", "2026-12-10"), TODAY) is None


def test_home_tells_of_the_pause_that_lasts_and_of_one_that_is_two_weeks_ahead():
    two = [HOLIDAYS, pause("2027-01-10", "2027-01-20", 2)]
    days = ("2026-12-06", "2026-12-07", "2027-01-03", "2027-01-04", "2027-01-21")
    shown = [program_pauses.shown(two, date.fromisoformat(day)) for day in days]
    assert [each and each.id for each in shown] == [None, 1, 1, 2, None]
