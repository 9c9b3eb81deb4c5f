"""A connection as the floors have it: with the pragmas of ours, and nothing else. No product code."""

from __future__ import annotations

import sqlite3
from pathlib import Path

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=4000", "foreign_keys=ON", "temp_store=MEMORY")


def connect(database: Path | str) -> sqlite3.Connection:
    """For any thread; transactions are begun by hand."""
    db = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
    prepare(db)
    return db


def prepare(db: sqlite3.Connection) -> None:
    """Give a connection these pragmas."""
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
