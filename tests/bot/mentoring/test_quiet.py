"""How long a pause lasts, as people say it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.mentoring import quiet
from bot.mentoring.refusals import Refusal
from tests.builders import person

TODAY = date(2026, 10, 12)
"""A Monday."""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2 weeks", date(2026, 10, 26)),
        ("for 3 days", date(2026, 10, 15)),
        ("1 day", date(2026, 10, 13)),
        ("a month", date(2026, 11, 12)),
        ("two  Weeks", date(2026, 10, 26)),
        ("until 3 Dec", date(2026, 12, 3)),
        ("until December 3", date(2026, 12, 3)),
        ("until 2026-12-03", date(2026, 12, 3)),
        ("till 3.12.", date(2026, 12, 3)),
        ("until 5 Jan", date(2027, 1, 5)),
        ("until Friday", date(2026, 10, 16)),
        ("until monday", date(2026, 10, 19)),
        ("until tomorrow", date(2026, 10, 13)),
        ("tomorrow", date(2026, 10, 13)),
        ("3 Dec", date(2026, 12, 3)),
        ("off", None),
    ],
)
def test_a_pause_is_understood_as_people_say_it(said, day):
    assert quiet.until(said, TODAY) == day


@pytest.mark.parametrize(
    "said", ["", "soon", "until", "until later", "0 weeks", "many weeks", "weeks", "99999 days", "-2 weeks"]
)
def test_nonsense_is_answered_with_an_example(said):
    with pytest.raises(Refusal, match=r"quiet\.unclear"):
        quiet.until(said, TODAY)


@pytest.mark.parametrize(
    ("said", "key"), [("until 2026-10-12", "past"), ("until 2020-01-01", "past"), ("7 months", "too_long")]
)
def test_a_day_behind_or_far_ahead_is_refused(said, key):
    with pytest.raises(Refusal, match=rf"quiet\.{key}"):
        quiet.until(said, TODAY)


def test_a_pause_ends_at_nine_of_ones_own_morning():
    now = datetime(2026, 10, 12, 22, 30, tzinfo=UTC)
    assert quiet.snooze(person(zone="Asia/Tokyo"), "1 day", now).snoozed_until == datetime(
        2026, 10, 14, 0, 0, tzinfo=UTC
    )
