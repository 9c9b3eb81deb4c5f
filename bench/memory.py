"""Memory of a companion with very many pairs beside one with few, each in a process of its own that has done what was due."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path
from typing import Any

from bench import full, many, posting
from bench.processes import ROOT
from bench.rows import Row, row

MANY, FEW, DUE = 100_000, 1_000, 200
GROWTH = 4.0
"""MiB by which the memory may differ."""


async def measure(folder: Path, runs: int) -> list[Row]:
    """Resident MiB after every sweep and one drain, with as much due in both."""
    return await measured(folder, runs, pairs=MANY, few=FEW, due=DUE)


async def measured(folder: Path, runs: int, *, pairs: int, few: int, due: int) -> list[Row]:
    """The same for so many pairs and so few, of which so many mentees are to be sent a question, and to be asked the next."""
    folder.mkdir()
    grown = []
    for count in (pairs, few):
        prepare(folder / f"{count}.db", count, due)
    async with posting.chat(0.0) as api:
        for number in range(runs):
            of_many, of_few = [await resident(folder / f"{count}.db", number, api, due) for count in (pairs, few)]
            grown.append((max(of_many - of_few, 0.0), GROWTH))
    what = f"memory that {pairs:,} pairs take beyond {few:,} (floor: the bound)"
    return [row(what, "MiB", grown, 1.0)]


def prepare(database: Path, count: int, due: int) -> None:
    """So many pairs; for so many mentees a question waits to be sent, and the next one to be chosen."""
    now = full.noon()
    full.prepare(database, count, now, due=due)
    with sqlite3.connect(database) as db:
        mentees = "mentorship_id >= ? AND mentorship_id < ? AND role = 'mentee'"
        db.execute(
            f"UPDATE member SET next_check_in_at = ? WHERE {mentees}", (many.stamp(now), full.FIRST, full.FIRST + due)
        )
    db.close()


async def resident(database: Path, number: int, api: str, due: int) -> float:
    """Resident MiB of a fresh process that settles a copy of this database. Raises RuntimeError where it asked others."""
    copy, file = database.with_suffix(f".{number}.db"), database.with_suffix(f".{number}.json")
    shutil.copy(database, copy)
    given = (str(ROOT / "bench" / "settled.py"), str(copy), api, str(file))
    running = await create_subprocess_exec(sys.executable, *given, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    said = b"".join(await running.communicate())
    if running.returncode:
        raise RuntimeError(said.decode(errors="replace"))
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if told["asked"] != due:
        raise RuntimeError(f"{told['asked']} were asked, not {due}")
    copy.unlink()
    return float(told["resident"])
