"""An outbox full of questions that are due together, one for each of many mentees; and what sends them."""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench import many, program
from bot.clock import Clock
from bot.running import HAND_OVER

FIRST, PAIR = many.FIRST, many.PAIR
DAY = timedelta(days=1)


def noon() -> datetime:
    """The next Tuesday at noon, when anybody in the bench may be asked."""
    today = Clock().now().replace(hour=12, minute=0, second=0, microsecond=0)
    return today + timedelta(days=(1 - today.weekday()) % 7 or 7)


def user(number: int) -> str:
    """The mentee of the so-manieth pair in the chat, from 0 on."""
    return f"{program.PRIYA.user}{FIRST + number}"


def conversation(number: int) -> str:
    """The app's conversation with them."""
    return f"D0PRIYA{FIRST + number}"


def prepare(database: Path, count: int, now: datetime, *, due: int | None = None) -> None:
    """So many pairs, and nothing planned but a question for each mentee, due now, or only for the first `due` of them and for
    the others from tomorrow on. Nobody's next question has to be chosen before that. The conversations are known."""
    program.prepare(database, check_ins=1, now=now).close()
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA synchronous=OFF")
        people = dict(db.execute("SELECT role, person_id FROM member WHERE mentorship_id = ?", (PAIR,)))
        mentee, mentor = people["mentee"], people["mentor"]
        db.execute("DELETE FROM outbox")
        db.execute("UPDATE mentorship SET introduced_at = ? WHERE id = ?", (many.stamp(now - 56 * DAY), PAIR))
        db.execute("UPDATE check_in SET asked_at = NULL")
        many.copy(db, count, mentee, mentor)
        many.copies(db, count, "check_in", f"mentorship_id = {PAIR}", id="i", mentorship_id="i", person_id="2 * i")
        db.execute("UPDATE person SET dm_channel = 'D0' || substr(user_id, 3) WHERE user_id LIKE 'U0PRIYA_%'")
        db.execute("UPDATE member SET next_check_in_at = ? + 60 * mentorship_id", (many.stamp(now + DAY),))
        db.execute(
            "INSERT INTO outbox (key, kind, person_id, mentorship_id, about, due_at, latest_at, unasked, always, state, "
            "fence, attempts, folded) SELECT 'check_in:' || id, 'check_in', person_id, mentorship_id, "
            "json_object('check_in', id, 'mentorship', mentorship_id), iif(id < ?, ?, ? + 60 * id), ? + 60 * id, 1, 0, "
            "'planned', 0, 0, 0 FROM check_in WHERE id >= ? ORDER BY id",
            (FIRST + (count if due is None else due), many.stamp(now), *([many.stamp(now + DAY)] * 2), FIRST),
        )
        db.execute("ANALYZE")
    db.close()


def left(database: Path) -> list[tuple[str, str | None, int]]:
    """What became of them: state, reason, how many."""
    with sqlite3.connect(database) as db:
        rows = db.execute("SELECT state, reason, count(*) FROM outbox GROUP BY 1, 2").fetchall()
    db.close()
    return rows


def asked(database: Path) -> int:
    """How many people a question went to."""
    with sqlite3.connect(database) as db:
        sent = "SELECT count(DISTINCT sent_channel) FROM outbox WHERE kind = 'check_in' AND state = 'sent'"
        people: int = db.execute(sent).fetchone()[0]
    db.close()
    return people


def all_sent(database: Path, count: int) -> None:
    """Raises RuntimeError where not every one of them went out."""
    if left(database) != [("sent", None, count)]:
        raise RuntimeError(f"not all was sent: {left(database)}")


@contextmanager
def as_it_runs() -> Iterator[None]:
    """This process as the companion's own is set (bot.running)."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(HAND_OVER)
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)


class FastClock(Clock):
    """Shows `begin` when it is made, and from then on runs `speed` times as fast as the time that passes."""

    def __init__(self, begin: datetime, speed: float) -> None:
        super().__init__()
        self._begin, self.speed, self.made = begin, speed, self.elapsed()

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=(self.elapsed() - self.made) * self.speed)
