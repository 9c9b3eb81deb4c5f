"""A companion that is killed again and again in the middle of a busy day loses nothing and says nothing twice."""

from __future__ import annotations

from tests.chaos.judging import go_back, judge
from tests.chaos.kills import kill
from tests.chaos.world import World

KILLS = 20
"""`make chaos` has three hundred."""


async def test_what_was_acknowledged_is_kept_and_everybody_hears_everything_once_through_twenty_kills_and_a_way_back(
    tmp_path,
):
    world = World(tmp_path, seed=3)
    await world.open(owed=40)
    try:
        found = await kill(world, KILLS)
        await world.settle()
        judge(world, found)
        await go_back(world, found)
    finally:
        await world.close()
    assert found.violations == []
    assert found.kills == KILLS
    assert found.under_way >= 1
    assert found.restored >= 2
