"""A hundred thousand pairs in a database, each with two dozen pieces of evidence: one is made by hand, the others are its copies."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from bench import program
from bot.clock import Clock
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.usecases import looks
from storage.dialect import engine_for

FIRST = 1000
"""The id of the first copy."""
PAIR = 1
"""The one they are copies of: Priya is Tomás's mentee."""
DAYS = 75
"""How old they all are."""
UNTOUCHED = 1
"""What stands in `hand_at` of a row that no look has written since."""


def prepare(database: Path, pairs: int) -> datetime:
    """So many pairs, none of them due; the moment at which they are looked at."""
    store = program.prepare(database)
    now = Clock().now().replace(microsecond=0)
    store.close()
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("BEGIN")
    people = dict(db.execute("SELECT role, person_id FROM member WHERE mentorship_id = ?", (PAIR,)))
    db.execute("DELETE FROM evidence WHERE mentorship_id = ?", (PAIR,))
    introduced = now - timedelta(days=DAYS)
    db.execute("UPDATE mentorship SET introduced_at = ?, stage = 'S2' WHERE id = ?", (stamp(introduced), PAIR))
    _write(db, evidence(introduced, PersonId(people["mentee"]), PersonId(people["mentor"])))
    db.execute("COMMIT")
    _settle(database, now - timedelta(days=1))
    db.execute("BEGIN")
    copy(db, pairs, people["mentee"], people["mentor"])
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.close()
    return now


def evidence(introduced: datetime, mentee: PersonId, mentor: PersonId) -> list[Evidence]:
    """Two dozen pieces: an agreement, four meetings, a goal with two steps, and answers of both."""

    def piece(day: int, what: What, by: PersonId | None = None, about: int = 0, **more: object) -> Evidence:
        return Evidence(introduced + timedelta(days=day), what, by, about, **more)  # type: ignore[arg-type]

    def meeting(id: int, day: int) -> list[Evidence]:
        ends = str(stamp(introduced + timedelta(days=day)))
        return [piece(day - 5, What.BOOKED, mentor, id, value=ends), piece(day, What.HELD, None, id)]

    def answer(day: int, by: PersonId, topic: str, value: str) -> list[Evidence]:
        return [piece(day, What.SAID, by, topic=topic, value=value, goal=1), piece(day, What.ANSWERED, by)]

    due = (introduced + timedelta(days=80)).date().isoformat()
    return [
        piece(0, What.INTRODUCED),
        piece(2, What.SIGNED, mentee),
        piece(3, What.SIGNED, mentor),
        *(each for id, day in ((101, 10), (102, 22), (103, 43), (104, 64)) for each in meeting(id, day)),
        piece(24, What.GOAL_ADDED, mentee, 1),
        piece(24, What.STEP_ADDED, mentee, 11, goal=1, value=due),
        piece(24, What.STEP_ADDED, mentee, 12, goal=1),
        piece(50, What.STEP_DONE, mentee, 11, goal=1),
        piece(70, What.STEP_DONE, mentee, 12, goal=1),
        *answer(47, mentee, "confidence", "4"),
        *answer(52, mentee, "support", "4"),
        *answer(66, mentor, "ideas", "both"),
        *answer(72, mentee, "needs", "advice"),
    ]


def change(db: sqlite3.Connection, ids: list[int], now: datetime) -> None:
    """Something has come in these."""
    db.execute("BEGIN")
    db.execute("UPDATE standing SET hand_at = ?", (UNTOUCHED,))
    db.executemany("UPDATE standing SET look_at = ? WHERE mentorship_id = ?", [(stamp(now), id) for id in ids])
    db.execute("COMMIT")


def stamp(moment: datetime) -> int:
    """Epoch seconds."""
    return int(moment.timestamp())


def _write(db: sqlite3.Connection, pieces: list[Evidence]) -> None:
    db.executemany(
        "INSERT INTO evidence (mentorship_id, at, what, by, about, goal, topic, value) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        [(stamp(each.at), each.what.value, *each[2:]) for each in pieces],
    )


def _settle(database: Path, now: datetime) -> None:
    """It has been looked at before, as every pair has."""
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    program.by_hand(store, looks.look_at, MentorshipId(PAIR), now)
    store.close()


def copy(db: sqlite3.Connection, pairs: int, mentee: int, mentor: int) -> None:
    """Everybody is somebody of their own: the mentees' and the mentors' ids are even and odd."""
    person = f"CASE {{}} WHEN {mentee} THEN 2 * i WHEN {mentor} THEN 2 * i + 1 END"
    of_pair = f"mentorship_id = {PAIR}"
    copies(db, pairs, "person", f"id IN ({mentee}, {mentor})", id=person.format("t.id"), user_id="t.user_id || i")
    copies(db, pairs, "mentorship", f"id = {PAIR}", id="i", roster="t.roster || i")
    copies(db, pairs, "member", of_pair, mentorship_id="i", person_id=person.format("t.person_id"))
    copies(db, pairs, "standing", of_pair, mentorship_id="i", look_at="NULL")
    copies(db, pairs, "evidence", of_pair, id="NULL", mentorship_id="i", by=person.format('t."by"'))


def copies(db: sqlite3.Connection, count: int, table: str, which: str, **instead: str) -> None:
    """So many of the rows `which`, numbered `i` from FIRST on; `instead` says what differs in each, as SQL."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(instead.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    db.execute(
        f"WITH RECURSIVE n(i) AS (SELECT {FIRST} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {FIRST + count}) "
        f"INSERT INTO {table} ({names}) SELECT {values} FROM n CROSS JOIN (SELECT * FROM {table} WHERE {which}) t"
    )
