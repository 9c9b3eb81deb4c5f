"""Kills a real companion again and again, at random moments of a busy day, and looks at what came of everything."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import shutil
import signal
import socket
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.usecases import home, people
from handlers.slack.chat import profile_of
from handlers.slack.manifest import manifest
from playground import shapes
from playground.client import NotPossible
from playground.clocks import RunningClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import PEOPLE_FILE, Workspace
from prompts.content import built_in
from storage.backups import backup, restore
from storage.dialect import engine_for
from storage.schema import HEAD, version
from storage.store import Store
from tests import warm
from tests.bot.processes import free_port
from tests.builders import AtOnce, upgraded_file

TEAM = "T0COMMON"
LOOK_AFTER = 1
"""Seconds after which a message that no answer came to is looked for; a minute outside tests."""
LONGEST_LIFE = 0.3
"""Seconds that a companion lives at the most, from its start or from its connection on."""
MAP = 32_768
"""Bytes of the map of its log, without which SQLite does not begin at all."""
WRITE = 10
"""People who write in one life, at the most."""
AT_MOST = 3.0
"""Seconds that are waited for the post that is to be its last."""
FULL, EARLY, HALF = 0.1, 0.2, 0.5
"""Of all lives: in how many the disk is full from the start, how many end while they start, and how many any time after."""
DRILL = 10
"""Kills from one backup to the next."""
QUICK = 300.0
"""By how much sooner than Slack the stand-in brings an event again."""
PATIENCE = 60.0
"""Seconds after the last start within which everything has to be settled."""


@dataclass
class Found:
    """What came of everything, in the end."""

    kills: int = 0
    acknowledged: int = 0
    messages: int = 0
    under_way: int = 0
    """Kills that came while a post was being answered."""
    restored: int = 0
    violations: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"{self.kills} kills ({self.under_way} in the middle of a post), {self.acknowledged} inputs acknowledged"
        return f"{said}, {self.messages} messages, {self.restored} backups put back, {len(self.violations)} violations"


class QuickClocks(RunningClocks):
    """The stand-in's clocks; what Slack does after a minute it does after a second."""

    async def pause(self, seconds: float) -> None:
        await super().pause(seconds / QUICK if seconds >= 60 else seconds)


class NoLimits:
    """Posting is not limited here: a process that was killed does not know how much it has posted in this second."""

    def post(self, channel: str) -> None: ...

    def clear(self) -> None: ...


class World:
    """A workspace of many people who write all the time, and a companion with much to tell them."""

    def __init__(self, folder: Path, *, seed: int, people: int = 60, transport: str = "socket") -> None:
        self.folder = folder
        self.transport = transport
        self.random = random.Random(seed)
        self.database = folder / "companion.db"
        self.users = [f"U0P{number:03}" for number in range(people)]
        file = folder / "people.toml"
        file.write_text(PEOPLE_FILE.read_text(encoding="utf-8") + "".join(map(_a_person, self.users)), encoding="utf-8")
        clocks = QuickClocks()
        self.workspace = Workspace(
            manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed, people=file
        )
        self.workspace.limits = NoLimits()  # type: ignore[assignment]
        self.slack = Server(self.workspace, clocks=clocks)
        self.slack.journal.watchers.append(self._saw)
        self.found = Found()
        self._events: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._others = list(combinations(self.users, 2))
        self.random.shuffle(self._others)
        self._life, self._lives = 0, 0
        self._died = asyncio.Event()
        self._died.set()
        self._posts = 0
        self._kill_at: int | None = None

    # -- the world ---------------------------------------------------------------------------------------------------

    async def open(self, *, owed: int) -> None:
        """Serve the stand-in; `owed`: messages that are due when the companion starts for the first time."""
        await self.slack.start()
        self.port = free_port()
        if self.transport == "http":
            self.slack.dispatch.request_url = f"http://127.0.0.1:{self.port}/slack/events"
        self.database.write_bytes(upgraded_file())
        store = Store(
            engine_for(f"sqlite:///{self.database}"),
            Program(built_in().content),
            elapsed=time.monotonic,
            executor=AtOnce(),
        )
        now = datetime.now(UTC)
        known = {
            Handle(TEAM, user): profile_of(shapes.user_of(self.workspace, self.workspace.person(user)))
            for user in self.users
        }
        store.run_here(people.remember, known, now=now)
        for number in range(owed):
            who = Handle(TEAM, self.users[number % len(self.users)])
            store.run_here(home.say_hello, who, event=f"Owed{number}", word=None, now=now)
        store.close()

    async def close(self) -> None:
        await self.slack.stop()
        self._kill()

    async def kill(self, times: int) -> None:
        """Start, let live for a moment, kill; so many times."""
        for _ in range(times):
            self._start()
            busy = asyncio.create_task(self._be_busy())
            how = self.random.random()
            if how > EARLY:
                await self._connected()
            life = self.random.uniform(0.0, LONGEST_LIFE)
            if how > HALF:  # the post is taken, and its answer dies with who waits for it
                self._kill_at, life = self._posts + self.random.randint(1, 8), AT_MOST
            if how < FULL:
                self.full(True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._died.wait(), life)
            self._kill()
            self._kill_at = None
            await busy
            code = await asyncio.to_thread(warm.ended, self._life)
            if code != -signal.SIGKILL:
                self.found.violations.append(f"it ended by itself with {code}")
            self._look_as_the_next_start_does()
            self.found.kills += 1
            if self.found.kills % DRILL == 0:
                self._drill()

    async def _connected(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while not self._is_up() and time.monotonic() < give_up:
            await asyncio.sleep(0.005)

    def _is_up(self) -> bool:
        if self.transport == "socket":
            return bool(self.slack.dispatch.sockets)
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def settle(self) -> None:
        """Let everything come to rest, in one more life unless there is one, and stop."""
        if self._died.is_set():
            self._start()
        give_up = time.monotonic() + PATIENCE
        while (self.slack.dispatch.repeats or self._unsettled()) and time.monotonic() < give_up:
            await asyncio.sleep(0.05)
        os.kill(self._life, signal.SIGTERM)
        self._died.set()
        code = await asyncio.to_thread(warm.ended, self._life)
        if code != 0:
            self.found.violations.append(f"the last one ended with {code}")

    async def live(self) -> None:
        """Begin a life that nobody ends."""
        self._start()
        await self._connected()

    def full(self, full: bool) -> None:
        """Whether the disk of who lives is full: then the log of its database cannot grow beyond what it is now."""
        log = Path(f"{self.database}-wal")
        limit = max(log.stat().st_size if log.exists() else 0, MAP) if full else resource.RLIM_INFINITY
        resource.prlimit(self._life, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    def pairs(self) -> list[tuple[str, str]]:
        """Who is paired with whom, as it is kept: mentor, mentee."""
        return self._rows(PAIRS)

    def _start(self) -> None:
        settings = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_API_URL": f"{self.slack.url}/api/",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "COMPANION_COORDINATORS": "U0RUTH",
            "COMPANION_LOOK_AFTER": str(LOOK_AFTER),
            "COMPANION_POSTS_PER_MINUTE": "100000",
        }
        if self.transport == "socket":
            settings["SLACK_APP_TOKEN"] = APP_TOKEN
        else:
            settings |= {"SLACK_SIGNING_SECRET": SIGNING_SECRET, "PORT": str(self.port)}
        self._died = asyncio.Event()
        self._lives += 1
        self._life = warm.start(self.folder, ("run",), settings, self.folder / f"said-{self._lives}.log")

    def _kill(self) -> None:
        if not self._died.is_set():
            self._died.set()
            os.kill(self._life, signal.SIGKILL)

    def _saw(self, entry: dict[str, Any]) -> None:
        """Every exchange, before the other side hears of it."""
        request = entry.get("request")
        if entry.get("method") == "chat.postMessage":
            self._posts += 1
            if self._posts == self._kill_at:
                self.found.under_way += 1
                self._kill()
        if isinstance(request, dict) and entry["result"] in ("acknowledged", "200") and "event_id" in request:
            event = request["event"]
            if event["type"] == "message" and not event.get("bot_id"):
                self._events.add(request["event_id"])

    # -- the people --------------------------------------------------------------------------------------------------

    async def _be_busy(self) -> None:
        """While the companion lives, some people write to it, and the coordinator pairs two others."""
        pairing = asyncio.create_task(self._pair())
        for _ in range(WRITE):
            if self._died.is_set():
                break
            self.users.append(self.users.pop(0))
            await self.slack.interactions.say(self.users[0], self.workspace.im_with(self.users[0]).id, "hello?")
            await asyncio.sleep(self.random.choice((0, 0.01, 0.05)))
        await pairing

    async def _pair(self) -> None:
        ruth = self.slack.acting_as("U0RUTH")
        while not self._is_up() and not self._died.is_set():
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.random.uniform(0, LONGEST_LIFE / 2))
        mentor, mentee = pair = self._others.pop()
        with contextlib.suppress(NotPossible, AssertionError):
            for _ in ruth.modals:
                await ruth.close()
            names = [self.workspace.people[user].name for user in (mentor, mentee)]
            await ruth.say(f"/mentor-program pair @{names[0]} @{names[1]}")
            if ruth.modals and not await ruth.submit():
                self._pairs.add(pair)

    # -- looking -----------------------------------------------------------------------------------------------------

    def _unsettled(self) -> bool:
        return bool(self._rows(f"{TO_ONE} AND state IN ('planned', 'claimed', 'sending')"))

    def _row_of(self, event: str) -> Any:
        return next(iter(self._rows(f"SELECT id FROM outbox WHERE key = 'hello:{event}'")), None)

    def _rows(self, query: str, file: Path | None = None) -> list[Any]:
        with closing(sqlite3.connect(file or self.database)) as db:
            return db.execute(query).fetchall()

    def _look_as_the_next_start_does(self) -> None:
        """The files as the kill left them, opened without a hand laid on them."""
        copy = self.folder / "left.db"
        for ending in ("", "-wal"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if Path(f"{self.database}{ending}").exists():
                shutil.copyfile(f"{self.database}{ending}", f"{copy}{ending}")
        if self._rows("PRAGMA integrity_check", copy) != [("ok",)]:
            self.found.violations.append("integrity_check after a kill")
        if self._rows("PRAGMA foreign_key_check", copy):
            self.found.violations.append("foreign_key_check after a kill")

    def _drill(self) -> None:
        """Make a backup and put it back elsewhere: it holds what it was made of, and opens."""
        copy, back = self.folder / f"backup-{self.found.kills}.db", self.folder / f"back-{self.found.kills}.db"
        engine = engine_for(f"sqlite:///{self.database}")
        backup(engine, copy)
        engine.dispose()
        restore(copy, back, now=datetime.fromtimestamp(0, UTC))
        engine = engine_for(f"sqlite:///{back}")
        if version(engine) != HEAD or self._held(back) != self._held(self.database):
            self.found.violations.append(f"{copy.name} does not come back as it was")
        engine.dispose()
        self.found.restored += 1

    def _held(self, file: Path) -> dict[str, int]:
        tables = [row[0] for row in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'", file)]
        return {table: self._rows(f"SELECT count(*) FROM {table}", file)[0][0] for table in tables}

    def judge(self) -> Found:
        """Hold what people were told against what is kept, and what is kept against what people see."""
        found, wrong = self.found, self.found.violations
        found.acknowledged = len(self._events) + len(self._pairs)
        wrong += [f"lost: event {event} was acknowledged" for event in sorted(self._events) if not self._row_of(event)]
        kept = Counter(self.pairs())
        wrong += [f"lost: pair {pair} was acknowledged" for pair in sorted(self._pairs - set(kept))]
        wrong += [f"doubled: pair {pair}" for pair, number in kept.items() if number > 1]
        dms = {self.workspace.im_with(user).id for user in [*self.users, "U0RUTH"]}
        seen = [(dm, message) for dm in dms for message in self.workspace.conversations[dm].messages if message.by_app]
        places = {(dm, message.ts) for dm, message in seen}
        told: Counter[tuple[str, str]] = Counter()
        for key, state, reason, channel, ts in self._rows(TO_ONE):
            if state != "sent":
                wrong.append(f"lost: {key} is {state} ({reason})")
            elif (channel, ts) not in places:
                wrong.append(f"lost: {key} is nowhere in {channel}")
            else:
                told[channel, ts] += 1
        wrong += [f"doubled: {message.text[:40]!r} in {dm}" for dm, message in seen if not told[dm, message.ts]]
        found.messages = len(seen)
        for said in self.folder.glob("said-*.log"):
            wrong += [line for line in said.read_text(encoding="utf-8").splitlines() if "Traceback" in line]
        return found


PAIRS = (
    "SELECT a.user_id, b.user_id FROM mentorship m JOIN member x ON x.mentorship_id = m.id AND x.role = 'mentor'"
    " JOIN member y ON y.mentorship_id = m.id AND y.role = 'mentee'"
    " JOIN person a ON a.id = x.person_id JOIN person b ON b.id = y.person_id"
)
TO_ONE = (
    "SELECT key, state, reason, sent_channel, sent_ts FROM outbox WHERE person_id IS NOT NULL AND kind = 'home.hello'"
)


def _a_person(user: str) -> str:
    lines = {"id": user, "name": user.lower(), "real_name": f"Person {user}", "tz": "Europe/London", "color": "7A4C00"}
    return "\n[[people]]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items())
