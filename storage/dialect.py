"""What differs between databases: how the engine is made, its pragmas, and how a transaction begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

LOCK_WAIT_MS = 1500
"""How long a unit waits for a foreign lock: below the two seconds a person waits (platform facts, Storage)."""


def engine_for(url: str) -> Engine:
    """An engine on this database URL; on SQLite one connection, WAL, full durability, foreign keys on.

    Transactions begin with an explicit BEGIN IMMEDIATE: SQLAlchemy's default loses updates (platform facts, Storage).
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise ValueError(f"DATABASE_URL names {parsed.get_backend_name()}; so far only sqlite:///… is supported")
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={LOCK_WAIT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
