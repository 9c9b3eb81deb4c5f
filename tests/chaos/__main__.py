"""`make chaos`: the same as the tests beside this, for longer, and everything random from a seed that is printed."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bot.processes import stand_in
from tests.chaos import small
from tests.chaos.events import shuffled, state_after, written
from tests.chaos.faults import A_MINUTE, FAULTS, Faulty
from tests.chaos.judging import go_back, judge
from tests.chaos.kills import kill
from tests.chaos.restores import Restoring
from tests.chaos.world import World

IN_MEMORY = Path("/dev/shm")
TIMES = 4


async def kills(folder: Path, seed: int, number: int) -> list[str]:
    """Kill a busy companion so many times, half of them over Socket Mode and half over HTTP."""
    violations: list[str] = []
    for transport in ("socket", "http"):
        here = folder / transport
        here.mkdir()
        world = World(here, seed=seed, transport=transport)
        await world.open(owed=100, digests=15)
        try:
            found = await kill(world, number // 2)
            await world.settle()
            judge(world, found)
            if found.restored:
                await go_back(world, found)
        finally:
            await world.close()
        print(f"kills     over {transport}: {found}", flush=True)
        violations += found.violations
    return violations


async def locks(folder: Path, seed: int, seconds: int) -> list[str]:
    """Let another program hold the database of a busy companion for so long."""
    world = World(folder, seed=seed, quick=1)
    await world.open(owed=20)
    try:
        await world.live()
        await world.lock(seconds)
        await world.settle()
    finally:
        await world.close()
    found = judge(world)
    print(f"locks     {seconds} s: {found}")
    return found.violations


async def restores(folder: Path, seed: int, number: int) -> list[str]:
    """Kill so many times who puts a backup back."""
    restoring = Restoring(folder, seed)
    await restoring.kill(number)
    print(f"restores  {number} killed: {restoring.found}")
    return restoring.found.violations


async def faults(folder: Path, seed: int, number: int) -> list[str]:
    """Let the disk fail so many times, in each of the ways in turn; every lock is held for a minute's worth of waiting."""
    violations: list[str] = []
    for nth, fault in enumerate(FAULTS):
        here = folder / str(nth)
        here.mkdir()
        faulty = Faulty(here / "companion.db", seed + nth)
        for _ in range(number // len(FAULTS)):
            await faulty.run(fault, A_MINUTE if fault == "locked" else 0)
        faulty.close()
        print(f"faults    {fault}: {faulty.tally}")
        violations += faulty.tally.violations
    return violations


async def rooms(folder: Path, seed: int, number: int) -> list[str]:
    """Let a small file system run full so many times, where whoever runs this may mount one."""
    told = await small.run(folder, seed, number)
    if told is None:
        print(
            "rooms     none: no file system may be mounted here; a full disk is shown above, by limits on the file alone"
        )
        return []
    said, violations = told
    print(f"rooms     {said}")
    return violations


async def events(folder: Path, seed: int, number: int) -> list[str]:
    """Bring so many events four times each, in any order, and once each in their own."""
    server = stand_in()
    await server.start()
    try:
        each = written(server, number)
        once = await state_after(folder / "once", server, each)
        often = await state_after(folder / "often", server, shuffled(each, times=TIMES, seed=seed))
    finally:
        await server.stop()
    same = once == often
    print(
        f"events    {number} brought {TIMES} times each: {'the state of once' if same else 'another state than of once'}"
    )
    return [] if same else ["events: another state than of once"]


PARTS: dict[str, tuple[Callable[[Path, int, int], Awaitable[list[str]]], int]] = {
    "kills": (kills, 300),
    "locks": (locks, 60),
    "restores": (restores, 60),
    "faults": (faults, 200),
    "rooms": (rooms, 40),
    "events": (events, 10_000),
}


async def main() -> int:
    """Run what is asked for; 1 when anything was lost, doubled or left by halves."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="What happens when things go wrong.")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="repeats what was random")
    for name, (_, number) in PARTS.items():
        parser.add_argument(f"--{name}", type=int, default=number, help=f"how many ({number}); 0 for none")
    given = parser.parse_args()
    print(f"seed      {given.seed}", flush=True)
    violations: list[str] = []
    for name, (part, _) in PARTS.items():
        number = getattr(given, name)
        if not number:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="chaos-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
            found = await part(Path(folder), given.seed, number)
        for each in found[:50]:
            print(f"VIOLATION {each}")
        violations += found
        print(f"          in {time.monotonic() - began:.0f} s", flush=True)
    print(f"{len(violations)} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
