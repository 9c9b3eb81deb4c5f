"""Whole stories: people act on the strict stand-in, the real app answers over real HTTP or a real socket, time is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from bot import scheduler
from bot.app import Companion
from bot.config import Settings
from handlers.slack.manifest import manifest
from playground.acting import Acting
from playground.clocks import HandClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import Workspace
from tests.builders import AtOnce, upgraded_file
from tests.scenarios.shown import faults_of_all_shown

BEGIN = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
"""Monday 12 October 2026: 11:00 in Stockholm, 10:00 in Lagos and London."""


class StoryClock:
    """The companion's clock, showing what the hand-moved clocks of the stand-in show."""

    def __init__(self, clocks: HandClocks) -> None:
        self._clocks = clocks

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clocks.calendar(), UTC)

    def elapsed(self) -> float:
        return self._clocks.elapsed()

    def real_time(self) -> float:
        return self._clocks.wall()


async def _hang_up(http: uvicorn.Server) -> None:
    """Answer what is asked and close; the server's own way to stop waits a tenth of a second each time, asked or not."""
    for listening in http.servers:
        listening.close()
    for connection in list(http.server_state.connections):
        connection.shutdown()
    while http.server_state.connections or http.server_state.tasks:  # noqa: ASYNC110  it tells nobody when they have gone
        await asyncio.sleep(0)


class Story:
    """A workspace, the companion in it, and time that passes only when told."""

    def __init__(self, folder: Path, transport: str) -> None:
        self.transport = transport
        self.coordinators: tuple[str, ...] = ("U0RUTH",)
        self.database = folder / "story.db"
        self.database.write_bytes(upgraded_file())
        self.clocks = HandClocks(start=BEGIN.timestamp())
        workspace = Workspace(
            manifest_from(manifest(None if transport == "socket" else "https://bot.example")),
            calendar=self.clocks.calendar,
            elapsed=self.clocks.elapsed,
        )
        self.workspace = workspace

    async def open(self) -> None:
        """Start the companion, listening over HTTP or connected over Socket Mode."""
        self.server = Server(self.workspace, clocks=self.clocks)
        await self.server.start()
        await self.start_companion()

    async def start_companion(self) -> None:
        """Start it (again) on the same database."""
        self.companion = Companion(self._settings(), StoryClock(self.clocks), executor=AtOnce())
        await self.companion.start()
        if self.transport == "socket":
            self._socket = await self.companion.connect_socket()
        else:
            config = uvicorn.Config(self.companion.door(), port=0, log_level="error", lifespan="off")
            self._http = uvicorn.Server(config)
            config.load()
            self._http.lifespan = config.lifespan_class(config)
            await self._http.startup()
            port = self._http.servers[0].sockets[0].getsockname()[1]
            self.server.dispatch.request_url = f"http://127.0.0.1:{port}/slack/events"

    async def stop_companion(self) -> None:
        """Stop it as a deployment would."""
        if self.transport == "socket":
            await self._socket.close_async()
        else:
            await _hang_up(self._http)
        await self.companion.stop()

    async def close(self) -> None:
        await self.stop_companion()
        await self.server.stop()

    def _settings(self) -> Settings:
        http = self.transport == "http"
        return Settings(
            _env_file=None,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=None if http else APP_TOKEN,
            slack_signing_secret=SIGNING_SECRET if http else None,
            slack_api_url=f"{self.server.url}/api/",
            database_url=f"sqlite:///{self.database}",
            companion_coordinators=self.coordinators,
            companion_contact="U0FARAH",
            companion_celebration_channel="C0MENTOR",
        )

    def person(self, name: str) -> Acting:
        """One of the cast by first name, as in "Jonas"."""
        ids = {"Tomás": "U0TOMAS"}
        return self.server.acting_as(ids.get(name, f"U0{name.upper()}"))

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clocks.calendar(), UTC)

    async def settle(self) -> None:
        """Let everything that is due happen, and what waits only for the pace between messages."""
        while True:
            await self.companion.settle()
            await self.server.settle()
            due = await self.companion.store.sweep(lambda work: work.outbox.next_due())
            if due is None or due > self.now + timedelta(seconds=5):
                return
            self.clocks.live(max(1.0, (due - self.now).total_seconds()))

    async def live_until(self, moment: datetime) -> None:
        """Live through everything that happens by itself until then, each thing at its own moment."""
        await self.settle()
        while self.now < moment:
            following = await self.companion.store.sweep(scheduler.next_moment)
            stop = (
                moment if following is None or following > moment else max(following, self.now + timedelta(seconds=1))
            )
            self.clocks.live((stop - self.now).total_seconds())
            await self.settle()

    async def live(self, **span: float) -> None:
        """Live on for days=…, hours=…, weeks=…."""
        await self.live_until(self.now + timedelta(**span))

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """What is really kept, by plain SQL."""
        from sqlalchemy import text

        with self.companion.engine.connect() as db, db.begin():
            return list(db.execute(text(statement), values))


OVER_BOTH = {"test_agreement", "test_check_ins", "test_corners", "test_faults", "test_pairing", "test_six_weeks"}
"""Stories that are told over Socket Mode too: every kind of thing that comes in (commands, taps, forms, events, what Slack sends
again) is in them. Behind the door all is the same, so the others are told over HTTP alone."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which ways in a story is told over."""
    if "story" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in OVER_BOTH
        metafunc.parametrize("story", ["socket", "http"] if both else ["http"], indirect=True)


@pytest.fixture
async def story(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Story]:
    """A story over one transport; at its end no rule of the stand-in, and none of the linter, may have been broken, and no notice
    have failed by a fault of ours."""
    told = Story(tmp_path, request.param)
    await told.open()
    yield told
    faults = told.rows("SELECT kind, reason FROM outbox WHERE reason LIKE 'fault:%'")
    await told.close()
    assert faults == []
    assert told.server.broken_rules == []
    assert faults_of_all_shown(told.server.journal.entries) == []
