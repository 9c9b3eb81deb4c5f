"""Runs worlds, each from a seed of its own, and says what was found."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import random
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bot.logs import where
from bot.safeguards import ALL, Safeguards
from simulator import summary
from simulator.loop import run
from simulator.watch import Violation, Watch
from simulator.weather import EXPECTED, ROUGH, Climate
from simulator.world import World

IN_MEMORY = Path("/dev/shm")


IN_A_WORLD = 10
"""Pairs that share a companion; more of them live in further worlds, side by side."""
SHOWN = 20
"""Violations that are told of one world."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a world. `digest` is the same wherever the same seed was lived through in the same way."""

    seed: str
    pairs: int
    days: float
    steps: Counter[str]
    violations: tuple[Violation, ...]
    digest: int


def simulate(
    seed: str,
    *,
    pairs: int,
    days: float,
    climate: Climate = ROUGH,
    safeguards: Safeguards = ALL,
    trace: Callable[[str], None] | None = None,
    until: frozenset[str] = frozenset(),
) -> Found:
    """Live one world through, to its end or until one of the rules in `until` is broken."""
    memory = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="companion-simulated-", dir=memory) as folder:
        world = World(
            Path(folder),
            seed,
            pairs=pairs,
            days=days,
            climate=climate,
            safeguards=safeguards,
            trace=trace,
            until=until,
        )
        with heard(world.watch), names_from(seed):
            run(world.live(), world.loop)
    return Found(seed, pairs, days, world.counted(), tuple(world.watch.violations), world.digest)


@contextlib.contextmanager
def heard(watch: Watch) -> Iterator[None]:
    """What the companion logs goes to the watch: an error that it did not expect must not be."""

    def hear(_logger: object, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        error = sys.exc_info()[1]
        if level in ("error", "critical") and not isinstance(error, EXPECTED):
            watch.broken("fault", f"{event.get('event')} {event.get('reason') or ''} {error and where(error)}")
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[hear], cache_logger_on_first_use=False)
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        structlog.configure(**before)


@contextlib.contextmanager
def names_from(seed: str) -> Iterator[None]:
    """Names that nobody could guess, of messages, tickets and files, come from the seed too: they stand among the steps, and
    in sets, whose order follows from them."""
    chance = random.Random(f"names:{seed}")
    before = secrets.token_hex, secrets.randbelow
    secrets.token_hex = lambda nbytes=None: chance.randbytes(nbytes or secrets.DEFAULT_ENTROPY).hex()
    secrets.randbelow = lambda exclusive_upper_bound: chance.randrange(exclusive_upper_bound)
    try:
        yield
    finally:
        secrets.token_hex, secrets.randbelow = before


def worlds(seeds: Sequence[str], pairs: int) -> Iterator[tuple[str, int]]:
    """The worlds in which so many pairs live, for each seed: the seed of each world, and how many are in it. A seed with a slash is
    that of a world."""
    for seed in seeds:
        if "/" in seed:
            yield seed, pairs
            continue
        for nth, first in enumerate(range(0, pairs, IN_A_WORLD)):
            yield f"{seed}/{nth}", min(IN_A_WORLD, pairs - first)


def simulate_all(
    seeds: Sequence[str],
    *,
    pairs: int,
    days: float,
    without: tuple[str, ...] = (),
    say: Callable[[str], None],
    trace: Callable[[str], None] | None = None,
    processes: int | None = None,
) -> int:
    """Live so many pairs through for each seed, say what was found, and give back how many violations there were."""
    safeguards = replace(ALL, **dict.fromkeys(without, False))
    live = partial(_lived, days=days, safeguards=safeguards)
    there = list(worlds(seeds, pairs))
    steps: Counter[str] = Counter()
    if trace is not None or len(there) == 1:
        found: Iterator[Found] = (
            simulate(each, pairs=many, days=days, safeguards=safeguards, trace=trace) for each, many in there
        )
        violations = _told(found, steps, say)
    else:
        with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
            violations = _told(pool.map(live, there), steps, say)
    for line in summary.lines(steps):
        say(line)
    pair_days = pairs * days * len(seeds)
    for way in summary.never(steps, pair_days):
        violations += 1
        say(f"idle: nobody ever lived through this: {way}")
    say(
        f"seed {', '.join(seeds)}: {pair_days:,.0f} pair-days, {sum(steps.values()):,} steps, {violations:,} violations"
    )
    return violations


def _lived(which: tuple[str, int], *, days: float, safeguards: Safeguards) -> Found:
    gc.unfreeze()
    gc.collect()  # what is left of the world before
    gc.freeze()  # all that was imported stays, and need not be looked through again and again
    return simulate(which[0], pairs=which[1], days=days, safeguards=safeguards)


def _told(worlds: Iterator[Found], steps: Counter[str], say: Callable[[str], None]) -> int:
    violations = 0
    for found in worlds:
        steps.update(found.steps)
        violations += len(found.violations)
        say(f"world {found.seed}: {found.pairs} pairs, sum {found.digest:08x}, {len(found.violations)} violations")
        for violation in found.violations[:SHOWN]:
            say(str(violation))
        if found.violations:
            say(f"Again, step by step: companion simulate {again(found)} --steps")
    return violations


def again(found: Found) -> str:
    """What replays a world."""
    return f"--pairs {found.pairs} --days {found.days:g} --seed {found.seed}"
