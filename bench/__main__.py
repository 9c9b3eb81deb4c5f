"""`make bench`: each figure beside its floor, in one run; a table to read and `bench/results.json`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import answer, claiming, due, engine, memory, mentor, pacing, posting, start, tapping
from bench.rows import Row
from bot.logs import configure

RESULTS = Path(__file__).parent / "results.json"


PARTS = {
    "mentor": mentor.measure,
    "answer": answer.measure,
    "start": start.measure,
    "engine": engine.measure,
    "pacing": pacing.measure,
    "posting": posting.measure,
    "claiming": claiming.measure,
    "due": due.measure,
    "memory": memory.measure,
    "tapping": tapping.measure,
}
DELIVERY = ("pacing", "posting", "claiming", "due", "memory", "tapping")
"""Parts that one word names: all that is about delivery."""


async def measure(runs: int, parts: list[str]) -> list[Row]:
    """Every figure, one after another, so that none disturbs another."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        for part in parts:
            rows += await PARTS[part](Path(folder) / part, runs)
    return rows


def chosen(named: list[str]) -> list[str]:
    """The parts that were named, each once; all of them where none was."""
    parts = [part for name in named for part in (DELIVERY if name == "delivery" else (name,))]
    return list(dict.fromkeys(parts)) or list(PARTS)


def show(rows: list[Row]) -> None:
    """The table."""
    table = Table("what", "ours", "floor", "ratio", "goal", "met", title=f"medians; {os.cpu_count()} cores")
    for row in rows:
        table.add_row(
            row.name,
            f"{row.ours:.3g} {row.unit}",
            f"{row.floor:.3g} {row.unit}",
            f"{row.ratio:.3g}",
            row.bound,
            "yes" if row.met else "NO",
        )
    Console().print(table)


def main() -> None:
    """Measure, show, write down."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument(
        "--runs", type=int, default=5, help="alternating runs of each (at least 5 for a figure to quote)"
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "delivery", []], help="which; all where none is named")
    given = parser.parse_args()
    configure(quiet=True)
    rows = asyncio.run(measure(given.runs, chosen(given.parts)))
    RESULTS.write_text(json.dumps([row.as_dict() for row in rows], indent=2) + "\n", encoding="utf-8")
    show(rows)


if __name__ == "__main__":
    main()
