"""Claiming and rescheduling what is due of a full outbox, beside the raw transaction and a scheduler with a job per pair.

All three do it in one transaction. Delivery itself claims a few at a time, as it sends them, and keeps what came of each
message by itself.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bench import program
from bench.floors import jobs
from bench.floors.raw import connect
from bench.many import stamp
from bench.rows import Row, row
from bot.clock import Clock
from bot.keeping import postpone
from storage.dialect import engine_for
from storage.store import Work

WAITING, DUE = 100_000, 1_000
WEEK = timedelta(weeks=1)
RAW, JOBS = 1.5, 1 / 15
"""How long ours may take: of the raw transaction, and of the scheduler."""


async def measure(folder: Path, runs: int) -> list[Row]:
    """Milliseconds of one transaction; all three in one file, each with rows of its own, and in turn."""
    return measured(folder, runs, waiting=WAITING, due=DUE)


def measured(folder: Path, runs: int, *, waiting: int, due: int) -> list[Row]:
    """The same for so many rows, of which so many are due in each run. The first run warms up."""
    folder.mkdir()
    database = folder / "full.db"
    program.prepare(database).close()
    now = Clock().now().replace(microsecond=0)
    fill(database, waiting, now)
    jobs.fill(database, waiting, now)
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    raw = connect(database)
    scheduler = jobs.scheduler(database)
    beside_raw, beside_jobs = [], []
    for _ in range(runs + 1):
        make_due(raw, due, now)
        ours = _milliseconds(lambda: _expect(program.by_hand(store, claim_and_put_back, now, due), due))
        make_due(raw, due, now)
        beside_raw.append((ours, _milliseconds(lambda: _expect(raw_claim_and_put_back(raw, now, due), due))))
        jobs.make_due(raw, due, now)
        beside_jobs.append((ours, _milliseconds(lambda: _expect(scheduler.run_due(), due))))
    raw.close()
    store.close()
    scheduler.shutdown()
    what = f"claiming and rescheduling {due:,} due of {waiting:,}"
    return [
        row(f"{what}, beside the raw transaction", "ms", beside_raw[1:], RAW),
        row(f"{what}, beside APScheduler with a job per pair", "ms", beside_jobs[1:], JOBS),
    ]


def fill(database: Path, waiting: int, now: datetime) -> None:
    """A message for each of so many people, in the weeks to come, and no others."""
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM outbox")
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO outbox (key, kind, person_id, mentorship_id, about, due_at, latest_at, unasked, always, state, "
            "fence, attempts, folded) SELECT 'bench:' || i, 'check_in', i, i, json_object('check_in', i, 'mentorship', i), "
            "? + 60 * i, ? + 60 * i, 1, 0, 'planned', 0, 0, 0 FROM n",
            (waiting, stamp(now + WEEK), stamp(now + WEEK + timedelta(days=1))),
        )
        db.execute("ANALYZE")
    db.close()


def make_due(db: sqlite3.Connection, due: int, now: datetime) -> None:
    """So many, spread over all, have come due; nothing else has."""
    db.execute("BEGIN")
    db.execute("UPDATE outbox SET due_at = ? + 60 * id WHERE due_at <= ?", (stamp(now + WEEK), stamp(now)))
    apart = db.execute("SELECT count(*) FROM outbox").fetchone()[0] // due
    db.execute("UPDATE outbox SET due_at = ? WHERE id % ? = 0 AND id <= ?", (stamp(now), apart, apart * due))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def claim_and_put_back(work: Work, now: datetime, due: int) -> int:
    """What delivery does where nothing may go out just then; how many it were."""
    rows = work.outbox.claim(now, limit=due + 1)
    postpone(work, rows, until=now + WEEK, reason="bench")
    return len(rows)


def raw_claim_and_put_back(db: sqlite3.Connection, now: datetime, due: int) -> int:
    """The same by hand: read, claim and put back, many at once."""
    db.execute("BEGIN IMMEDIATE")
    rows = db.execute(
        "SELECT id, key, kind, person_id, mentorship_id, channel, team_id, about, due_at, latest_at, unasked, always, fence, "
        "attempts FROM outbox WHERE state = 'planned' AND due_at <= ? ORDER BY due_at, id LIMIT ?",
        (stamp(now), due + 1),
    ).fetchall()
    db.executemany(
        "UPDATE outbox SET state = 'claimed', fence = ?, lease_until = ? WHERE id = ?",
        [(each[12] + 1, stamp(now) + 60, each[0]) for each in rows],
    )
    db.executemany(
        "UPDATE outbox SET state = 'planned', due_at = ?, lease_until = NULL, reason = 'bench' "
        "WHERE id = ? AND state IN ('claimed', 'sending') AND fence = ?",
        [(stamp(now + WEEK), each[0], each[12] + 1) for each in rows],
    )
    db.execute("COMMIT")
    return len(rows)


def _expect(done: int, due: int) -> None:
    if done != due:
        raise RuntimeError(f"{done} were due, not {due}")


def _milliseconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
