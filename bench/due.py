"""Whose question has come due, among the members of more than a million mentorships, beside the same rows by raw sqlite3."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from bench import many, program
from bench.floors.raw import connect
from bench.rows import Row, row
from bot.clock import Clock
from storage.dialect import engine_for
from storage.store import Store, Work

MEMBERS, DUE = 2_400_000, 1_000
TIMES = 30
"""How often each of both asks in one run."""
GOAL = 1.3
FORTNIGHT = timedelta(days=14)
RAW = (
    "SELECT member.mentorship_id, member.person_id FROM member JOIN mentorship ON mentorship.id = member.mentorship_id "
    "WHERE member.next_check_in_at <= ? AND mentorship.ended_at IS NULL "
    "ORDER BY member.next_check_in_at, member.mentorship_id, member.person_id LIMIT ?"
)
ALL = 1_000_000


async def measure(folder: Path, runs: int) -> list[Row]:
    """Milliseconds of one transaction that asks who is due."""
    return measured(folder, runs, members=MEMBERS, due=DUE)


def measured(folder: Path, runs: int, *, members: int, due: int) -> list[Row]:
    """The same for so many members, of whom so many are due. The first run warms up."""
    folder.mkdir()
    database = folder / "members.db"
    now = Clock().now().replace(microsecond=0)
    prepare(database, members, due, now)
    store, raw = program.store_on(engine_for(f"sqlite:///{database}")), connect(database)
    if program.by_hand(store, whose, now) != raw_whose(raw, now) or len(raw_whose(raw, now)) != due:
        raise RuntimeError("not the same people are due")
    pairs = [(median(_ours(store, now)), median(_floor(raw, now))) for _ in range(runs + 1)]
    raw.close()
    store.close()
    return [row(f"{due:,} due check-ins among {members:,} rows", "ms", pairs[1:], GOAL)]


def prepare(database: Path, members: int, due: int, now: datetime) -> None:
    """Mentorships of the same two people, as the question is about rows; their questions come in the next fortnight."""
    program.prepare(database).close()
    pairs, of_pair = members // 2, f"mentorship_id = {many.PAIR}"
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("DELETE FROM member WHERE mentorship_id <> ?", (many.PAIR,))
        later = f"{many.stamp(now)} + 60 + (i * 7919) % {int(FORTNIGHT.total_seconds())}"
        many.copies(db, pairs, "mentorship", f"id = {many.PAIR}", id="i", roster="t.roster || i")
        many.copies(db, pairs, "member", of_pair, mentorship_id="i", next_check_in_at=later)
        db.execute("DELETE FROM member WHERE mentorship_id = ?", (many.PAIR,))
        apart = members // due
        db.execute(
            "UPDATE member SET next_check_in_at = ? WHERE rowid IN (SELECT rowid FROM member WHERE rowid % ? = 0 LIMIT ?)",
            (many.stamp(now) - 1, apart, due),
        )
        db.execute("ANALYZE")
    db.close()


def whose(work: Work, now: datetime) -> list[tuple[int, int]]:
    """Ours."""
    return [*work.check_ins.due(now, limit=ALL)]


def raw_whose(db: sqlite3.Connection, now: datetime) -> list[tuple[int, int]]:
    """The floor's."""
    db.execute("BEGIN IMMEDIATE")
    rows = db.execute(RAW, (many.stamp(now), ALL)).fetchall()
    db.execute("COMMIT")
    return rows


def _ours(store: Store, now: datetime) -> list[float]:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        program.by_hand(store, whose, now)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _floor(db: sqlite3.Connection, now: datetime) -> list[float]:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        raw_whose(db, now)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
