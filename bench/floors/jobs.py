"""A scheduler that keeps a job for every pair: APScheduler 3 with SQLAlchemyJobStore, in the same file. No product code."""

from __future__ import annotations

import pickle
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import create_engine, event

from bench.floors import raw

done: list[int] = []
"""Which jobs have run."""


def remind(pair: int) -> None:
    """What a job does: nothing but to have run, so that the scheduler's own work is what is measured."""
    done.append(pair)


class Beat(BaseScheduler):  # type: ignore[misc]
    """Runs and reschedules what is due when it is told to, on the calling thread."""

    def wakeup(self) -> None: ...

    def run_due(self) -> int:
        """How many jobs have run."""
        done.clear()
        self._process_jobs()
        return len(done)

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)


def scheduler(database: Path) -> Beat:
    """On this file, with the pragmas that ours has."""
    engine = create_engine(f"sqlite:///{database}")
    event.listen(engine, "connect", lambda connection, _record: raw.prepare(connection))
    beat = Beat(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
    beat.add_jobstore(SQLAlchemyJobStore(engine=engine))
    beat.add_executor(DebugExecutor())
    beat.start()
    return beat


def fill(database: Path, count: int, now: datetime) -> None:
    """A weekly job for each pair; the scheduler makes the first, the others are its copies."""
    beat = scheduler(database)
    job = beat.add_job(remind, "interval", weeks=1, args=[1], id="1", next_run_time=now + timedelta(days=1))
    state: dict[str, Any] = job.__getstate__()
    beat.shutdown()
    with sqlite3.connect(database) as db:
        rows = []
        for pair in range(2, count + 1):
            at = now + timedelta(weeks=1, minutes=pair)
            mine = {**state, "id": str(pair), "args": (pair,), "next_run_time": at}
            rows.append((str(pair), at.timestamp(), pickle.dumps(mine, pickle.HIGHEST_PROTOCOL)))
        db.executemany("INSERT INTO apscheduler_jobs (id, next_run_time, job_state) VALUES (?, ?, ?)", rows)
    db.close()


def make_due(db: sqlite3.Connection, due: int, now: datetime) -> None:
    """So many, spread over all, have come due a second ago; nothing else has. Their states say so too."""
    db.execute("BEGIN")
    count = db.execute("SELECT count(*) FROM apscheduler_jobs").fetchone()[0]
    at = now - timedelta(seconds=1)
    for id in range(count // due, count // due * due + 1, count // due):
        (kept,) = db.execute("SELECT job_state FROM apscheduler_jobs WHERE id = ?", (str(id),)).fetchone()
        state = {**pickle.loads(kept), "next_run_time": at}
        changed = (at.timestamp(), pickle.dumps(state, pickle.HIGHEST_PROTOCOL), str(id))
        db.execute("UPDATE apscheduler_jobs SET next_run_time = ?, job_state = ? WHERE id = ?", changed)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
