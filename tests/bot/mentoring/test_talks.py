"""Which words to begin with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.mentoring.talks import starter

TODAY = date(2026, 10, 12)


@pytest.mark.parametrize("count", [1, 2, 5, 7, 12, 14, 77, 91])
def test_another_one_is_another_until_all_were_shown(count):
    shown = [starter(range(count), mentorship=41, day=TODAY, nth=nth) for nth in range(count)]
    assert sorted(shown) == list(range(count))


def test_each_day_begins_elsewhere():
    begun = [starter(range(12), mentorship=41, day=TODAY + timedelta(days=n), nth=0) for n in range(12)]
    assert sorted(begun) == list(range(12))
