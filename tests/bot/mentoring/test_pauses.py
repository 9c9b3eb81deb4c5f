"""The spans in which a pair is left in peace, and the time that passes without them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.gathering import gather
from tests.bot.mentoring.pieces import MENTOR, frame, snooze
from tests.lives.life_file import at


def pauses(*pieces):
    return gather(frame(), pieces).pauses


def test_pauses_are_merged_replaced_by_the_same_person_and_ended():
    assert pauses(snooze(10, 20), snooze(15, 25, by=MENTOR)).spans == ((at(10), at(25)),)
    assert pauses(snooze(10, 20), snooze(12, 14)).spans == ((at(10), at(14)),)
    assert pauses(snooze(10, 20), snooze(12, 12)).spans == ((at(10), at(12)),)
    assert pauses(snooze(10, 20), snooze(30, 40)).spans == ((at(10), at(20)), (at(30), at(40)))


@pytest.mark.parametrize(
    ("begins", "ends"), [(0, 14), (1, 15), (6, 30), (9, 33), (12, 36), (20, 39), (25, 39), (30, 44)]
)
def test_time_passes_without_a_pause(begins, ends):
    """Fourteen days around a pause from day 15 to day 25."""
    assert pauses(snooze(15, 25)).after(at(begins), timedelta(days=14)) == at(ends)


@pytest.mark.parametrize(("begins", "days"), [(0, 20), (15, 5), (20, 5), (25, 5), (28, 2)])
def test_what_has_passed_by_day_30_is_without_the_pause(begins, days):
    assert pauses(snooze(15, 25)).passed(at(begins), at(30)) == timedelta(days=days)


def test_a_pause_begins_with_its_first_moment_and_is_over_with_its_last():
    ends = [pauses(snooze(15, 25)).end_at(at(day)) for day in (14, 15, 24, 25)]
    assert ends == [None, at(25), at(25), None]
