"""The agreed time on every clock, with the day from which it is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from handlers.slack.views.agreement_clocks import agreed_times
from tests.handlers.samples.agreements import TERMS

OCTOBER = datetime(2026, 10, 12, 7, tzinfo=UTC)
TEN = replace(TERMS, time=time(10), zone="Europe/Stockholm")


def test_another_clock_is_said_with_the_next_meeting_day_on_which_it_differs():
    assert agreed_times(TEN, ["Africa/Lagos", "Europe/Stockholm"], OCTOBER) == [
        "9:00 in Lagos, from Tue 27 Oct 10:00",
        "10:00 in Stockholm",
    ]
    assert agreed_times(TEN, ["Africa/Lagos"], datetime(2026, 11, 21, tzinfo=UTC)) == [
        "10:00 in Lagos, from Tue 30 Mar 9:00"
    ]


def test_clocks_that_change_together_need_no_date():
    assert agreed_times(TEN, ["Europe/Madrid"], OCTOBER) == ["10:00 in Madrid"]


def test_a_difference_that_is_over_after_a_week_is_said_with_both_its_days():
    assert agreed_times(TEN, ["America/New_York"], OCTOBER) == [
        "4:00 in New York, from Tue 27 Oct 5:00, from Tue 3 Nov 4:00"
    ]


def test_another_day_is_said():
    late = replace(TEN, time=time(23))
    assert agreed_times(late, ["Asia/Tokyo"], OCTOBER) == ["Wed 6:00 in Tokyo, from Wed 28 Oct 7:00"]
