"""Many due together: on virtual time they go out as fast as the limits allow, and the stand-in refuses none; the row of the
bench runs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import full, pacing, program
from bench.strict import Counted
from bot.ports import Outgoing, People, Receipt
from simulator.clocks import SimulatedClock
from simulator.loop import VirtualLoop, run
from storage.dialect import engine_for

MESSAGES = 320


class AtOnce(Executor):
    """Does what it is given where it is given it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        fn(*args, **kwargs)
        return Future()


class Chat:
    """A chat that keeps the stand-in's limits, 80 ms away on either side."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock, self.limits = clock, Counted(clock.real_time)
        self.came: list[datetime] = []

    def draw(self, _message: Outgoing) -> None:
        """It shows no parts."""

    async def send(self, message: Outgoing) -> Receipt:
        assert isinstance(message.to, People)
        assert message.to.channel is not None
        await asyncio.sleep(0.08)
        self.limits.post(message.to.channel)
        self.came.append(self._clock.now())
        await asyncio.sleep(0.08)
        return Receipt(channel=message.to.channel, ts=str(len(self.came)))


def test_as_fast_as_the_limits_allow_and_none_is_refused(tmp_path):
    loop, noon = VirtualLoop(), full.noon()
    full.prepare(tmp_path / "full.db", MESSAGES, noon)
    clock = SimulatedClock(loop, noon)
    chat, store = Chat(clock), program.store_on(engine_for(f"sqlite:///{tmp_path / 'full.db'}"), executor=AtOnce())
    run(pacing.keep_sending(store, chat, clock, 1.0), loop)
    store.close()
    full.all_sent(tmp_path / "full.db", MESSAGES)
    assert claims(tmp_path / "full.db") == 1
    taken = (chat.came[-1] - noon).total_seconds()
    assert chat.limits.refused == 0
    assert pacing.allowed(MESSAGES) == 60
    assert taken <= 1.02 * pacing.allowed(MESSAGES)


def claims(database: Path) -> int:
    """How often the one was claimed that was claimed most often."""
    with sqlite3.connect(database) as db:
        most: int = db.execute("SELECT max(fence) FROM outbox").fetchone()[0]
    db.close()
    return most


async def test_over_http_all_of_it_comes_on_the_same_calendar(tmp_path):
    began, told = await pacing.one(tmp_path / "full.db", 12, 20.0)
    assert (len(told["posted"]), told["refused"]) == (12, 0)
    assert began.timestamp() < told["posted"][0] < told["posted"][-1] < began.timestamp() + 1_000
