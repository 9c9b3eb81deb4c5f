"""How much people hear: forty pairs in twelve zones, every mentor with five mentees, live a year of pauses, moves and outages.

`python -m bench.noise` prints how many unasked messages each person gets in a week, what came together in one message, and why
something was not sent; and every promise that was broken, of which there are to be none.
"""

from __future__ import annotations

import argparse
import asyncio

from rich.console import Console
from rich.table import Table

from bench.heard import Noise
from bench.noisy_year import NoisyYear
from bench.pretended import DAYS
from bot.logs import configure


def lived(seed: str, pairs: int, days: int = DAYS) -> Noise:
    """So many days of so many pairs."""
    configure(quiet=True)
    return asyncio.run(NoisyYear(seed, pairs, days).listen())


def show(noise: Noise, pairs: int) -> None:
    """The tables."""
    console = Console()
    most = max(max(weeks, default=0) for weeks in noise.weeks.values())
    table = Table("unasked messages a week", *map(str, range(most + 1)), title=f"{pairs} pairs, {noise.people} people")
    for role, weeks in noise.weeks.items():
        table.add_row(role, *(f"{weeks[n]} ({weeks[n] / max(1, weeks.total()):.0%})" for n in range(most + 1)))
    console.print(table)
    sizes = Table("things in one message", *map(str, sorted(noise.together)))
    sizes.add_row("messages", *(str(noise.together[size]) for size in sorted(noise.together)))
    console.print(sizes)
    ended = Table("ended as", "because", "kind", "how many")
    for (state, reason, kind), number in sorted(noise.ended.items()):
        ended.add_row(state, reason, kind, str(number))
    console.print(ended)
    console.print("\n".join(noise.broken[:50]) or "No promise was broken.")


def main() -> int:
    """Live it and print what was heard; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.noise")
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", default="one")
    given = parser.parse_args()
    noise = lived(given.seed, given.pairs, given.days)
    show(noise, given.pairs)
    return 1 if noise.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
