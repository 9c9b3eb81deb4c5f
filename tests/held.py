"""All that a database holds, table by table, so that two of them can be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def held(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, after SQLite has looked through all of it; and the statements that made it."""
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.row_factory = sqlite3.Row
        tables = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        all_of = {table: f"SELECT * FROM {table} ORDER BY rowid" for table in tables}
        all_of["made by"] = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
        return {name: [dict(row) for row in db.execute(query)] for name, query in all_of.items()}


def as_put_back(kept: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same, after it was put back without an old database and long before anything in it was due: only what was being sent
    has another state, as it is never sent blindly."""
    parked = {"state": "parked", "reason": "restored", "lease_until": None}
    return {**kept, "outbox": [row | parked if row["state"] == "sending" else row for row in kept["outbox"]]}
