"""A chat that answers every post well, after as many seconds as it is told: `python bench/floors/chat.py PORT SECONDS`."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys

from aiohttp import web

numbers = itertools.count(1)
posted: dict[str, int] = {}
"""How many messages came to each conversation."""


async def post(request: web.Request) -> web.Response:
    """chat.postMessage."""
    message = json.loads(await request.read())
    posted[message["channel"]] = posted.get(message["channel"], 0) + 1
    await asyncio.sleep(float(sys.argv[2]))
    return web.json_response({"ok": True, "channel": message["channel"], "ts": f"1795000000.{next(numbers):06}"})


async def count(_request: web.Request) -> web.Response:
    """What came since this was asked last: conversations, messages."""
    told = {"conversations": len(posted), "messages": sum(posted.values())}
    posted.clear()
    return web.json_response(told)


app = web.Application()
app.add_routes([web.post("/api/chat.postMessage", post), web.get("/count", count)])
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
