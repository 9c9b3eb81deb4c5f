"""The engine: a night over a hundred thousand pairs, a full reading beside fetching its rows, and the choice of a question.

All of it is processor time: nothing here waits for anybody.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from bench import many, program
from bench.rows import Row, row
from bot.mentoring import asking, engine, questions, reading
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.gathering import gather
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import Bank
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from bot.usecases import looks
from prompts.questions import bank
from storage.dialect import engine_for
from storage.store import Store, Work

PAIRS, CHANGED, PIECES = 100_000, 1_000, 24
LOOK, CHOICE, GROWTH = 300.0, 150.0, 4.0
"""The most a look and a choice may take, in microseconds, and the most that a night's memory may grow, in MiB: their
floors in the table are these bounds themselves."""
READINGS = 300
"""Full readings of one run, each of another pair."""
QUESTIONS, HISTORY = 300, 60


async def measure(folder: Path, runs: int) -> list[Row]:
    """Microseconds a look, a full reading and a choice; how many pairs a night touches; MiB that it grows by."""
    folder.mkdir()
    database = folder / "many.db"
    now = many.prepare(database, PAIRS)
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    gc.collect()
    gc.freeze()  # as the companion does once it runs
    try:
        nights_and_readings = [*nights(store, database, now, runs), readings(store, database, now, runs)]
        return [*nights_and_readings, choices(store, now, runs), choices(store, now, runs, step="N5")]
    finally:
        gc.unfreeze()
        store.close()


def nights(store: Store, database: Path, now: datetime, runs: int) -> list[Row]:
    """Each night 1,000 others have changed; the first warms up."""
    taken, touched, resident = [], [], []
    with sqlite3.connect(database, isolation_level=None) as db:
        for night in range(runs + 1):
            ids = list(range(many.FIRST + night, many.FIRST + PAIRS, PAIRS // CHANGED))
            many.change(db, ids, now)
            began = time.process_time()
            while (due := program.by_hand(store, looks.next_moment)) is not None and due <= now:
                program.by_hand(store, looks.look_due, now)
            taken.append((time.process_time() - began) / CHANGED * 1e6)
            touched.append(_touched(db))
            gc.collect()
            resident.append(program.resident_megabytes(os.getpid()))
    grown = max(resident[1:]) - resident[0]
    return [
        row(
            "a look, of 100,000 pairs with 24 pieces each 1,000 changed (floor: the bound)", "µs", _to(taken, LOOK), 1.0
        ),
        row("pairs that a night touches (floor: those that changed)", "", _to([*map(float, touched)], CHANGED), 1.0),
        row("memory that the nights after the first add (floor: the bound)", "MiB", [(max(grown, 0.0), GROWTH)], 1.0),
    ]


def _to(figures: list[float], bound: float) -> list[tuple[float, float]]:
    return [(figure, bound) for figure in figures[1:]]


def _touched(db: sqlite3.Connection) -> int:
    count: int = db.execute("SELECT count(*) FROM standing WHERE hand_at IS NOT ?", (many.UNTOUCHED,)).fetchone()[0]
    return count


def readings(store: Store, database: Path, now: datetime, runs: int) -> Row:
    """Rows, evidence, life, stage, signals and what the coordinator sees; beside the same rows by raw sqlite3. Each reads
    its pages once before."""
    raw = sqlite3.connect(database)
    sql = 'SELECT mentorship_id, at, what, "by", about, goal, topic, value FROM evidence WHERE mentorship_id = ? AND at <= ?'
    pairs = []
    for run in range(runs + 1):
        ids = range(many.FIRST + run * READINGS, many.FIRST + (run + 1) * READINGS)
        theirs = [_fetched(raw, sql, id, many.stamp(now)) for id in ids]
        pairs.append((median(program.by_hand(store, _read, ids, now)), median(theirs)))
    raw.close()
    return row("a full reading of 24 pieces, beside fetching their rows", "µs", pairs[1:], 6.0)


def _fetched(raw: sqlite3.Connection, sql: str, id: int, until: int) -> float:
    raw.execute("SELECT count(*) FROM evidence WHERE mentorship_id = ?", (id,)).fetchall()
    began = time.process_time()
    rows = raw.execute(sql, (id, until)).fetchall()
    taken = time.process_time() - began
    assert len(rows) == PIECES
    return taken * 1e6


def _read(work: Work, ids: range, now: datetime) -> list[float]:
    taken = []
    for id in map(MentorshipId, ids):
        mentorship = work.mentorships.get(id)
        frame, standing = looks.frame_of(work, mentorship), work.standings.of(mentorship)
        work.db.exec_driver_sql("SELECT count(*) FROM evidence WHERE mentorship_id = ?", (id,)).scalar()
        began = time.process_time()
        engine.look(frame, work.evidence.of(id, now), standing, {}, rules=DEFAULTS, now=now)
        taken.append((time.process_time() - began) * 1e6)
    return taken


def choices(store: Store, now: datetime, runs: int, *, step: str | None = None) -> Row:
    """A question for a mentee who was asked 60 before, out of a bank of 300; in one of the nine steps, or in a stage."""
    full = bench_bank()
    pairs = [(median(program.by_hand(store, _chosen, full, now, step)), CHOICE) for _ in range(runs + 1)]
    where = "choosing a question out of 300 after 60" if step is None else f"the same in step {step[1:]} of nine"
    return row(f"{where} (floor: the bound)", "µs", pairs[1:], 1.0)


def bench_bank() -> Bank:
    """The questions there are, over and over with ids of their own, up to 300."""
    known = bank()
    return questions.laid_out(
        replace(known[nth % len(known)], id=f"{known[nth % len(known)].id}-{nth}") for nth in range(QUESTIONS)
    )


def _chosen(work: Work, full: Bank, now: datetime, step: str | None) -> list[float]:
    mentorship = work.mentorships.get(MentorshipId(many.FIRST))
    person = mentorship.in_role(Role.MENTEE).person.id
    life = gather(looks.frame_of(work, mentorship), work.evidence.of(mentorship.id, now))
    standing = work.standings.of(mentorship)._replace(stage=Stage.S2, step=step)
    read = reading.read(life, now, words_count=DEFAULTS.words_count)
    history = asked(full, mentorship.id, person, now)
    taken = []
    for nth in range(READINGS):
        began = time.process_time()
        choice = asking.choose(
            full,
            role=Role.MENTEE,
            person=person,
            life=life,
            reading=read,
            standing=standing,
            history=history,
            power=False,
            now=now,
            seed=str(nth),
        )
        taken.append((time.process_time() - began) * 1e6)
        assert choice is not None
    return taken


def asked(full: Bank, mentorship: MentorshipId, person: PersonId, now: datetime) -> list[CheckIn]:
    """Sixty questions, one a week, latest first."""
    fit = [each for each in full.by_id.values() if Role.MENTEE in each.roles]
    moments = [now - timedelta(weeks=week + 1) for week in range(HISTORY)]
    return [
        CheckIn(
            id=CheckInId(nth),
            mentorship=mentorship,
            person=person,
            cycle=str(nth),
            question=fit[nth % len(fit)].id,
            expires_at=at + timedelta(days=5),
            asked_at=at,
            choice="3",
            answered_at=at,
        )
        for nth, at in enumerate(moments)
    ]
