"""When a pair could meet next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.mentoring import proposals
from bot.mentoring.appointments import State
from bot.mentoring.terms import Frequency, Terms, Weekday
from tests.builders import MONDAY
from tests.handlers.samples.meetings import USUAL

TERMS = Terms(
    frequency=Frequency.TWO_WEEKS, weekday=Weekday.TUESDAY, time=time(10), zone="Europe/Stockholm", duration=45
)


def at(day, hour=8, month=10):
    """10:00 in Stockholm on that day, by its summer time."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def meeting(starts, state=State.BOOKED):
    return replace(USUAL, starts=starts, ends=starts + timedelta(hours=1), state=state)


def test_without_any_meeting_the_next_agreed_weekday_is_proposed():
    assert proposals.as_agreed(TERMS, [], MONDAY) == at(13)


def test_today_is_not_proposed():
    assert proposals.as_agreed(TERMS, [], at(13, hour=5)) == at(20)


@pytest.mark.parametrize(("last", "proposed"), [(13, at(27, hour=9)), (15, at(27, hour=9)), (12, at(27, hour=9))])
def test_the_rhythm_goes_on_from_the_week_of_the_last_meeting(last, proposed):
    assert proposals.as_agreed(TERMS, [meeting(at(last), State.HELD)], at(16)) == proposed


def test_monthly_keeps_the_weekday():
    monthly = replace(TERMS, frequency=Frequency.MONTHLY)
    assert proposals.as_agreed(monthly, [meeting(at(13), State.HELD)], at(16)) == at(10, hour=9, month=11)


def test_a_rhythm_that_stood_still_begins_with_the_next_such_day():
    assert proposals.as_agreed(TERMS, [meeting(at(8, month=9), State.HELD)], MONDAY) == at(13)


def test_a_day_that_is_taken_gives_way_to_the_next_such_day():
    weekly = replace(TERMS, frequency=Frequency.WEEKLY)
    taken = [meeting(at(6), State.HELD), meeting(at(13, hour=7) + timedelta(minutes=30))]
    assert proposals.as_agreed(weekly, taken[:1], MONDAY) == at(13)
    assert proposals.as_agreed(replace(weekly, zone="Europe/Stockholm"), taken, MONDAY) == at(20)


def test_nothing_agreed_nothing_proposed():
    assert proposals.as_agreed(Terms(), [], MONDAY) is None
