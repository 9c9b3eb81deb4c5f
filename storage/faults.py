"""What is wrong with a database that cannot be used, in words that tell what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

ADVICE = {
    "unable to open": "can't be opened. Its folder must exist, and this user must be allowed to write there",
    "readonly": "can't be written. Let this user write the file and its folder",
    "not a database": "is no SQLite database. Set DATABASE_URL to another file, or move this one away",
    "malformed": "is damaged. Put a backup in its place",
    "locked": "is held by another program. Stop that one first",
    "full": "can't be written: the disk is full",
    "disk I/O error": "can't be read or written: the disk is full, or it fails",
}


class WrongDatabase(Exception):
    """A database that cannot be used; the message is a sentence that tells what to do."""


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Turns what goes wrong with the database at `url` into WrongDatabase."""
    name = make_url(url).database or "in memory"
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        advice = next((words for sign, words in ADVICE.items() if sign in said), f"can't be used ({said})")
        raise WrongDatabase(f"The database {name} {advice}.") from error
    except OSError as error:
        raise WrongDatabase(f"The database {name} can't be used: {error.strerror} ({error.filename}).") from error
