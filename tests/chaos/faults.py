"""A database whose disk is full, whose file cannot be written, or that somebody else holds, while people go on writing to it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.mentoring.program import Program
from bot.ports import NotSaved
from bot.safeguards import ALL, Safeguards
from bot.usecases import home, people
from prompts.content import built_in
from storage import dialect
from storage.dialect import engine_for
from storage.store import Store
from tests.builders import MONDAY, PROFILES, profile, upgraded_file

LOCK_WAIT_MS = 2
"""Instead of a second and a half."""
A_MINUTE = 60_000 // dialect.LOCK_WAIT_MS
"""Turns in which one waits for a foreign lock as long as that, until a lock of a minute is over."""
BURST = 6
"""Units that come at once at the most."""
TRIES = 4
PEOPLE = tuple(PROFILES)


@dataclass
class Tally:
    """What people were told, over all runs. `lost`: acknowledged and not there; `half`: refused and there."""

    runs: int = 0
    kept: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[str]:
        return [*(f"lost: {each}" for each in self.lost), *(f"half: {each}" for each in self.half), *self.wrong]

    def __str__(self) -> str:
        said = f"{self.runs} runs, {self.kept} kept, {self.refused} refused and said so"
        return f"{said}, {len(self.violations)} violations"


class Faulty:
    """A store on a file, in which people write to the companion; `order` makes something go wrong until it is put right."""

    def __init__(self, file: Path, seed: int, safeguards: Safeguards = ALL, *, copies: Path | None = None) -> None:
        self.file = file
        self._copy = (copies or file.parent) / "killed.db"
        self._safeguards = safeguards
        self.random = random.Random(seed)
        self.tally = Tally()
        self._kept: set[str] = set()
        self._refused: set[str] = set()
        self._events = 0
        file.write_bytes(upgraded_file())
        self.store = self._store("")
        self.store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)

    def _store(self, how: str) -> Store:
        self.engine = engine_for(f"sqlite:///{self.file}{how}", lock_wait_ms=LOCK_WAIT_MS)
        return Store(self.engine, Program(built_in().content), elapsed=time.monotonic, safeguards=self._safeguards)

    async def run(self, fault: str, turns: int = 0) -> None:
        """All goes well, then this fault is there for a while (as many `turns` at writing), then it is gone and what was refused
        is tried once more."""
        self._kept.clear()
        await self._write()
        with EVERY[fault](self):
            for _ in range(turns or self.random.randint(1, 4)):
                await self._write()
            self._look(self._as_killed())
        await self._write()
        await self._try_again()
        self._look(self.file)
        self.tally.runs += 1

    async def _write(self) -> None:
        """Several people write at once."""
        self._events += BURST
        await self._bring([f"Ev{self._events + nth}" for nth in range(self.random.randint(1, BURST))])

    async def _try_again(self) -> None:
        """Those who were refused write once more, word for word; where the machine is too slow for a person's deadline, again."""
        for _ in range(TRIES):
            refused = sorted(self._refused)
            for begin in range(0, len(refused), BURST):
                await self._bring(refused[begin : begin + BURST])
        self.tally.wrong += [f"{event}: refused for good" for event in sorted(self._refused)]
        self._refused.clear()

    async def _bring(self, events: Sequence[str]) -> None:
        for event, came in zip(events, await asyncio.gather(*map(self._say, events)), strict=True):
            if came is None:
                self._kept.add(event)
                self._refused.discard(event)
                self.tally.kept += 1
            elif isinstance(came, NotSaved):
                self._refused.add(event)
                self.tally.refused += 1
            else:
                self.tally.wrong.append(f"{event}: {came!r}")

    async def _say(self, event: str) -> BaseException | None:
        who = PEOPLE[len(event) * 7 % len(PEOPLE)]
        try:
            await self.store.run(home.say_hello, who, event=event, word="word " * 40, now=MONDAY)
        except Exception as error:
            return error
        return None

    def _look(self, file: Path) -> None:
        """What a process would find that begins anew now."""
        with closing(sqlite3.connect(file)) as db:
            found = {row[0].removeprefix("hello:") for row in db.execute("SELECT key FROM outbox")}
        self.tally.lost += sorted(self._kept - found)
        self.tally.half += sorted(self._refused & found)

    def _as_killed(self) -> Path:
        """A copy of the files as they lie there now, without anybody having closed them."""
        copy = self._copy
        with _limit(resource.getrlimit(resource.RLIMIT_FSIZE)[1]):
            for ending in ("", "-wal"):
                Path(f"{copy}{ending}").unlink(missing_ok=True)
                if Path(f"{self.file}{ending}").exists():
                    shutil.copyfile(f"{self.file}{ending}", f"{copy}{ending}")
        return copy

    def driver(self, statement: str) -> Any:
        """Say something on the writer's own connection, past the writer, while it does nothing."""
        with self.engine.connect() as db:
            driver: Any = db.connection.driver_connection
            return driver.execute(statement).fetchone()

    def reopen(self, how: str = "") -> None:
        self.store.close()
        self.store = self._store(how)

    def close(self) -> None:
        """Look through the whole file at the end, and at the last copy of a killed one."""
        self.store.close()
        for file in (self.file, self._copy):
            with closing(sqlite3.connect(file)) as db:
                if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    self.tally.wrong.append(f"integrity_check of {file.name}")


@contextmanager
def _limit(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextmanager
def _file_too_large(at: Faulty) -> Iterator[None]:
    """The system takes no byte beyond a point that lies somewhere in what is written next: a write may be cut in the middle."""
    written = max(each.stat().st_size for each in at.file.parent.glob("companion.db*"))
    with _limit(written + at.random.randint(-4096, 8192)):
        yield


@contextmanager
def _disk_full(at: Faulty) -> Iterator[None]:
    """SQLite has no page left: "database or disk is full"."""
    [pages] = at.driver("PRAGMA page_count")
    at.driver(f"PRAGMA max_page_count={pages}")
    yield
    at.driver("PRAGMA max_page_count=1000000")


@contextmanager
def _read_only(at: Faulty) -> Iterator[None]:
    """The file was opened where it cannot be written."""
    at.reopen("?mode=ro&uri=true")
    yield
    at.reopen()


@contextmanager
def _turned_read_only(at: Faulty) -> Iterator[None]:
    """The file turns so while it is open."""
    at.driver("PRAGMA query_only=ON")
    yield
    at.driver("PRAGMA query_only=OFF")


@contextmanager
def _locked(at: Faulty) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(at.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _no_room(at: Faulty) -> Iterator[None]:
    """The file system itself is full to the last byte (ENOSPC)."""
    filler = at.file.with_name("filler")
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)):
                    pass
    yield
    filler.unlink()


FAULTS: dict[str, Callable[[Faulty], Any]] = {
    "file too large": _file_too_large,
    "disk full": _disk_full,
    "read-only": _read_only,
    "turned read-only": _turned_read_only,
    "locked": _locked,
}
NO_ROOM = "no room"
EVERY = {**FAULTS, NO_ROOM: _no_room}
"""The last only where the file system is small."""
