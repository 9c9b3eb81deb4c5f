"""The floor of a tapped answer: a bare AsyncApp that runs the same statements by raw sqlite3, up to 64 taps to a commit.

Imports no product code. `statements` holds, by the question answered, the SQL and parameters that the product runs; `shown`
what takes the place of the first question.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.floors.raw import connect

database, statements_file, shown_file, first, port, api_url = sys.argv[1:7]
UNITS = {
    id: [(sql, tuple(values)) for sql, values in unit]
    for id, unit in json.loads(Path(statements_file).read_text(encoding="utf-8")).items()
}
SHOWN = Path(shown_file).read_text(encoding="utf-8")
MOST = 64

writer = ThreadPoolExecutor(max_workers=1)
db = connect(database)
waiting: deque[tuple[str, asyncio.Future[None]]] = deque()
busy = False


def work_off(loop: asyncio.AbstractEventLoop) -> None:
    """One transaction for as many as wait, until nobody does."""
    global busy
    while waiting:
        db.execute("BEGIN IMMEDIATE")
        done = []
        while waiting and len(done) < MOST:
            id, answered = waiting.popleft()
            for sql, values in UNITS[id]:
                db.execute(sql, values).fetchall()
            done.append(answered)
        db.execute("COMMIT")
        loop.call_soon_threadsafe(tell, done)
    busy = False
    if waiting:
        loop.call_soon_threadsafe(begin)


def begin() -> None:
    """Let the writer work, unless it does."""
    global busy
    if not busy:
        busy = True
        writer.submit(work_off, asyncio.get_running_loop())


def tell(done: list[asyncio.Future[None]]) -> None:
    for each in done:
        each.set_result(None)


app = AsyncApp(token="xoxb-playground", signing_secret="playground-signing-secret", process_before_response=True)
app.client.base_url = api_url
clients: list[AsyncWebClient] = []


@app.action("checkin.answer.3")
async def tapped(ack, body):
    id = body["actions"][0]["value"].split(":")[1]
    answered = asyncio.get_running_loop().create_future()
    waiting.append((id, answered))
    begin()
    await answered
    if not clients:
        clients.append(AsyncWebClient(token=app.client.token, base_url=api_url, session=aiohttp.ClientSession()))
    shown = json.loads(SHOWN.replace(f'"checkin:{first}"', f'"checkin:{id}"'))
    await clients[0].chat_update(**{**shown, "channel": body["container"]["channel_id"]})
    await ack()


uvicorn.run(AsyncSlackRequestHandler(app), port=int(port), log_level="error", access_log=False, lifespan="off")
