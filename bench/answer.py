"""A tapped answer, read, written and committed with synchronous=FULL, beside the same statements by raw sqlite3."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench import program
from bench.floors.raw import connect
from bench.recording import Recorder, Statement
from bench.rows import Row, row
from bot.clock import Clock
from bot.mentoring.check_ins import CheckInId
from bot.usecases import check_ins
from storage.dialect import engine_for

TAPS = 150
"""Answers of one run, each to a question of its own."""


async def measure(folder: Path, runs: int) -> list[Row]:
    """Median milliseconds of one tap on the writer thread; the floor runs what ours ran, on a thread of its own."""
    folder.mkdir()
    units = await statements_of_taps(prepared(folder / "record.db"))
    pairs = []
    for number in range(runs + 1):
        taken = await taps(prepared(folder / f"ours-{number}.db"))
        raw = await raw_taps(prepared(folder / f"floor-{number}.db"), units)
        pairs.append((median(taken) * 1000, median(raw) * 1000))
    return [row("a tapped answer, read, written and committed", "ms", pairs[1:], 2.0)]


def prepared(database: Path) -> Path:
    """A database with a question for each tap; the same ids in each that is made."""
    program.prepare(database, check_ins=TAPS).close()
    return database


async def statements_of_taps(database: Path) -> list[list[Statement]]:
    """What each tap runs."""
    engine = engine_for(f"sqlite:///{database}")
    recorder, store = Recorder(engine), program.store_on(engine)
    units = []
    for id in program.priyas_check_ins(store):
        recorder.start()
        await store.run(check_ins.tap, program.PRIYA, CheckInId(id), "3", now=Clock().now())
        units.append(recorder.stop())
    store.close()
    return units


async def taps(database: Path) -> list[float]:
    """Seconds of each tap."""
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    taken = []
    for id in program.priyas_check_ins(store):
        now, began = Clock().now(), time.perf_counter()
        await store.run(check_ins.tap, program.PRIYA, CheckInId(id), "3", now=now)
        taken.append(time.perf_counter() - began)
    store.close()
    return taken


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


def raw_unit(db: sqlite3.Connection, unit: list[Statement]) -> None:
    """One transaction."""
    db.execute("BEGIN IMMEDIATE")
    for sql, values in unit:
        db.execute(sql, values).fetchall()
    db.execute("COMMIT")
