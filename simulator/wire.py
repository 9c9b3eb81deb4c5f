"""What stands where the companion's HTTP session stands: a call travels, is taken or lost, and is answered or not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Any, NamedTuple

import aiohttp
from aiohttp.client_reqrep import ConnectionKey

from handlers.slack.chat import TIMEOUT
from simulator.life import LIFE, Life
from simulator.slack import Chat, Reached
from simulator.watch import Watch


class Fate(StrEnum):
    """What becomes of one call."""

    ANSWERED = "answered"
    REFUSED = "connection refused"
    """It never arrives."""
    LIMITED = "429"
    BROKEN = "500"
    """The chat's own fault, before anything was done."""
    BROKEN_AFTER = "500 after the act"
    RESET = "connection reset"
    """It never arrives either, but that is not known."""
    LOST = "answer lost"
    """It is carried out; then the connection drops."""


class Passage(NamedTuple):
    """What becomes of a call, and how many seconds it takes to arrive, and its answer to come back."""

    fate: Fate
    there: float
    back: float
    retry_after: int = 0


PROMPT = 2.0
"""Seconds within which what arrives is counted by the chat's limits in the order in which it was sent."""
GONE = 45.0
"""Seconds after which a request that nobody waits for any more arrives no more."""


NOWHERE = ConnectionKey("slack.simulated", 443, True, True, None, None, None)


class Wire:
    """The part of aiohttp.ClientSession that the SDK uses."""

    closed = False

    def __init__(
        self,
        chat: Chat,
        life: Life,
        passage: Callable[[str], Passage],
        watch: Watch,
        *,
        bound: float | None = TIMEOUT,
        refused: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._chat = chat
        self._life = life
        self._passage = passage
        self._watch = watch
        self._bound = bound
        self._refused = refused

    def request(self, _verb: str, url: str, **given: Any) -> _Call:
        return _Call(self, url, given)

    def post(self, url: str, **given: Any) -> _Call:
        return _Call(self, url, given)

    async def close(self) -> None:
        self.closed = True

    async def travel(self, url: str, given: Any) -> Reached:
        """The answer to one call. Raises what aiohttp raises; Killed."""
        self._life.point(f"calls {url}")
        method = url.rsplit("/", 1)[-1]
        self._watch.calls(method, given.get("json") or given.get("params") or {})
        passage = self._passage(method)
        answer: asyncio.Future[Reached] = asyncio.get_running_loop().create_future()
        # Once sent, a request is out of our hands: it arrives also where nobody waits for it any more.
        mark = LIFE.set(None)
        try:
            asyncio.get_running_loop().create_task(self._carry(passage, url, given, answer))
        finally:
            LIFE.reset(mark)
        try:
            async with asyncio.timeout(self._bound):
                reached = await answer
        except TimeoutError as late:
            raise aiohttp.ServerTimeoutError(url) from late
        self._life.point(f"was answered {url}")
        if reached.status == 429:
            self._watch.told_to_wait(method, float(reached.headers["Retry-After"]))
            self._refused(method)
        return reached

    async def _carry(self, passage: Passage, url: str, given: Any, answer: asyncio.Future[Reached]) -> None:
        await asyncio.sleep(passage.there)
        if passage.there > GONE and answer.done():
            return  # whoever asked has hung up, and what was still on its way then is dropped with the connection
        self._chat.limits.lenient = passage.there > PROMPT
        reached: Reached | None = None
        error: Exception | None = None
        match passage.fate:
            case Fate.REFUSED:
                error = aiohttp.ClientConnectorError(NOWHERE, OSError(111, "connection refused"))
            case Fate.RESET:
                error = aiohttp.ClientOSError(104, "connection reset by peer")
            case Fate.LIMITED:
                body = json.dumps({"ok": False, "error": "ratelimited"})
                reached = Reached(429, {"Retry-After": str(passage.retry_after)}, body)
            case Fate.BROKEN:
                reached = Reached(500, {}, json.dumps({"ok": False, "error": "internal_error"}))
            case Fate.BROKEN_AFTER:
                self._chat.take(url, given)
                reached = Reached(500, {}, json.dumps({"ok": False, "error": "internal_error"}))
            case Fate.LOST:
                self._chat.take(url, given)
                error = aiohttp.ServerDisconnectedError()
            case Fate.ANSWERED:
                reached = self._chat.take(url, given)
        await asyncio.sleep(passage.back)
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        elif reached is not None:
            answer.set_result(reached)


class _Call:
    """`async with session.request(…) as response`."""

    def __init__(self, wire: Wire, url: str, given: Any) -> None:
        self._wire, self._url, self._given = wire, url, given

    async def __aenter__(self) -> _Response:
        return _Response(await self._wire.travel(self._url, self._given))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class _Response:
    """The part of aiohttp.ClientResponse that the SDK uses."""

    def __init__(self, reached: Reached) -> None:
        self.status, self.headers, self.content_type = reached.status, reached.headers, reached.kind
        self._body = reached.body

    async def json(self, **_: Any) -> Any:
        return json.loads(self._body)

    async def text(self, **_: Any) -> str:
        return self._body
