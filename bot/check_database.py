"""What `companion check` says of the database: there, at the newest version, writable, and what could not be delivered."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from bot.findings import Finding
from storage.deliveries import LATELY, Deliveries
from storage.dialect import engine_for
from storage.faults import WrongDatabase, in_words
from storage.people import People
from storage.schema import HEAD, version

GOOD_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""From these versions on (and within 3.50 and 3.44) the rare WAL-reset fault is mended; one process is safe before too."""
UNDELIVERED = {
    "user_disabled": "the person's account is deactivated; end their mentorships with /mentor-program pairs",
    "not_in_channel": "invite the bot to the celebration channel",
    "channel_not_found": "the channel is gone; set another COMPANION_CELEBRATION_CHANNEL",
    "is_archived": "the channel is archived; set another COMPANION_CELEBRATION_CHANNEL",
    "restored": "they were due before the backup was put back, and may have gone out; they are never sent again blindly",
    "no answer": "nobody knows whether they arrived; `/mentor-program health` lists them, they are never sent again blindly",
    "history: missing_scope": "nobody knows whether they arrived; reinstall the app with the manifest's scope im:history",
}


def database(url: str, now: datetime) -> Iterator[Finding]:
    """Looks without changing anything: no file and no folder is made."""
    yield from _file(url, now)
    found = sqlite3.sqlite_version_info
    mended = found >= GOOD_SQLITE[0] or any(found[:2] == good[:2] and found >= good for good in GOOD_SQLITE[1:])
    hint = "." if mended else ": keep to one process on this file, as the companion does; 3.51.3 or newer is better."
    yield Finding(True, f"SQLite {sqlite3.sqlite_version}{hint}")


def _file(url: str, now: datetime) -> Iterator[Finding]:
    file = Path(make_url(url).database or "")
    if not file.exists():
        stands = next(folder for folder in file.absolute().parents if folder.exists())
        if stands.is_dir() and os.access(stands, os.W_OK):
            yield Finding(False, f"There is no database at {file} yet. Run `companion upgrade`, or start.")
        else:
            yield Finding(False, f"DATABASE_URL: nothing can be written in {stands}. Choose another folder.")
        return
    try:
        with in_words(url):
            engine = engine_for(url)
            at = version(engine)
            if at == HEAD:
                yield Finding(True, f"The database {file} is at version {at} and can be written.")
                yield from _undelivered(engine, now)
                yield from _zones(engine)
            else:
                yield Finding(False, f"The database {file} is not at the newest version. Run `companion upgrade`.")
            engine.dispose()
    except WrongDatabase as wrong:
        yield Finding(False, f"DATABASE_URL: {wrong}")


def _undelivered(engine: Engine, now: datetime) -> Iterator[Finding]:
    with engine.connect() as db, db.begin():
        rows = Deliveries(db).undelivered(now - LATELY)
    for state, reason, number in rows:
        doubtful = "ask the pair, or `/mentor-program health`; they are never sent again blindly"
        advice = UNDELIVERED.get(reason, doubtful if state == "parked" else "the log of that day says more")
        yield Finding(False, f"Messages not delivered in the last 30 days: {number} ({reason}): {advice}.")


def _zones(engine: Engine) -> Iterator[Finding]:
    with engine.connect() as db, db.begin():
        found = People(db).of_unknown_zone()
    for (said, taken), number in Counter(found).items():
        yield Finding(
            False,
            f"A time zone that I don't know: {said!r}, said by Slack of {number}. Their messages keep to the hours of"
            f" {taken}, where most people of the workspace are. Update the package tzdata, or let them set it in Slack.",
        )
