"""Delivery to the app, over its sockets or by signed HTTP, with Slack's three seconds and Slack's repeats."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from playground.clocks import Clocks
from playground.journal import Journal
from playground.records import Json

T = TypeVar("T")
Envelope = Literal["events_api", "slash_commands", "interactive"]

ACKNOWLEDGE_SECONDS = 3.0
REPEAT_AFTER_SECONDS = (0.0, 60.0, 300.0)
MOST_SOCKETS = 10


@dataclass(frozen=True)
class Answer:
    """What the app answered. `failure` is "" when it acknowledged, else Slack's retry reason or `no_app`."""

    failure: Literal["", "http_timeout", "http_error", "connection_failed", "no_app"]
    body: Any = None
    status: int = 200
    no_retry: bool = False


@dataclass
class Socket:
    """One Socket Mode connection and the acknowledgements it owes."""

    ws: web.WebSocketResponse
    owed: dict[str, asyncio.Future[Any]]


class Dispatch:
    """Sends envelopes to the app. With a connected socket it uses that, otherwise `request_url`.

    `befallen` counts the ordered faults that have struck: what fails under one is nobody's broken rule.
    """

    def __init__(
        self,
        *,
        clocks: Clocks,
        journal: Journal,
        signing_secret: str,
        request_url: str | None = None,
        befallen: Callable[[], int] = lambda: 0,
    ) -> None:
        self._clocks = clocks
        self._journal = journal
        self._secret = signing_secret.encode()
        self.request_url = request_url
        self._befallen = befallen
        self._excused: set[str] = set()
        self.sockets: list[Socket] = []
        self._turn = 0
        self._reached = True
        self._session: aiohttp.ClientSession | None = None
        self._repeats: set[asyncio.Task[None]] = set()
        self._first: set[asyncio.Task[Answer]] = set()
        self.on_state: list[Callable[[], None]] = []

    @property
    def state(self) -> str:
        """`connected` or `away`."""
        return "connected" if self.sockets or (self.request_url and self._reached) else "away"

    @property
    def repeats(self) -> bool:
        """Whether an event is on its way, or waits to be sent again."""
        return bool(self._first or self._repeats)

    async def close(self) -> None:
        """Stop waiting and repeating; close every connection."""
        await self.forget()
        for socket in list(self.sockets):
            await socket.ws.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def forget(self) -> None:
        """Drop every event that is on its way or waits to be sent again."""
        tasks = [*self._repeats, *self._first]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Wait until every event was delivered once, and those that came of it too."""
        while self._first:
            await asyncio.gather(*self._first, return_exceptions=True)

    # -- Socket Mode -------------------------------------------------------------------------------------------------

    async def serve_socket(self, ws: web.WebSocketResponse, *, app_id: str) -> None:
        """Serve one connected socket until it closes."""
        socket = Socket(ws, {})
        self.sockets.append(socket)
        self._tell_state()
        try:
            await ws.send_json(
                {
                    "type": "hello",
                    "num_connections": len(self.sockets),
                    "debug_info": {"host": "stand-in", "build_number": 1, "approximate_connection_time": 18060},
                    "connection_info": {"app_id": app_id},
                }
            )
            async for message in ws:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledged(socket, message.data)
        finally:
            self.sockets.remove(socket)
            for owed in socket.owed.values():
                if not owed.done():
                    owed.cancel()
            self._tell_state()

    def _acknowledged(self, socket: Socket, data: str) -> None:
        try:
            answer = json.loads(data)
            owed = socket.owed.get(answer["envelope_id"])
        except (ValueError, KeyError, TypeError):
            self._broken("socket", f"An answer on a socket names its envelope_id. This was sent: {data[:200]}")
            return
        if owed is None and answer["envelope_id"] in self._excused:
            self._excused.discard(answer["envelope_id"])
        elif owed is None:
            self._broken("socket", "An envelope was acknowledged that was never sent here, or twice, or too late.")
        elif not owed.done():
            owed.set_result(answer.get("payload"))

    # -- one delivery ------------------------------------------------------------------------------------------------

    async def deliver(
        self,
        envelope: Envelope,
        payload: Json,
        *,
        method: str,
        sentence: str,
        attempt: int = 0,
        reason: str = "",
    ) -> Answer:
        """Send once and wait three seconds for the acknowledgement. `attempt` counts repeats."""
        began, struck = self._clocks.elapsed(), self._befallen()
        if self.sockets:
            answer = await self._by_socket(envelope, payload, attempt, reason)
        elif self.request_url:
            answer = await self._by_http(envelope, payload, attempt, reason)
        else:
            answer = Answer("no_app")
        broken = {
            "http_timeout": "The app did not acknowledge within 3 seconds.",
            "http_error": f"The app answered {answer.status} instead of 200.",
        }.get(answer.failure)
        if broken and self._befallen() > struck:
            shown = "" if envelope == "events_api" else "; on Slack an error is shown"
            sentence, broken = f"{sentence} (failed under an ordered fault{shown})", None
        self._journal.add(
            direction="to app",
            method=method,
            result=answer.failure or ("acknowledged" if self.sockets else str(answer.status)),
            ms=(self._clocks.elapsed() - began) * 1000,
            sentence=sentence + (f" (sent again, number {attempt})" if attempt else ""),
            request=payload,
            response=answer.body,
            broken_rule=broken,
        )
        reached = answer.failure not in ("connection_failed", "no_app")
        if reached != self._reached:
            self._reached = reached
            self._tell_state()
        return answer

    async def _by_socket(self, envelope: Envelope, payload: Json, attempt: int, reason: str) -> Answer:
        self._turn += 1
        socket = self.sockets[self._turn % len(self.sockets)]
        name = secrets.token_hex(16)
        message: Json = {
            "envelope_id": name,
            "payload": payload,
            "type": envelope,
            "accepts_response_payload": envelope != "events_api",
        }
        if envelope == "events_api":
            message |= {"retry_attempt": attempt, "retry_reason": "timeout" if reason == "http_timeout" else reason}
        owed: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        socket.owed[name] = owed
        struck = self._befallen()
        try:
            await socket.ws.send_json(message)
            body = await self._within(owed, ACKNOWLEDGE_SECONDS)
        except TimeoutError:
            if self._befallen() > struck:
                self._excused.add(name)
            return Answer("http_timeout")
        except ConnectionError:
            return Answer("connection_failed")
        except asyncio.CancelledError:
            if owed.cancelled() or socket not in self.sockets:
                return Answer("connection_failed")
            raise
        finally:
            socket.owed.pop(name, None)
        return Answer("", body)

    async def _by_http(self, envelope: Envelope, payload: Json, attempt: int, reason: str) -> Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        body, headers = self._signed(envelope, payload)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            return await self._within(self._post(self._session, body, headers), ACKNOWLEDGE_SECONDS)
        except TimeoutError:
            return Answer("http_timeout")
        except aiohttp.ClientConnectorError:
            return Answer("connection_failed")
        except aiohttp.ClientError:
            return Answer("http_error", status=0)

    async def _post(self, session: aiohttp.ClientSession, body: bytes, headers: dict[str, str]) -> Answer:
        assert self.request_url
        async with session.post(self.request_url, data=body, headers=headers, allow_redirects=False) as response:
            text = await response.text()
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            if not 200 <= response.status < 300:
                return Answer("http_error", text, response.status, no_retry)
            read: Any = text or None
            if text and "json" in response.content_type:
                try:
                    read = json.loads(text)
                except ValueError:
                    self._broken(self.request_url, "The app's answer says it is JSON and is not.")
            return Answer("", read, response.status, no_retry)

    def _signed(self, envelope: Envelope, payload: Json) -> tuple[bytes, dict[str, str]]:
        if envelope == "events_api":
            body, kind = json.dumps(payload).encode(), "application/json"
        else:
            form = payload if envelope == "slash_commands" else {"payload": json.dumps(payload)}
            body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        now = str(int(self._clocks.wall()))
        signature = hmac.new(self._secret, b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
        return body, {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": f"v0={signature}",
        }

    # -- events ------------------------------------------------------------------------------------------------------

    def event(self, payload: Json, *, method: str, sentence: str) -> None:
        """Deliver an event, and again at once, after one minute and after five until it is acknowledged."""
        first = asyncio.ensure_future(self.deliver("events_api", payload, method=method, sentence=sentence))
        self._first.add(first)

        def then(task: asyncio.Task[Answer]) -> None:
            self._first.discard(task)
            if not task.cancelled() and task.exception() is None and task.result().failure:
                repeat = asyncio.ensure_future(self._repeat(task.result(), payload, method, sentence))
                self._repeats.add(repeat)
                repeat.add_done_callback(self._repeats.discard)

        first.add_done_callback(then)

    async def _repeat(self, answer: Answer, payload: Json, method: str, sentence: str) -> None:
        for attempt, wait in enumerate(REPEAT_AFTER_SECONDS, start=1):
            if answer.no_retry:
                return
            await self._clocks.pause(wait)
            reason = "connection_failed" if answer.failure == "no_app" else answer.failure
            answer = await self.deliver(
                "events_api", payload, method=method, sentence=sentence, attempt=attempt, reason=reason
            )
            if not answer.failure:
                return

    # -- small things ------------------------------------------------------------------------------------------------

    async def _within(self, work: Awaitable[T], seconds: float) -> T:
        """The result of `work`, or TimeoutError after `seconds` of elapsed time."""
        doing = asyncio.ensure_future(work)
        pause = asyncio.ensure_future(self._clocks.pause(seconds))
        try:
            await asyncio.wait({doing, pause}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise TimeoutError
            return doing.result()
        finally:
            pause.cancel()
            if not doing.done():
                doing.cancel()

    def _broken(self, method: str, rule: str) -> None:
        self._journal.add(
            direction="to chat", method=method, result="broken rule", ms=0, sentence=rule, broken_rule=rule
        )

    def _tell_state(self) -> None:
        for watch in self.on_state:
            watch()
