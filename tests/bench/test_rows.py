"""A row of the table: which way its goal lies; and which parts are measured."""

from __future__ import annotations

from bench.__main__ import DELIVERY, PARTS, chosen
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


def test_parts_are_measured_once_however_they_are_named():
    assert chosen([]) == list(PARTS)
    assert chosen(["due", "delivery", "start", "start"]) == [
        "due",
        *(part for part in DELIVERY if part != "due"),
        "start",
    ]
    assert set(DELIVERY) < set(PARTS)
