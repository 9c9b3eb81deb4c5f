"""The door for HTTP: verifies the raw bytes of a request before Bolt sees any of it.

Bolt raises on garbage before its own signature check, and logs the body when a signature is wrong (platform facts, Bolt);
so size, timestamp and signature are checked here, and what is wrong gets a short answer and leaves no trace of its text.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from binascii import a2b_qp
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = "/slack/events"
HEALTH = "/healthz"
LARGEST = 1_000_000
"""Bytes; Slack's own requests stay far below."""
OLDEST = 300
"""Seconds a signed request is good for (Slack: Verifying requests)."""


class Door:
    """An ASGI app: `/slack/events` for Slack, `/healthz` for whoever watches the process."""

    def __init__(self, app: AsyncApp, *, signing_secret: str, real_time: Callable[[], float]) -> None:
        self._bolt = AsyncSlackRequestHandler(app, path=PATH)
        self._secret = signing_secret.encode()
        self._real_time = real_time

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._bolt(scope, receive, send)
        elif scope["path"] == HEALTH:
            await _answer(send, 200, b'{"ok": true}', b"application/json")
        elif scope["path"] != PATH:
            await _answer(send, 404, b"Not here. Slack's requests go to /slack/events.")
        elif scope["method"] != "POST":
            await _answer(send, 405, b"Slack sends POST here.")
        else:
            await self._verified(scope, receive, send)

    async def _verified(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if body is None:
            await _answer(send, 413, b"Too large.")
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        if not self._is_signed(headers, body):
            await _answer(send, 401, b"The signature does not fit this request.")
            return
        kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(b"x-slack-bolt-lazy")]
        await self._bolt({**scope, "headers": kept}, _replay(_bare(body), receive), send)

    def _is_signed(self, headers: dict[bytes, bytes], body: bytes) -> bool:
        stamp = headers.get(b"x-slack-request-timestamp", b"")
        if not stamp.isdigit() or len(stamp) > 12 or abs(self._real_time() - int(stamp)) > OLDEST:
            return False
        expected = "v0=" + hmac.new(self._secret, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected.encode(), headers.get(b"x-slack-signature", b""))


async def _body(receive: Receive) -> bytes | None:
    parts, size = [], 0
    while True:
        event = await receive()
        part = event.get("body", b"")
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
        if not event.get("more_body"):
            return b"".join(parts)


def _bare(body: bytes) -> bytes:
    """The JSON of a click or a form out of what brings it, which has nothing but a `payload`: Bolt reads the one like the other,
    but takes longer over a percent sign at every quotation mark than over all the rest. A command in which somebody typed that
    very word becomes JSON too: Bolt would take it for a form without anything in it."""
    if body.startswith(b"payload=%7B") and b"&" not in body:
        form = body.removeprefix(b"payload=").replace(b"+", b" ").replace(b"=", b"%3D")
        return a2b_qp(form.replace(b"%", b"="))  # the same escapes but for their sign
    if b"payload" in body and not body.startswith((b"{", b"payload=")):
        return json.dumps(dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))).encode()
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _answer(send: Send, status: int, text: bytes, kind: bytes = b"text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
