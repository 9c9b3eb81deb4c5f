"""A tapped answer, read, written and committed with synchronous=FULL, beside the same statements by raw sqlite3."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench import program
from bench.recording import Recorder, Statement
from bench.rows import Row, row
from bot.clock import Clock
from bot.mentoring.check_ins import CheckInId
from bot.usecases import check_ins
from storage.store import Store

TAPS = 150
"""Answers of one run, each to a question of its own."""


async def measure(folder: Path, runs: int) -> list[Row]:
    """Median milliseconds of one tap on the writer thread; the floor runs what ours ran, on a thread of its own."""
    folder.mkdir()
    pairs = []
    for number in range(runs + 1):
        ours, floor = folder / f"ours-{number}.db", folder / f"floor-{number}.db"
        program.prepare(floor, check_ins=TAPS).close()
        store = program.prepare(ours, check_ins=TAPS)
        taken, units = await taps(store)
        store.close()
        pairs.append((median(taken) * 1000, median(await raw_taps(floor, units)) * 1000))
    return [row("a tapped answer, read, written and committed", "ms", pairs[1:], 2.0)]


async def taps(store: Store) -> tuple[list[float], list[list[Statement]]]:
    """Seconds of each tap, and the statements it ran."""
    recorder = Recorder(store._engine)
    now, taken, units = Clock().now(), [], []
    for id in program.priyas_check_ins(store):
        recorder.start()
        began = time.perf_counter()
        await store.run(check_ins.tap, program.PRIYA, CheckInId(id), "3", now=now)
        taken.append(time.perf_counter() - began)
        units.append(recorder.stop())
    return taken, units


async def raw_taps(database: Path, units: list[list[Statement]]) -> list[float]:
    """Seconds of each unit by raw sqlite3, submitted to one thread as ours are."""
    thread = ThreadPoolExecutor(max_workers=1)
    loop = asyncio.get_running_loop()
    db = await loop.run_in_executor(thread, connect, database)
    taken = []
    for unit in units:
        began = time.perf_counter()
        await loop.run_in_executor(thread, raw_unit, db, unit)
        taken.append(time.perf_counter() - began)
    thread.shutdown()
    db.close()
    return taken


def connect(database: Path) -> sqlite3.Connection:
    """A connection with the same pragmas."""
    db = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    return db


def raw_unit(db: sqlite3.Connection, unit: list[Statement]) -> None:
    """One transaction."""
    db.execute("BEGIN IMMEDIATE")
    for sql, values in unit:
        db.execute(sql, values).fetchall()
    db.execute("COMMIT")
