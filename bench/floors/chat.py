"""A chat that takes every message and answers a post after so many seconds: `python bench/floors/chat.py PORT SECONDS`."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys

from aiohttp import web

numbers = itertools.count(1)
posted: dict[str, int] = {}
"""How many messages came to each conversation."""
shown: list[str] = []
"""What messages were changed into."""


async def post(request: web.Request) -> web.Response:
    """chat.postMessage."""
    message = json.loads(await request.read())
    posted[message["channel"]] = posted.get(message["channel"], 0) + 1
    await asyncio.sleep(float(sys.argv[2]))
    return web.json_response({"ok": True, "channel": message["channel"], "ts": f"1795000000.{next(numbers):06}"})


async def update(request: web.Request) -> web.Response:
    """chat.update."""
    shown.append(await request.text())
    message = json.loads(shown[-1])
    return web.json_response({"ok": True, "channel": message["channel"], "ts": message["ts"]})


async def auth_test(_request: web.Request) -> web.Response:
    """auth.test."""
    return web.json_response(
        {"ok": True, "user": "companion", "team": "Northlight", "user_id": "U0BOT", "team_id": "T0"}
    )


async def count(_request: web.Request) -> web.Response:
    """What came since this was asked last: conversations, messages, and how many were changed, the last of them into what."""
    told = {
        "conversations": len(posted),
        "messages": sum(posted.values()),
        "shown": len(shown),
        "last": "".join(shown[-1:]),
    }
    posted.clear()
    shown.clear()
    return web.json_response(told)


app = web.Application()
app.add_routes(
    [
        web.post("/api/chat.postMessage", post),
        web.post("/api/chat.update", update),
        web.post("/api/auth.test", auth_test),
        web.get("/count", count),
    ]
)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
