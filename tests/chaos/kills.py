"""Kills a real companion again and again: while it starts, at any moment after, and in the middle of a post."""

from __future__ import annotations

import asyncio
import contextlib
import signal

from tests import warm
from tests.chaos.judging import Found, drill, look_as_the_next_start_does
from tests.chaos.world import World

LONGEST_LIFE = 0.3
"""Seconds that a companion lives at the most, from its start or from its connection on."""
AT_MOST = 3.0
"""Seconds that are waited for the post that is to be its last."""
FULL, EARLY, HALF = 0.1, 0.2, 0.5
"""Of all lives: in how many the disk is full from the start, how many end while they start, and how many any time after."""
DRILL = 10
"""Kills from one backup to the next."""


async def kill(world: World, times: int) -> Found:
    """Start, let live for a moment, kill; so many times. What is wrong so far is found already."""
    found = Found()
    for _ in range(times):
        world.start()
        busy = asyncio.create_task(world.be_busy())
        how, life = world.random.random(), world.random.uniform(0.0, LONGEST_LIFE)
        if how > EARLY:
            await world.connected()
        if how > HALF:  # the post is taken, and its answer dies with who waits for it
            world.kill_at, life = world.posts + world.random.randint(1, 8), AT_MOST
        if how < FULL:
            world.full(True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(world.died.wait(), life)
        found.under_way += world.died.is_set()
        world.kill()
        await busy
        code = await asyncio.to_thread(warm.ended, world.life)
        if code != -signal.SIGKILL:
            found.violations.append(f"it ended by itself with {code}")
        look_as_the_next_start_does(world, found)
        found.kills += 1
        if found.kills % DRILL == 0:
            drill(world, found)
    return found
