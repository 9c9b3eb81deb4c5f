"""The companion's connection to its database file: real SQLite, where every statement may be the last, fail, or take its time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from sqlalchemy import Engine

from simulator.life import Killed
from storage.dialect import engine_for
from storage.schema import upgrade


class Disk(Protocol):
    """What the world makes of the companion's reaching for its database."""

    def statement(self, sql: str, parameters: Any) -> None:
        """It is about to execute this. Raises sqlite3.OperationalError, Killed."""

    def executed(self, db: sqlite3.Connection, sql: str) -> None:
        """It has; `db` shows what has been done so far."""

    def committing(self) -> None:
        """It is about to commit. Raises the same."""

    def committed(self) -> None:
        """The commit is on the disk; it does not know yet. Raises Killed."""


class Opened:
    """The connections of one life, to be cut off where it dies."""

    def __init__(self, file: Path, disk: Disk) -> None:
        self.is_cut = False
        self.connections: list[sqlite3.Connection] = []
        self.engine: Engine = engine_for(f"sqlite:///{file}", factory=self._factory(disk))

    def cut(self) -> None:
        """Let go without a commit, as the system does for a process that is no more."""
        self.is_cut = True
        for connection in self.connections:
            connection.close()
        self.connections.clear()

    def _factory(self, disk: Disk) -> type[sqlite3.Connection]:
        opened, life = self.connections, self

        class Cursor(sqlite3.Cursor):
            def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
                disk.statement(sql, parameters)
                super().execute(sql, parameters)
                disk.executed(self.connection, sql)
                return self

            def executemany(self, sql: str, parameters: Any, /) -> Cursor:
                every = list(parameters)
                disk.statement(sql, [value for each in every for value in each])
                super().executemany(sql, every)
                disk.executed(self.connection, sql)
                return self

        class Connection(sqlite3.Connection):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                opened.append(self)

            def cursor(self, factory: Any = Cursor) -> Any:
                if life.is_cut:
                    raise Killed("reaches for a database that was cut off")
                return super().cursor(factory)

            def rollback(self) -> None:
                if not life.is_cut:  # else the pool tidies up after the dead
                    super().rollback()

            def commit(self) -> None:
                if not self.in_transaction:
                    return
                disk.committing()
                super().commit()
                disk.committed()

        return Connection


@cache
def empty_database() -> bytes:
    """A file at the newest version with nothing in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        engine = engine_for(f"sqlite:///{file}")
        upgrade(engine)
        engine.dispose()
        return file.read_bytes()


def looking(file: Path) -> sqlite3.Connection:
    """A connection of the world's own, that reads what is kept."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


Look = Callable[[str], list[Any]]
