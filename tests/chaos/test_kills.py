"""A companion that is killed again and again in the middle of a busy day loses nothing and says nothing twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.chaos.judging import go_back, judge
from tests.chaos.kills import kill
from tests.chaos.world import World

KILLS = 20
"""`make chaos` has three hundred."""


async def test_what_was_acknowledged_is_kept_and_everybody_hears_everything_once_through_twenty_kills_and_a_way_back(
    tmp_path,
):
    world = World(tmp_path, seed=3)
    await world.open(owed=40, digests=6)
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


@pytest.mark.parametrize("state", ["planned", "claimed", "sending", "failed", "skipped", "parked", "withdrawn"])
async def test_whatever_was_due_and_has_not_gone_out_is_judged_to_be_lost(state, tmp_path):
    world = World(tmp_path, seed=3, people=1)
    await world.open(owed=1)
    try:
        with closing(sqlite3.connect(world.database)) as db, db:
            db.execute("UPDATE outbox SET kind = 'pairing.introduction', state = ?", (state,))
        assert judge(world).violations == ([] if state == "withdrawn" else [f"lost: hello:Owed0 is {state} (None)"])
    finally:
        await world.close()
