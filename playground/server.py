"""The server: Slack's Web API, sockets and response urls, the page and its API, on loopback."""

from __future__ import annotations

import json
import secrets

from aiohttp import web

from playground import page_files
from playground.acting import Acting
from playground.calendar import Calendar
from playground.client import NotPossible
from playground.clocks import Clocks, RunningClocks
from playground.dispatch import MOST_SOCKETS, Dispatch
from playground.events import Events
from playground.faults import Faults
from playground.feeds import Feeds
from playground.interactions import Interactions
from playground.journal import Journal
from playground.play_api import PlayApi, refuse_foreign
from playground.records import APP_ID, Refused
from playground.web_api import LARGEST_BODY, WebApi
from playground.workspace import Workspace

BOT_TOKEN = "xoxb-playground"
APP_TOKEN = "xapp-playground"
SIGNING_SECRET = "playground-signing-secret"


class Server:
    """A workspace that an app can be connected to. Everything happens on the running event loop. `hint`: what the page
    tells people to try, nothing by itself."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        clocks: Clocks | None = None,
        request_url: str | None = None,
        control: str | None = None,
        hint: str = "",
        bot_tokens: frozenset[str] = frozenset({BOT_TOKEN}),
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
    ) -> None:
        self.workspace = workspace
        self.clocks = clocks or RunningClocks()
        self.hint = hint
        self.journal = Journal(self.clocks.calendar)
        self.faults = Faults()
        self.dispatch = Dispatch(
            clocks=self.clocks,
            journal=self.journal,
            signing_secret=signing_secret,
            request_url=request_url,
            befallen=lambda: self.faults.befallen,
        )
        self.events = Events(workspace, self.dispatch, self.journal)
        self.interactions = Interactions(
            workspace, self.dispatch, self.journal, respond_address=lambda name: f"{self.url}/respond/{name}"
        )
        self.web_api = WebApi(
            workspace,
            self.journal,
            self.faults,
            clocks=self.clocks,
            socket_url=self._socket_url,
            upload_url=lambda ticket: f"{self.url}/upload/{ticket}",
            bot_tokens=bot_tokens,
            app_token=app_token,
        )
        self.calendar = Calendar(
            self.clocks,
            self.journal,
            control=control,
            settle=self.dispatch.settle,
            on_change=lambda: self.feeds.calendar_changed(),
        )
        self.feeds = Feeds(self)
        self.play_api = PlayApi(self)
        self._tickets: set[str] = set()
        self.resetting = False
        self._runner: web.AppRunner | None = None
        self.host, self.port = "127.0.0.1", 0

    # -- running -----------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The address, without a slash at the end; Slack's API lies at `url + "/api/"`."""
        return f"http://{self.host}:{self.port}"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises OSError when the port is taken."""
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[refuse_foreign])
        app.add_routes([web.post("/api/{method}", self.web_api.handle), web.get("/api/{method}", self.web_api.handle)])
        app.add_routes([web.get("/socket/{ticket}", self._socket), web.post("/respond/{name}", self._respond)])
        app.add_routes([web.post("/upload/{ticket}", self._upload)])
        app.add_routes(self.play_api.routes())
        app.add_routes(page_files.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.host, self.port = host, self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        self.feeds.close()
        self.play_api.close()
        await self.dispatch.close()
        await self.calendar.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def settle(self) -> None:
        """Wait until every event has been delivered to the app once."""
        await self.dispatch.settle()

    @property
    def broken_rules(self) -> list[str]:
        """Every rule of Slack that the app broke, as sentences; empty for an app that behaves."""
        return self.journal.broken_rules

    def acting_as(self, user: str) -> Acting:
        """Someone to act as, in tests and scripts."""
        return Acting(self.workspace, self.interactions, self.dispatch, user)

    # -- beginning anew ----------------------------------------------------------------------------------------------

    async def reset(self) -> None:
        """Empty everything, then let the bot begin anew; pages hear of both. Raises CannotMove when the bot cannot be reached."""
        self.resetting = True
        try:
            await self.dispatch.forget()
            self.faults.clear()
            self.interactions.clear()
            self.workspace.clear()
            self.journal.clear()
            await self.calendar.reset()
        finally:
            self.resetting = False
        self.workspace.tell("reset", None, {})

    def set_calendar(self, now: float) -> None:
        """Set the calendar: forward, or anywhere while nothing has been written or all begins anew."""
        written = any(c.messages for c in self.workspace.conversations.values())
        if now < self.clocks.calendar() and written and not self.resetting:
            raise NotPossible("backwards", "The calendar moves forward only.")
        self.calendar.set(now)

    # -- what is not the Web API -------------------------------------------------------------------------------------

    def _socket_url(self) -> str:
        ticket = secrets.token_hex(12)
        self._tickets.add(ticket)
        return f"ws://{self.host}:{self.port}/socket/{ticket}"

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This address was never given out, or was used before.")
        if len(self.dispatch.sockets) >= MOST_SOCKETS:
            raise web.HTTPTooManyRequests(text="An app has at most ten sockets.")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(heartbeat=10)
        await ws.prepare(request)
        await self.dispatch.serve_socket(ws, app_id=APP_ID)
        return ws

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        began = self.clocks.elapsed()
        body: object = None
        result, broken, status = "ok", None, 200
        try:
            body = json.loads(await request.read())
            self.interactions.replies.through_url(request.match_info["name"], body)
        except ValueError:
            result, status = "invalid_payload", 400
            broken = "invalid_payload: the body is not JSON."
        except Refused as refused:
            gone = refused.error in ("used_url", "expired_url", "no_such_url", "message_not_found")
            result, status = refused.error, 404 if gone else 400
            broken = None if refused.error == "message_not_found" else f"{refused.error}: {refused.why}"
        self.journal.add(
            direction="to chat",
            method="response_url",
            result=result,
            ms=(self.clocks.elapsed() - began) * 1000,
            sentence="an answer to what someone did",
            request=body,
            response=result,
            broken_rule=broken,
        )
        return web.Response(text=result, status=status)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Bytes for an address that was given out. Slack answers in plain text, and so does this."""
        began = self.clocks.elapsed()
        result, broken, status = "ok", None, 200
        content = await request.read()
        try:
            text = f"OK - {len(self.workspace.files.upload(request.match_info['ticket'], content).content or b'')}"
        except Refused as refused:
            result, broken, status, text = refused.error, f"{refused.error}: {refused.why}", 400, refused.error
        self.journal.add(
            direction="to chat",
            method="upload",
            result=result,
            ms=(self.clocks.elapsed() - began) * 1000,
            sentence="the bytes of a file",
            request={"bytes": len(content)},
            response=text,
            broken_rule=broken,
        )
        return web.Response(text=text, status=status)
