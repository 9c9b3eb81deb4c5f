"""A checked copy of the database while it is in use, and the way back from one: the old file is kept, nothing is there by halves."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from storage.dialect import engine_for, existing
from storage.faults import in_words
from storage.planned import OUTBOX
from storage.schema import HEAD, MIGRATIONS, upgrade
from storage.times import stamp

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file that is open, or was not closed."""
UNFINISHED = ".unfinished"
"""Ends the name of a copy that is being made; whoever finds one may delete it."""
UNREADABLE = {"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CANTOPEN"}
NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC")
A_DAY = timedelta(hours=25)
"""The longest there is, where clocks are put back."""
WENT_OUT = ("sending", "sent", "parked")
IDENTITY = ("id", "key", "kind", "person_id", "mentorship_id", "channel", "team_id", "about", "due_at", "latest_at")
OUTCOME = tuple(each.name for each in OUTBOX.columns if each.name not in (*IDENTITY, "unasked", "always", "state"))
"""The columns that say what came of a message."""


class WrongBackup(Exception):
    """A backup that was not made or cannot be used; the message is a sentence that says why."""


def backup(engine: Engine, file: Path) -> None:
    """Write a consistent copy to `file` while the companion runs, and check it; half a copy never has that name.

    Raises WrongBackup, WrongDatabase, and what SQLite raises where the database cannot be read.
    """
    if file.exists():
        raise WrongBackup(f"{file} exists already; choose another name")
    with closing(existing(engine)) as source:
        try:
            with _unfinished(file) as copy:
                with closing(sqlite3.connect(copy)) as target:
                    source.backup(target)
                    faults = _faults(target)
                if faults:
                    raise WrongBackup(f"{file} is not written: the database is damaged ({'; '.join(faults[:5])})")
                _put(copy, file)
        except OSError as error:
            raise WrongBackup(f"{file} can't be written; choose a folder that exists and can be written") from error
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(NO_ROOM):
                raise
            raise WrongBackup(f"{file} can't be written: the disk is full, or it fails") from error


def restore(source: Path, file: Path, *, now: datetime) -> Path | None:
    """Put the backup `source` in the place of the database `file`, which nobody may have open; `now`: aware.

    The backup stays as it is; one of an older version is upgraded on its way. What has gone out by what the old database
    says does not go out again; of what else was due by now, was being sent, or is to be told unasked within a day, nobody knows,
    so it is parked. Returns under which name the old file is kept; None where there was none. Raises
    WrongBackup, where the backup cannot be used, and WrongDatabase; the old file is in its place then.
    """
    file = file.resolve()
    if not source.is_file():
        raise WrongBackup(f"There is no file {source}.")
    if file.exists() and file.samefile(source):
        raise WrongBackup(f"{source} is the database itself. Give the file of a backup.")
    with in_words(f"sqlite:///{file}"):
        file.parent.mkdir(parents=True, exist_ok=True)
        with _unfinished(file) as copy:
            _copy(source, copy)
            engine = engine_for(f"sqlite:///{copy}")
            upgrade(engine)
            engine.dispose()
            sound = file.exists() and _can_be_read(file)
            _let_go_out_once(copy, file if sound else None, now)
            aside = _kept_aside(file, now, sound=sound) if file.exists() else None
            _put(copy, file)
    return aside


def _copy(source: Path, copy: Path) -> None:
    """Copy a backup that is one. Raises WrongBackup; what cannot be written as SQLite raises it."""
    try:
        with closing(_read_only(source)) as kept, closing(sqlite3.connect(copy)) as target:
            known = _version(kept)
            kept.backup(target)
            faults = _faults(target)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname not in UNREADABLE:
            raise
        raise WrongBackup(f"{source} is no backup, or a damaged one ({error}). Take another.") from error
    if known is None:
        raise WrongBackup(f"{source} is a database, but none of the companion's. Take another.")
    if not any((MIGRATIONS / "versions").glob(f"{known}_*.py")):
        raise WrongBackup(
            f"{source} is at version {known}, which a newer companion made. This one knows {HEAD}: install that one first."
        )
    if faults:
        raise WrongBackup(f"{source} is damaged ({'; '.join(faults[:5])}). Take another.")


def _let_go_out_once(copy: Path, old: Path | None, now: datetime) -> None:
    """Let nothing that waits in the copy go out a second time: what came of it is taken over from the old database. What that
    one knows nothing of is parked if it was due by now, as begun when it was due: that is when it may have gone out. So is what
    is to be told unasked later that day, as it may have come along with something else; and what was being sent, as it may
    have been sent again under another id."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TEMP TABLE known (key TEXT PRIMARY KEY)")
        if old is not None:
            _take_over(db, old)
        db.execute(
            "UPDATE outbox SET state = 'parked', reason = 'restored', lease_until = NULL,"
            " begun_at = CASE state WHEN 'sending' THEN begun_at ELSE min(due_at, :now) END"
            " WHERE key NOT IN (SELECT key FROM known) AND (state = 'sending'"
            " OR state IN ('planned', 'claimed') AND (due_at <= :now"
            " OR unasked AND person_id IS NOT NULL AND due_at <= :later))",
            {"now": stamp(now), "later": stamp(now + A_DAY)},
        )
        db.execute("COMMIT")


def _take_over(db: sqlite3.Connection, old: Path) -> None:
    """Write down what the old database knows, as far as it can be read, and what came of it."""
    same = "key = ? AND kind = ? AND about = ? AND ? IN (latest_at, 0)"  # 0: it was withdrawn on its way
    changes = ", ".join(f"{name} = ?" for name in OUTCOME)
    try:
        with closing(sqlite3.connect(old)) as before:
            for row in before.execute(f"SELECT key, kind, about, latest_at, state, {', '.join(OUTCOME)} FROM outbox"):
                found = db.execute(f"SELECT id FROM outbox WHERE {same}", row[:4]).fetchone()
                if found is None:
                    continue
                db.execute("INSERT INTO known VALUES (?)", row[:1])
                if row[4] in WENT_OUT:
                    db.execute(f"UPDATE outbox SET state = ?, {changes} WHERE id = ?", (*row[4:], found[0]))
    except sqlite3.DatabaseError:
        return


def _kept_aside(file: Path, now: datetime, *, sound: bool) -> Path:
    """The old database under another name as well. What lies in its log is brought into it first; that of a damaged one goes aside
    as it is: beside another database it would damage that."""
    aside = file.with_name(f"{file.name}.before-{now:%Y-%m-%dT%H%M%S}")
    if aside.exists():
        raise WrongBackup(f"{aside} exists already. Move it away first.")
    if sound:
        with closing(sqlite3.connect(file)) as old, suppress(sqlite3.DatabaseError):
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in BESIDE:
        left = file.with_name(file.name + ending)
        if left.exists():
            left.rename(aside.with_name(aside.name + ending))
    try:
        os.link(file, aside)
    except OSError:  # not every file system has second names
        shutil.copy2(file, aside)
    return aside


def _can_be_read(file: Path) -> bool:
    """Asked without a change: SQLite throws the log of a file away that it cannot read, when it may write there."""
    with closing(_read_only(file)) as db:
        try:
            return _version(db) is not None
        except sqlite3.DatabaseError:
            return False


def _read_only(file: Path) -> sqlite3.Connection:
    """Leaves nothing beside a file that lies there alone, and reads it also where nothing can be written."""
    how = "mode=ro" if file.with_name(f"{file.name}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)


def _version(db: sqlite3.Connection) -> str | None:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _faults(db: sqlite3.Connection) -> list[str]:
    """What a database finds wrong with itself."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return found + [f"{row[0]} {row[1]} refers to nothing" for row in db.execute("PRAGMA foreign_key_check")]


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """Where a copy is made before it gets its name. Nothing is left of it, nor of one that was cut off."""
    copy = file.with_name(file.name + UNFINISHED)
    leftovers = [copy, *(copy.with_name(copy.name + ending) for ending in BESIDE)]
    try:
        for each in leftovers:
            each.unlink(missing_ok=True)
        copy.touch()
        yield copy
    finally:
        for each in leftovers:
            each.unlink(missing_ok=True)


def _put(copy: Path, file: Path) -> None:
    """Give a finished copy its name, and see to it that it has it even if the power fails now."""
    if file.exists():
        shutil.copymode(file, copy)
    _written(copy)
    copy.replace(file)
    _written(file.parent)


def _written(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
