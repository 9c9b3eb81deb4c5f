"""Events that come four times each, in any order, have the effect of each once."""

from __future__ import annotations

from tests.chaos.events import shuffled, state_after, written

EVENTS = 40
"""`make chaos` has ten thousand."""


async def test_events_four_times_each_and_shuffled_come_to_the_state_of_once(slack, tmp_path):
    events = written(slack, EVENTS)
    once = await state_after(tmp_path / "once", slack, events)
    often = await state_after(tmp_path / "often", slack, shuffled(events, times=4, seed=5))
    assert often == once
    assert len(once["outbox"]) == EVENTS * 4 // 5
    assert f"Number {EVENTS - 1}" in {name for _, name, _, _ in once["people"]}
