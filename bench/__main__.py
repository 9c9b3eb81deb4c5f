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


async def measure(runs: int, parts: list[str]) -> list[Row]:
    """Every figure, one after another, so that none disturbs another."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        for part in parts:
            rows += await PARTS[part](Path(folder) / part, runs)
    return rows


def show(rows: list[Row]) -> None:
    """The table."""
    table = Table("what", "ours", "floor", "ratio", "goal", "met", title=f"medians; {os.cpu_count()} cores")
    for row in rows:
        table.add_row(
            row.name,
            f"{row.ours:.3g} {row.unit}",
            f"{row.floor:.3g} {row.unit}",
            f"{row.ratio:.2f}",
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
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which; all where none is named")
    given = parser.parse_args()
    configure(quiet=True)
    rows = asyncio.run(measure(given.runs, given.parts or list(PARTS)))
    RESULTS.write_text(json.dumps([row.as_dict() for row in rows], indent=2) + "\n", encoding="utf-8")
    show(rows)


if __name__ == "__main__":
    main()
