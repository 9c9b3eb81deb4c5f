"""A playground with the sample app in it, on its own thread: what a page in a browser is looked at with."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, Server
from playground.workspace import Workspace
from tests.browser.sample_app import MANIFEST, Plans, sample_app

BEGIN = 1_795_093_200.0
"""Thursday 19 November 2026, 13:00 in London, 18:30 in Kolkata."""


class Room:
    """`start` and `stop` it; meanwhile `url` is where the page is. Clocks stand still unless `live` lets time pass. All lie at
    one port, the first that was free: what a browser may keep of the page it need not load again."""

    port = 0

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.clocks = HandClocks(start=BEGIN)
        self.url = ""

    def start(self) -> None:
        self._thread.start()
        self.run(self._start())

    async def _start(self) -> None:
        self.plans = plans = Plans(BEGIN)
        control = web.Application()
        control.add_routes(
            [web.get("/clock", plans.get), web.post("/clock", plans.post), web.post("/reset", plans.reset)]
        )
        self._control = web.AppRunner(control, access_log=None)
        await self._control.setup()
        await web.TCPSite(self._control, "127.0.0.1", 0).start()
        workspace = Workspace(manifest_from(MANIFEST), calendar=self.clocks.calendar, elapsed=self.clocks.elapsed)
        self.server = Server(workspace, clocks=self.clocks, control=f"http://127.0.0.1:{self._control.addresses[0][1]}")
        try:
            await self.server.start(port=Room.port)
        except OSError:  # somebody else has it by now
            await self.server.start()
        Room.port = self.server.port
        self.url = self.server.url
        self.client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{self.url}/api/", retry_handlers=[])
        plans.client = self.client
        await self.connect()
        await self.server.calendar.refresh()

    async def connect(self) -> None:
        """The app comes (back)."""
        app = sample_app(self.client)
        app.use(self._take_time)
        self._handler = AsyncSocketModeHandler(app, APP_TOKEN, web_client=self.client)
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def _take_time(self, next: Callable[[], Awaitable[None]]) -> None:
        """A second passes with everything that reaches the app: it may write once a second."""
        self.clocks.set_calendar(self.clocks.calendar() + 1)
        await next()

    async def disconnect(self) -> None:
        """The app goes away."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something on the playground's thread and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def live(self, seconds: float) -> None:
        """Let seconds pass on every clock."""

        async def pass_by() -> None:
            self.clocks.live(seconds)

        self.run(pass_by())

    def post(self, channel: str, text: str, **more: Any) -> Any:
        """The app writes, a second after whatever was before."""
        self.clocks.set_calendar(self.clocks.calendar() + 1)
        return self.run(self.client.chat_postMessage(channel=channel, text=text, **more))

    def let_begin_anew(self, may: bool) -> None:
        """Whether the app, asked to begin anew, does so at once, or only once it may."""

        async def let() -> None:
            (self.plans.may_begin_anew.set if may else self.plans.may_begin_anew.clear)()

        self.run(let())

    @property
    def broken_rules(self) -> list[str]:
        return self.server.broken_rules

    async def _stop(self) -> None:
        await self.disconnect()
        await self._control.cleanup()
        await self.server.stop()

    def stop(self) -> None:
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
