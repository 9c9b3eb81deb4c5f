"""What is claimed and put back: ours and the raw transaction leave the same rows, and the jobs that were due have run."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bench import claiming, program
from bench.answer import connect
from bench.claiming import WEEK, claim_and_put_back, fill, make_due, raw_claim_and_put_back
from bench.floors import jobs
from bench.many import stamp
from bot.clock import Clock
from storage.dialect import engine_for

WAITING, DUE = 60, 5


def looks(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    return db.execute("SELECT id, state, due_at, lease_until, fence, reason FROM outbox ORDER BY id").fetchall()


def test_ours_and_the_raw_transaction_leave_the_same_rows(tmp_path):
    now = Clock().now().replace(microsecond=0)
    left = []
    for name in ("ours.db", "raw.db"):
        program.prepare(tmp_path / name).close()
        fill(tmp_path / name, WAITING, now)
        db = connect(tmp_path / name)
        make_due(db, DUE, now)
        if name == "ours.db":
            store = program.store_on(engine_for(f"sqlite:///{tmp_path / name}"))
            assert program.by_hand(store, claim_and_put_back, now, DUE) == DUE
            store.close()
        else:
            assert raw_claim_and_put_back(db, now, DUE) == DUE
        left.append(looks(db))
        db.close()
    assert left[0] == left[1]
    assert [row[2:] for row in left[0] if row[4]] == [(stamp(now + WEEK), None, 1, "bench")] * DUE


def test_the_jobs_that_are_due_run_once_and_come_again_in_a_week(tmp_path):
    now = Clock().now().replace(microsecond=0)
    jobs.fill(tmp_path / "jobs.db", WAITING, now)
    db = connect(tmp_path / "jobs.db")
    jobs.make_due(db, DUE, now)
    scheduler = jobs.scheduler(tmp_path / "jobs.db")
    assert (scheduler.run_due(), scheduler.run_due()) == (DUE, 0)
    scheduler.shutdown()
    again = stamp(now - timedelta(seconds=1) + WEEK)
    assert db.execute("SELECT count(*) FROM apscheduler_jobs WHERE next_run_time = ?", (again,)).fetchone() == (DUE,)
    db.close()


def test_each_run_finds_as_many_due(tmp_path):
    rows = claiming.measured(tmp_path / "bench", 1, waiting=WAITING, due=DUE)
    assert [row.goal for row in rows] == [1.5, 1 / 15]
    assert all(row.ours > 0 and row.floor > 0 for row in rows)
