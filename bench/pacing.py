"""Many messages due together in one workspace, as fast as the limits allow: on a calendar that runs twenty times as fast.

The calendar of both sides runs fast, so that the limits themselves are what they always are: 300 in any minute, one a second
in a conversation. What they allow: 300 at once, 300 more a minute later, and so on; the last comes after as many minutes as
there were full ones before it. As many posts are side by side as by default; with more of them each waits longer for the
others, and its minute begins as late.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench import full, program
from bench.processes import ROOT, free_port, process
from bench.rows import Row, row
from bot.app import SHORTEST
from bot.clock import Clock
from bot.delivery import Delivery
from bot.pace import MINUTE, Limits
from bot.ports import Surface
from handlers.slack.chat import session, web_client
from handlers.slack.surface import SlackSurface
from handlers.slack.views.wording import Wording
from prompts.content import words
from storage.dialect import engine_for
from storage.store import Store, Work

MESSAGES, SPEED = 5_000, 20.0
GOAL = 1.02
MOST_RUNS = 3
"""A run takes as long as the limits say, and the floor is arithmetic: nothing is to be alternated."""


class Standing(NamedTuple):
    """The stand-in in its process, the address of its API, and the file in which it tells."""

    pid: int
    api: str
    file: Path

    def told(self) -> dict[str, Any]:
        """When each message came (epoch seconds of the calendar), how many were refused, which rules were broken."""
        self.file.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        program.wait_for(self.file)
        told: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return told


async def measure(folder: Path, runs: int) -> list[Row]:
    """Seconds of the calendar from the start to the last arrival, and how many were refused."""
    return await measured(folder, min(runs, MOST_RUNS), messages=MESSAGES, speed=SPEED)


async def measured(folder: Path, runs: int, *, messages: int, speed: float) -> list[Row]:
    """The same for so many messages."""
    folder.mkdir()
    taken, refused = [], []
    for number in range(runs):
        began, told = await one(folder / f"{number}.db", messages, speed)
        taken.append((told["posted"][-1] - began.timestamp(), allowed(messages)))
        refused.append((float(told["refused"]), 1.0))
    name = f"{messages:,} due together, of {Limits().per_minute} a minute (× {speed:g}; floor: what the limits allow)"
    return [row(name, "s", taken, GOAL), row("those answered with 429 (floor: one)", "", refused, 0.0)]


async def one(database: Path, messages: int, speed: float) -> tuple[datetime, dict[str, Any]]:
    """When sending began, and what the stand-in tells. Raises RuntimeError where anything is missing or against the rules."""
    noon = full.noon()
    full.prepare(database, messages, noon)
    clock = full.FastClock(noon, speed)
    with stand_in(database.with_suffix(".json"), messages, noon, clock) as standing:
        began = await sent(database, standing.api, clock)
        told = standing.told()
    full.all_sent(database, messages)
    if len(told["posted"]) != messages or told["broken"]:
        raise RuntimeError(f"{len(told['posted'])} arrived; {told['broken'][:3]}")
    return began, told


def allowed(messages: int) -> float:
    """Seconds after the first at which the last may come at the earliest."""
    return (messages - 1) // Limits().per_minute * MINUTE.total_seconds()


@contextmanager
def stand_in(file: Path, people: int, begin: datetime, clock: full.FastClock) -> Iterator[Standing]:
    """The stand-in with so many people, on the same calendar, as soon as it answers."""
    port = free_port()
    calendar = (str(begin.timestamp()), str(clock.made), str(clock.speed))
    with process(str(ROOT / "bench" / "strict.py"), str(port), str(people), *calendar, str(file)) as running:
        program.wait_for(file.with_suffix(".ready"))
        yield Standing(running.pid, f"http://127.0.0.1:{port}/api/", file)


async def sent(database: Path, api: str, clock: full.FastClock) -> datetime:
    """Send all that is due over HTTP; when that began."""
    store = program.store_on(engine_for(f"sqlite:///{database}"))
    async with session() as shared:
        surface = SlackSurface(web_client("xoxb-playground", api, shared), Wording(words(None).library))
        with full.as_it_runs():
            began = clock.now()
            await keep_sending(store, surface, clock, clock.speed)
    store.close()
    return began


async def keep_sending(store: Store, surface: Surface, clock: Clock, speed: float) -> None:
    """What the companion does by itself (Companion.keep_sending), until nothing is left."""
    delivery = Delivery(store, surface, now=clock.now)
    while True:
        await delivery.drain()
        due = await store.sweep(_next_due)
        if due is None:
            return
        until = max(due, delivery.opens() or due)
        await asyncio.sleep(max((until - clock.now()).total_seconds(), SHORTEST) / speed)


def _next_due(work: Work) -> datetime | None:
    return work.outbox.next_due()
