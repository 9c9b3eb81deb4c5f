"""One process on one SQLite file: a second one refuses to start (platform facts, Storage)."""

from __future__ import annotations

import fcntl
from pathlib import Path
from types import TracebackType
from typing import IO

from sqlalchemy.engine import make_url

from storage.faults import in_words


class AlreadyRunning(Exception):
    """Another companion holds this database."""


class OneProcess:
    """Holds an advisory lock beside the database file for as long as it is open; the system frees it when we die. Beside the
    file itself: it may have other names, by links."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        database = make_url(database_url).database
        self._database = database
        self.path = Path(f"{Path(database).resolve()}.lock") if database and database != ":memory:" else None
        self._file: IO[str] | None = None

    def __enter__(self) -> OneProcess:
        """Raises AlreadyRunning, and WrongDatabase where nothing can be written beside the file."""
        if self.path is None:
            return self
        with in_words(self._url):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            raise AlreadyRunning(
                f"Another companion is running on {self._database}. Stop it first, or set another DATABASE_URL."
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
