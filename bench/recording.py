"""Notes the SQL that the product runs, so that a floor can run the very same."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, event

Statement = tuple[str, list[Any]]


class Recorder:
    """Every statement with its parameters, in order, from `start` on; made before the engine first connects.

    It listens at the driver's own cursors, below everything that the product may do above them.
    """

    def __init__(self, engine: Engine) -> None:
        self.statements: list[Statement] = []
        self._on = False
        event.listen(engine, "do_connect", self._listen_in)

    def start(self) -> None:
        self.statements.clear()
        self._on = True

    def stop(self) -> list[Statement]:
        self._on = False
        return list(self.statements)

    def _listen_in(self, _dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> None:
        recorder = self

        class Cursor(sqlite3.Cursor):
            def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
                recorder.note(sql, values)
                return super().execute(sql, values)

            def executemany(self, sql: str, many: Any, /) -> sqlite3.Cursor:
                rows = list(many)
                for values in rows:
                    recorder.note(sql, values)
                return super().executemany(sql, rows)

        class Connection(sqlite3.Connection):
            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(factory)

        given["factory"] = Connection

    def note(self, sql: str, values: Sequence[Any]) -> None:
        """Keep one, unless it only frames a transaction: the floor frames its own."""
        if self._on and not sql.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            self.statements.append((sql, list(values)))
