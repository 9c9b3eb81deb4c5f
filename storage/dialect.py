"""What differs between databases: how the engine is made, its pragmas, and how a transaction begins."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

from storage.faults import WrongDatabase
from storage.prepared import execute

PAGE = 1024
"""Bytes in which a new file is written; one that is there keeps its own. A row that changes costs its page, in the log and again in
the file, and what comes due together lies far apart."""
FOLDED_IN = 4000
"""Pages in the log of changes (4 MB; 16 where the file has SQLite's own pages) after which they are brought into the file itself,
which a commit then waits for. SQLite's own 1,000 are less than what one claim of a thousand messages touches."""
LOCK_WAIT_MS = 1500
"""How long a unit waits for a foreign lock: below the two seconds a person waits (platform facts, Storage)."""


def engine_for(
    url: str, *, factory: type[sqlite3.Connection] = sqlite3.Connection, lock_wait_ms: int = LOCK_WAIT_MS
) -> Engine:
    """An engine on this database URL; on SQLite one connection, WAL, full durability, foreign keys on. `factory` makes the
    driver's connection; `lock_wait_ms`: how long it waits for a foreign lock.

    Transactions begin with an explicit BEGIN IMMEDIATE: SQLAlchemy's default loses updates (platform facts, Storage).
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise ValueError(f"DATABASE_URL names {parsed.get_backend_name()}; so far only sqlite:///… is supported")
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "factory": factory},
        hide_parameters=True,
    )
    event.listen(engine, "connect", lambda connection, _record: _on_connect(connection, lock_wait_ms))
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, lock_wait_ms: int) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={lock_wait_ms}",
        f"page_size={PAGE}",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"wal_autocheckpoint={FOLDED_IN}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Any) -> None:
    execute(connection, connection.connection.cursor(), "BEGIN IMMEDIATE")


def under_way(db: Connection) -> bool:
    """Whether the transaction still stands: SQLite rolls back by itself where the disk is full or fails."""
    driver: Any = db.connection.driver_connection
    still: bool = driver.in_transaction
    return still


def written(db: Connection) -> int:
    """How many rows this connection has written so far; it rises with each, and never falls."""
    driver: Any = db.connection.driver_connection
    rows: int = driver.total_changes
    return rows


def copy_in_memory(engine: Engine) -> Engine:
    """A copy of a SQLite database that can be changed without harm; made by SQLite's own online backup."""
    copy = engine_for("sqlite://")
    source = existing(engine) if _file_of(engine) else None
    with copy.connect() as db:
        target = db.connection.driver_connection
        assert target is not None
        if source is not None:
            source.backup(target)
            source.close()
        else:
            with engine.connect() as original:
                memory = original.connection.driver_connection
                assert memory is not None
                memory.backup(target)
    return copy


def existing(engine: Engine) -> sqlite3.Connection:
    """A connection to a database that is there; sqlite3 would make an empty one. Raises WrongDatabase."""
    file = Path(_file_of(engine))
    if not file.exists():
        raise WrongDatabase(f"There is no database at {file} yet. Run `companion upgrade` to make one.")
    return sqlite3.connect(file)


def _file_of(engine: Engine) -> str:
    database = engine.url.database
    return "" if database in (None, ":memory:") else str(database)
