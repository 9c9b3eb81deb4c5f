"""Runs worlds and says what was found."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.logs import configure
from bot.safeguards import ALL, Safeguards
from simulator.loop import run
from simulator.watch import Violation
from simulator.weather import ROUGH, Climate
from simulator.world import World

IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a world. `digest` is the same whenever the same seed was lived in the same way."""

    seed: str
    pair_days: float
    steps: Counter[str]
    violations: tuple[Violation, ...]
    lives: int


def simulate(
    seed: str,
    *,
    pairs: int,
    days: float,
    climate: Climate = ROUGH,
    safeguards: Safeguards = ALL,
    trace: Callable[[str], None] | None = None,
) -> Found:
    """Live one world through."""
    configure(quiet=True)
    with tempfile.TemporaryDirectory(prefix="companion-simulated-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        world = World(Path(folder), seed, pairs=pairs, days=days, climate=climate, safeguards=safeguards, trace=trace)
        run(world.live(), world.loop)
    watch = world.watch
    watch.steps["acts"] = sum(each.acts for each in world.people.values())
    return Found(seed, pairs * days, watch.steps, tuple(watch.violations), world.lives)
