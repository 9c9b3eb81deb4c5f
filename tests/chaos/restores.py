"""`companion restore`, killed while it is at it: there is the old database or the new one, whole, and it can be done again."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from bot.mentoring.program import Program
from bot.usecases import home, people
from prompts.content import built_in
from storage.backups import backup
from storage.dialect import engine_for
from storage.store import Store
from tests import warm
from tests.builders import JONAS, MONDAY, PROFILES, AtOnce, profile, upgraded_file

LONGER = 1.3
"""It is killed at any moment of the time that it takes, or a little later."""


@dataclass
class Restored:
    """How often it was killed before it had put the new one in place, and how often after that or too late."""

    old: int = 0
    new: int = 0
    violations: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.old} with the old database in place, {self.new} with the new, {len(self.violations)} violations"


class Restoring:
    """A folder with a database, and a backup from before the last message."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.found = Restored()
        self.file, self.copy = folder / "data" / "companion.db", folder / "copy.db"
        self.file.parent.mkdir()
        self.file.write_bytes(upgraded_file())
        store, engine = self._open()
        store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)
        store.run_here(home.say_hello, JONAS, event="Before", word=None, now=MONDAY)
        backup(engine, self.copy)
        store.close()

    async def kill(self, times: int) -> None:
        """Change the database, begin to put the backup back, kill that; then do it in peace."""
        takes = 0.0
        for _ in range(2):  # the first one waits until everything is imported
            began = time.monotonic()
            await asyncio.to_thread(warm.ended, self._restore())
            takes = time.monotonic() - began
            self._forget_the_old()
        for number in range(times):
            store, _ = self._open()
            store.run_here(home.say_hello, JONAS, event=f"After{number}", word=None, now=MONDAY)
            store.close()
            process = self._restore()
            await asyncio.sleep(self.random.uniform(0, takes * LONGER))
            os.kill(process, signal.SIGKILL)
            await asyncio.to_thread(warm.ended, process)
            kept = self._keys()
            if kept == ["hello:Before", f"hello:After{number}"]:
                self.found.old += 1
            elif kept == ["hello:Before"]:
                self.found.new += 1
            else:
                self.found.violations.append(f"restored by halves: {kept}")
            self._forget_the_old()
            code = await asyncio.to_thread(warm.ended, self._restore())
            if code or self._keys() != ["hello:Before"]:
                self.found.violations.append(f"could not be done again ({code})")
            self._forget_the_old()

    def _forget_the_old(self) -> None:
        """The next one may come within the same second, and would have the same name."""
        for aside in self.file.parent.glob("companion.db.before-*"):
            aside.unlink()

    def _restore(self) -> int:
        settings = {"PATH": os.environ["PATH"]}
        return warm.start(
            self.folder, ("restore", "copy.db"), settings, self.folder / f"said-{time.monotonic_ns()}.log"
        )

    def _keys(self) -> list[str]:
        with closing(sqlite3.connect(self.file)) as db:
            if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                self.found.violations.append("integrity_check")
            return [row[0] for row in db.execute("SELECT key FROM outbox ORDER BY id")]

    def _open(self) -> tuple[Store, Engine]:
        engine = engine_for(f"sqlite:///{self.file}")
        return Store(engine, Program(built_in().content), elapsed=time.monotonic, executor=AtOnce()), engine
