"""A busy workspace, and a real `companion run` in it, in one life after another."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import signal
import socket
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.mentoring.mentorship import Model
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.usecases import home, pairing, people
from handlers.slack.chat import profile_of
from handlers.slack.manifest import manifest
from playground import shapes
from playground.client import NotPossible
from playground.clocks import RunningClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import PEOPLE_FILE, Workspace
from prompts.content import built_in
from storage.dialect import engine_for
from storage.store import Store, Work
from tests import warm
from tests.bot.processes import free_port
from tests.builders import AtOnce, upgraded_file

TEAM = "T0COMMON"
LOOK_AFTER = 1
"""Seconds after which a message that no answer came to is looked for; a minute outside tests."""
MAP = 32_768
"""Bytes of the map of its log, without which SQLite does not begin at all."""
SOON = 0.15
"""Seconds within which the coordinator pairs two people, once the companion is there."""
WRITE = 10
"""People who write in one life, at the most."""
QUICK = 300.0
"""By how much sooner than Slack the stand-in brings an event again."""
DUE = "due_at <= CAST(strftime('%s', 'now', '+1 hour') AS INTEGER)"
"""Of a row of the outbox. What was put back for a moment is due as well."""
PATIENCE = 120.0
"""Seconds after the last start within which everything has to be settled."""


class QuickClocks(RunningClocks):
    """The stand-in's clocks; what Slack does after a minute it does so many times sooner."""

    def __init__(self, quick: float) -> None:
        super().__init__()
        self._quick = quick

    async def pause(self, seconds: float) -> None:
        await super().pause(seconds / self._quick if seconds >= 60 else seconds)


class NoLimits:
    """Posting is not limited here: a process that was killed does not know how much it has posted in this second."""

    def post(self, channel: str) -> None: ...

    def clear(self) -> None: ...


class World:
    """A workspace of many people who write all the time, and a companion with much to tell them."""

    def __init__(
        self, folder: Path, *, seed: int, people: int = 60, transport: str = "socket", quick: float = QUICK
    ) -> None:
        self.folder = folder
        self.transport = transport
        self.random = random.Random(seed)
        self.database = folder / "companion.db"
        self.users = [f"U0P{number:03}" for number in range(people)]
        file = folder / "people.toml"
        file.write_text(PEOPLE_FILE.read_text(encoding="utf-8") + "".join(map(_a_person, self.users)), encoding="utf-8")
        clocks = QuickClocks(quick)
        self.workspace = Workspace(
            manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed, people=file
        )
        self.workspace.limits = NoLimits()  # type: ignore[assignment]
        self.slack = Server(self.workspace, clocks=clocks)
        self.slack.journal.watchers.append(self._saw)
        self.events: set[str] = set()
        self.brought: set[str] = set()
        self.owed: set[str] = set()
        self.paired: set[tuple[str, str]] = set()
        self._others = list(combinations(self.users, 2))
        self.random.shuffle(self._others)
        self.life, self._lives = 0, 0
        self.died = asyncio.Event()
        self.died.set()
        self.posts = 0
        self.kill_at: int | None = None

    # -- the world ---------------------------------------------------------------------------------------------------

    async def open(self, *, owed: int, digests: int = 0) -> None:
        """Serve the stand-in; `owed`: messages that are due when the companion starts for the first time; `digests`: mentors whom
        several things are to be told in one message, two of them each second."""
        await self.slack.start()
        self.port = free_port()
        if self.transport == "http":
            self.slack.dispatch.request_url = f"http://127.0.0.1:{self.port}/slack/events"
        self.database.write_bytes(upgraded_file())
        store = Store(
            engine_for(f"sqlite:///{self.database}"),
            Program(built_in().content, coordinators=("U0RUTH",)),
            elapsed=time.monotonic,
            executor=AtOnce(),
        )
        now = datetime.now(UTC)
        known = {
            Handle(TEAM, user): profile_of(shapes.user_of(self.workspace, self.workspace.person(user)))
            for user in ("U0RUTH", *self.users)
        }
        store.run_here(people.remember, known, now=now)
        for number in range(owed):
            who = Handle(TEAM, self.users[number % len(self.users)])
            store.run_here(home.say_hello, who, event=f"Owed{number}", word=None, now=now)
        for number in range(digests):
            three = [self.users[-3 * number - nth] for nth in (1, 2, 3)]
            store.run_here(_owe_a_digest, *three, due=now + timedelta(seconds=number // 2))
            self._others = [pair for pair in self._others if not set(pair) <= set(three)]
        store.close()
        self._let_nobody_sleep(now)

    def _let_nobody_sleep(self, now: datetime) -> None:
        """At whatever time of day this runs: their quiet hours are a minute, half a day away."""
        quiet = [f"{now + timedelta(hours=12, minutes=nth):%H:%M}" for nth in (0, 1)]
        with closing(sqlite3.connect(self.database)) as db, db:
            db.execute("UPDATE person SET quiet_from = ?, quiet_until = ?", quiet)

    async def close(self) -> None:
        await self.slack.stop()
        self.kill()

    async def connected(self) -> None:
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
        if self.died.is_set():
            await self.live()
        give_up = time.monotonic() + PATIENCE
        while (self.slack.dispatch.repeats or self._unsettled()) and time.monotonic() < give_up:
            await asyncio.sleep(0.05)
        os.kill(self.life, signal.SIGTERM)
        self.died.set()
        code = await asyncio.to_thread(warm.ended, self.life)
        assert code == 0, f"the last one ended with {code}"

    async def live(self) -> None:
        """Begin a life that nobody ends."""
        self.start()
        await self.connected()

    async def lock(self, seconds: float) -> None:
        """Let another program hold the database while people write and are paired. All that they write is owed an answer."""
        before = set(self.brought)
        with closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                await self.be_busy()
                await asyncio.sleep(seconds / 10)
            other.execute("ROLLBACK")
        self.owed |= self.brought - before  # the chat brings them again until they are acknowledged

    def full(self, full: bool) -> None:
        """Whether the disk of who lives is full: then the log of its database cannot grow beyond what it is now."""
        log = Path(f"{self.database}-wal")
        limit = max(log.stat().st_size if log.exists() else 0, MAP) if full else resource.RLIM_INFINITY
        resource.prlimit(self.life, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    async def go_back(self, copy: Path) -> None:
        """Put a backup in the place of the database, and live on with it until somebody who writes has been answered: whatever
        else is due has gone out by then."""
        process = warm.start(self.folder, ("restore", str(copy)), self._settings(), self.folder / "said-restore.log")
        code = await asyncio.to_thread(warm.ended, process)
        assert code == 0, (self.folder / "said-restore.log").read_text(encoding="utf-8")
        await self.live()
        await self.slack.interactions.say(self.users[0], self.workspace.im_with(self.users[0]).id, "hello?")
        await self.settle()

    def start(self) -> None:
        """Begin a life."""
        self.died, self.kill_at = asyncio.Event(), None
        self._lives += 1
        self.life = warm.start(self.folder, ("run",), self._settings(), self.folder / f"said-{self._lives}.log")

    def _settings(self) -> dict[str, str]:
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
        return settings

    def kill(self) -> None:
        if not self.died.is_set():
            self.died.set()
            os.kill(self.life, signal.SIGKILL)

    def _saw(self, entry: dict[str, Any]) -> None:
        """Every exchange, before the other side hears of it."""
        request = entry.get("request")
        if entry.get("method") == "chat.postMessage":
            self.posts += 1
            if self.posts == self.kill_at:
                self.kill()
        if isinstance(request, dict) and request.get("type") == "event_callback":
            event = request["event"]
            if event["type"] == "message" and not event.get("bot_id"):
                self.brought.add(request["event_id"])
                if entry["result"] in ("acknowledged", "200"):
                    self.events.add(request["event_id"])

    # -- the people --------------------------------------------------------------------------------------------------

    async def be_busy(self) -> None:
        """While the companion lives, some people write to it, and the coordinator pairs two others."""
        pairing = asyncio.create_task(self._pair())
        for _ in range(WRITE):
            if self.died.is_set():
                break
            self.users.append(self.users.pop(0))
            await self.slack.interactions.say(self.users[0], self.workspace.im_with(self.users[0]).id, "hello?")
            await asyncio.sleep(self.random.choice((0, 0.01, 0.05)))
        await pairing

    async def _pair(self) -> None:
        ruth = self.slack.acting_as("U0RUTH")
        while not self._is_up() and not self.died.is_set():
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.random.uniform(0, SOON))
        mentor, mentee = pair = self._others.pop()
        with contextlib.suppress(NotPossible, AssertionError):
            for _ in ruth.modals:
                await ruth.close()
            names = [self.workspace.people[user].name for user in (mentor, mentee)]
            await ruth.say(f"/mentor-program pair @{names[0]} @{names[1]}")
            if ruth.modals and not await ruth.submit():
                self.paired.add(pair)

    # -- looking -----------------------------------------------------------------------------------------------------

    def _unsettled(self) -> bool:
        return bool(
            self.rows(f"SELECT 1 FROM outbox WHERE {DUE} AND state IN ('planned', 'claimed', 'sending') LIMIT 1")
        )

    def rows(self, query: str, file: Path | None = None) -> list[Any]:
        with closing(sqlite3.connect(file or self.database)) as db:
            return db.execute(query).fetchall()


def _owe_a_digest(work: Work, mentor: str, *mentees: str, due: datetime) -> None:
    """Two tips about each mentee: more than are shown unfolded."""
    days = due.date(), due.date() + timedelta(days=180)
    for mentee in mentees:
        request = PairRequest(Handle(TEAM, mentor), Handle(TEAM, mentee), Model.FOUR_STAGE, *days, power=False)
        mentorship = pairing.pair(work, Handle(TEAM, "U0RUTH"), request, now=due)
        for tip in work.program.content.tips[:2]:
            about = {"mentorship": mentorship, "tip": tip.id}
            to, key = ToPerson(work.people.known(Handle(TEAM, mentor)).id), f"owed:{mentorship}:{tip.id}"
            work.outbox.plan(Notice("tips.tip", to, key, due, due + timedelta(days=9), about))


def _a_person(user: str) -> str:
    lines = {"id": user, "name": user.lower(), "real_name": f"Person {user}", "tz": "Europe/London", "color": "7A4C00"}
    return "\n[[people]]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items())
