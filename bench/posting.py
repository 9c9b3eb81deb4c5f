"""Messages a second with the limits off, 32 side by side, to a chat that takes 120 ms; beside a bare shared client."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bench import full, program
from bench.processes import ROOT, free_port, process
from bench.rows import Row, row
from bot.delivery import Delivery
from bot.pace import Limits
from handlers.slack.chat import session, web_client
from handlers.slack.surface import SlackSurface
from handlers.slack.views.wording import Wording
from prompts.content import words
from storage.dialect import engine_for

MESSAGES, LATENCY, AT_ONCE = 2_000, 0.12, 32
GOAL = 0.97
OFF = Limits(apart=timedelta(), per_minute=10**9)
TOKEN = "xoxb-playground"


class Noting(AsyncWebClient):
    """Notes what is posted, so that the floor can post the very same."""

    posted: list[dict[str, Any]]

    async def chat_postMessage(self, **given: Any) -> Any:
        self.posted.append(given)
        return await super().chat_postMessage(**given)


async def measure(folder: Path, runs: int) -> list[Row]:
    """Messages a second, from the first claim to the last outcome kept."""
    return await measured(folder, runs, messages=MESSAGES, latency=LATENCY)


async def measured(folder: Path, runs: int, *, messages: int, latency: float) -> list[Row]:
    """The same for so many messages. The first run warms up, and notes what is posted."""
    folder.mkdir()
    now = full.noon()
    full.prepare(folder / "due.db", messages, now)
    posts: list[dict[str, Any]] = []
    pairs = []
    async with chat(latency) as api:
        for number in range(runs + 1):
            database = folder / f"{number}.db"
            shutil.copy(folder / "due.db", database)
            ours = messages / await sent_by_ours(database, api, now, posts if number == 0 else None)
            full.all_sent(database, messages)
            await expect(api, messages)
            floor = messages / await sent_bare(posts, api)
            await expect(api, messages)
            pairs.append((ours, floor))
    name = f"{messages:,} messages, limits off, {AT_ONCE} side by side, {latency * 1000:.0f} ms each"
    return [row(name, "/s", pairs[1:], GOAL, more=True)]


@asynccontextmanager
async def chat(latency: float) -> AsyncIterator[str]:
    """A chat in a process of its own; the address of its API."""
    port = free_port()
    with process(str(ROOT / "bench" / "floors" / "chat.py"), str(port), str(latency)):
        api = f"http://127.0.0.1:{port}/api/"
        await counted(api)
        yield api


async def expect(api: str, messages: int) -> None:
    """Raises RuntimeError where not exactly one message came to each."""
    told = await counted(api)
    got = told["conversations"], told["messages"]
    if got != (messages, messages):
        raise RuntimeError(f"{got[1]} messages came to {got[0]} conversations, not {messages} to as many")


async def counted(api: str, *, within: float = 30.0) -> dict[str, Any]:
    """What the chat got since this was asked last, as soon as it answers."""
    ends = time.monotonic() + within
    async with aiohttp.ClientSession() as asking:
        while True:
            try:
                async with asking.get(api.replace("/api/", "/count")) as answer:
                    told: dict[str, Any] = await answer.json()
                    return told
            except aiohttp.ClientConnectorError:
                if time.monotonic() > ends:
                    raise
                await asyncio.sleep(0.01)


async def sent_by_ours(database: Path, api: str, now: datetime, note: list[dict[str, Any]] | None) -> float:
    """Seconds in which all that is due has gone out."""
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    clock = full.FastClock(now, 1.0)
    async with session() as shared:
        client = web_client(TOKEN, api, shared)
        if note is not None:
            client = Noting(token=TOKEN, base_url=api, session=shared, retry_handlers=[])
            client.posted = note
        surface = SlackSurface(client, Wording(words(None).library))
        delivery = Delivery(store, surface, now=clock.now, limits=OFF, at_once=AT_ONCE)
        with full.as_it_runs():
            began = time.perf_counter()
            await delivery.drain()
            taken = time.perf_counter() - began
    store.close()
    return taken


async def sent_bare(posts: list[dict[str, Any]], api: str) -> float:
    """Seconds in which a client alone posts the same."""
    waiting = iter(posts)
    async with aiohttp.ClientSession() as shared:
        client = AsyncWebClient(token=TOKEN, base_url=api, session=shared, retry_handlers=[])

        async def post() -> None:
            for each in waiting:
                await client.chat_postMessage(**each)

        with full.as_it_runs():
            began = time.perf_counter()
            await asyncio.gather(*(post() for _ in range(AT_ONCE)))
            return time.perf_counter() - began
