"""Opens the playground with the companion in it: a moved calendar, an opening scene, nothing kept on disk."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot import scheduler
from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings
from bot.mentoring.check_ins import CheckInId
from bot.preview import coming
from bot.previewing import names, what
from bot.scenes.acting import About, about
from bot.scenes.library import Scene
from bot.scenes.opening import BEFORE, tell_the_opening
from bot.scenes.telling import Telling
from handlers.slack.manifest import manifest
from playground.clocks import RunningClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, Server
from playground.workspace import Workspace

SOON = timedelta(seconds=5)
"""What is due within this much is waited for before a move of the calendar counts as done (pace between messages)."""
AT_LEAST = timedelta(seconds=1)
"""By how much time moves on, where something that was due has to wait."""
HORIZON = timedelta(days=60)
LOOPBACK = "127.0.0.1"


async def play(
    *,
    host: str,
    port: int,
    begin: datetime | None,
    tell: Callable[[str], None],
    scene: Scene | None = None,
    prompts: Path | None = None,
) -> None:
    """Serve the playground until told to stop. A scene opens on the Monday of the week in which `begin` lies; `prompts` is the
    folder of own words, if any. Raises
    OSError where the port is taken."""
    stop = _told_to_stop()
    if begin is None or scene is not None:
        begin = this_monday((begin or Clock().now()).astimezone(UTC))
    with tempfile.TemporaryDirectory(prefix="companion-play-") as folder:
        stage = Stage(Path(folder), begin, scene, prompts)
        await stage.open(host, port)
        try:
            tell(f"The playground is at {stage.server.url}{_as(scene)}  (Ctrl+C closes it)")
            if scene is not None:
                tell(f"{scene.about}\n{scene.now}")
            await stop.wait()
        finally:
            await stage.close()


def _as(scene: Scene | None) -> str:
    return "" if scene is None else f"/?as={scene.cast.mentee}"


def _told_to_stop() -> asyncio.Event:
    """Set by SIGTERM, so that the folder goes away then too; Ctrl+C cancels by itself."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    return stop


def this_monday(now: datetime) -> datetime:
    """Monday of this week, 8:30 in London in winter: everybody in the workspace is awake or about to be."""
    return (now - timedelta(days=now.weekday())).replace(hour=8, minute=30, second=0, microsecond=0)


class Stage:
    """The stand-in for Slack, the companion on it, and the control of the companion's calendar."""

    def __init__(self, folder: Path, begin: datetime, scene: Scene | None = None, prompts: Path | None = None) -> None:
        self._folder = folder
        self._begin = begin
        self._scene = scene
        self._prompts = prompts
        self.clock = Clock()
        clocks = RunningClocks()
        people = Workspace(manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed)
        self._control = Control(self)
        self._workspace, self._clocks = people, clocks
        self._told = False

    async def open(self, host: str, port: int) -> None:
        """Serve the page, start the companion and tell the opening scene."""
        self._runner = web.AppRunner(self._control.routes(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, 0)
        await site.start()
        control = f"http://{LOOPBACK}:{self._runner.addresses[0][1]}"
        hint = "" if self._scene is None else f"{self._scene.about} {self._scene.now}"
        self.server = Server(self._workspace, clocks=self._clocks, control=control, hint=hint)
        await self.server.start(host, port)
        await self.start_companion()
        await self.server.calendar.refresh()

    async def close(self) -> None:
        """Stop the companion first, so that nothing is sent into the void."""
        await self.stop_companion()
        await self.server.stop()
        await self._runner.cleanup()

    async def start_companion(self) -> None:
        """A companion with an empty database, connected over Socket Mode, with the opening scene told."""
        for file in self._folder.iterdir():
            file.unlink()
        self.companion = Companion(self._settings(), self.clock)
        await self.companion.start()
        self._socket = await self.companion.connect_socket()
        self._told = False
        self.move_to(self._begin - (BEFORE if self._scene is None else timedelta(days=self._scene.opens)))
        self._told = True
        await self._tell()
        await self.companion.begin()

    async def _tell(self) -> None:
        if self._scene is None:
            await tell_the_opening(self.server, self.live_until, self._asked_about, self._begin)
            return
        await Telling(self._scene, self.server, self.live_until, self._asked_about, self._begin).tell()

    async def _asked_about(self, id: CheckInId) -> About:
        return await self.companion.store.sweep(about, id)

    async def stop_companion(self) -> None:
        """Disconnect and close the database."""
        await self._socket.close_async()  # type: ignore[no-untyped-call]
        await self.companion.stop()

    def move_to(self, moment: datetime) -> None:
        """Set both calendars, the stand-in's first: what the companion sends then carries the new date."""
        if moment.timestamp() > self._clocks.calendar() or not self._told:
            self.server.set_calendar(moment.timestamp())
        self.clock.move_to(datetime.fromtimestamp(self._clocks.calendar(), UTC))

    async def live_until(self, moment: datetime) -> None:
        """Live through everything that happens by itself until then; a moment that has passed changes nothing."""
        while self.clock.now() < moment:
            following = await self.companion.store.sweep(scheduler.next_moment)
            stop = moment if following is None else min(moment, max(following, self.clock.now() + AT_LEAST))
            self.move_to(stop)
            while (paced := await self._settle()) is not None:
                self.move_to(paced)

    async def do_what_is_due(self) -> None:
        """Do what is due now, and what is due in a moment only because of the pace between messages: that moment passes."""
        while (paced := await self._settle()) is not None:
            self.move_to(paced)

    async def _settle(self) -> datetime | None:
        """Do what is due; when to go on where something waits for the pace between messages alone."""
        await self.companion.settle()
        due: datetime | None = await self.companion.store.sweep(lambda work: work.outbox.next_due())
        opens = self.companion.delivery.opens()
        if due is None or due > self.clock.now() + SOON:
            return None
        return due if opens is None else max(due, opens)

    def _settings(self) -> Settings:
        return Settings(
            _env_file=None,  # type: ignore[call-arg]
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_api_url=f"{self.server.url}/api/",
            database_url=f"sqlite:///{self._folder / 'play.db'}",
            companion_coordinators=("U0RUTH",),
            companion_contact="U0FARAH",
            companion_celebration_channel="C0MENTOR",
            companion_prompts=self._prompts,
        )


class Control:
    """The companion's calendar, offered on a loopback port in play alone: look, move, begin anew."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._turn = asyncio.Lock()

    def routes(self) -> web.Application:
        """GET and POST /clock, POST /reset."""
        app = web.Application()
        app.add_routes([web.get("/clock", self._look), web.post("/clock", self._move), web.post("/reset", self._reset)])
        return app

    async def _look(self, _request: web.Request) -> web.Response:
        return web.json_response(await self._answer())

    async def _move(self, request: web.Request) -> web.Response:
        body = await request.json()
        async with self._turn:
            self._stage.clock.move_to(datetime.fromtimestamp(float(body["now"]), UTC))
            await self._stage.do_what_is_due()
        return web.json_response(await self._answer())

    async def _reset(self, _request: web.Request) -> web.Response:
        async with self._turn:
            await self._stage.stop_companion()
            await self._stage.start_companion()
        return web.json_response(await self._answer())

    async def _answer(self) -> dict[str, object]:
        companion, now = self._stage.companion, self._stage.clock.now()
        library = companion.desk.say.library
        async for each in coming(companion.engine, companion.program, now=now, until=now + HORIZON):
            people = [handle.user for handle in each.people]
            to = await companion.store.sweep(names, each.people) if people else "the channel"
            title = f"{what(each.kinds, library)} for {to}"
            return {"now": now.timestamp(), "next": {"at": each.at.timestamp(), "title": title, "people": people}}
        return {"now": now.timestamp(), "next": None}
