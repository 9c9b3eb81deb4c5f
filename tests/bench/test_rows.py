"""A row of the table: which way its goal lies."""

from __future__ import annotations

from bench.rows import row


def test_what_takes_time_is_met_below_its_goal_and_a_rate_above():
    taken, rate = (
        row("time", "ms", [(3.0, 2.0), (6.0, 5.0), (8.0, 4.0)], 1.5),
        row("rate", "/s", [(9.0, 10.0)], 0.9, more=True),
    )
    assert (taken.ratio, taken.met, taken.bound) == (1.5, True, "≤ 1.5")
    assert (rate.ratio, rate.met, rate.bound) == (0.9, True, "≥ 0.9")
    assert not row("time", "ms", [(3.1, 2.0)], 1.5).met
    assert not row("rate", "/s", [(8.9, 10.0)], 0.9, more=True).met
