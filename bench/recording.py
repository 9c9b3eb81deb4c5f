"""Notes the SQL that the product runs, so that a floor can run the very same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

Statement = tuple[str, list[Any]]


class Recorder:
    """Every statement with its parameters, in order, from `start` on."""

    def __init__(self, engine: Engine) -> None:
        self.statements: list[Statement] = []
        self._on = False
        event.listen(engine, "before_cursor_execute", self._note)

    def start(self) -> None:
        self.statements.clear()
        self._on = True

    def stop(self) -> list[Statement]:
        self._on = False
        return list(self.statements)

    def _note(self, _db: Any, _cursor: Any, sql: str, parameters: Any, _context: Any, many: bool) -> None:
        if not self._on or sql == "BEGIN IMMEDIATE":
            return
        for each in parameters if many else [parameters]:
            self.statements.append((sql, list(each)))
