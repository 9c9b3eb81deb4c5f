"""The metronome: stopped in the middle of what it does, which is no error; and sweeps that take no more than a part at once;
and sending as soon as something was planned."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from bot import scheduler
from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings


class Endless:
    """A store in which a sweep takes as long as anybody waits for it."""

    def __init__(self):
        self.began = asyncio.Event()

    async def sweep(self, *_given, **_named):
        self.began.set()
        await asyncio.Event().wait()


class Busy:
    """A delivery that sends for as long as it is let."""

    def __init__(self):
        self.began, self.drains = asyncio.Event(), 0

    async def release(self): ...

    async def drain(self):
        self.drains += 1
        self.began.set()
        await asyncio.Event().wait()


async def test_a_beat_that_finds_the_last_one_still_sending_leaves_it_at_that():
    busy = Busy()
    metronome = scheduler.metronome(Endless(), busy, now=lambda: datetime.now(UTC))
    send = metronome.get_job("send")
    first = asyncio.create_task(send.func())
    await busy.began.wait()
    await asyncio.wait_for(send.func(), 5)
    assert busy.drains == 1
    assert send.max_instances == 2
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first


class Nothing:
    """A delivery that has nothing to send."""

    async def read_profiles(self): ...

    async def release(self): ...

    async def drain(self): ...


async def test_a_stop_in_the_middle_of_a_sweep_is_not_written_down_as_an_error(caplog):
    store = Endless()
    metronome = scheduler.metronome(store, Nothing(), now=lambda: datetime.now(UTC))
    metronome.modify_job("plan", next_run_time=datetime.now(UTC))
    with caplog.at_level(logging.WARNING):
        metronome.start()
        await store.began.wait()
        metronome.shutdown(wait=False)
        for _ in range(5):
            await asyncio.sleep(0)
    assert caplog.records == []


class Parts:
    """A store that counts its units of work, in which one sweep leaves something twice."""

    def __init__(self):
        self.units = []

    async def sweep(self, sweep, _now):
        self.units.append(sweep)
        return sweep is scheduler.SWEEPS["check_ins.plan_due"] and self.units.count(sweep) < 3


async def test_a_sweep_that_took_a_part_goes_on_in_units_of_its_own():
    store = Parts()
    await scheduler.sweep_all(store, now=datetime.now(UTC))
    assert {sweep: store.units.count(sweep) for sweep in scheduler.SWEEPS.values()} == {
        sweep: 3 if name == "check_ins.plan_due" else 1 for name, sweep in scheduler.SWEEPS.items()
    }


class Failing:
    """A delivery whose first drain goes wrong."""

    def __init__(self):
        self.troubles, self.drains = [ValueError("a fault of ours")], asyncio.Queue()

    def opens(self):
        return None

    async def drain(self):
        self.drains.put_nowait(len(self.troubles))
        if self.troubles:
            raise self.troubles.pop()


async def test_sending_at_once_goes_on_after_a_drain_that_failed():
    companion = Companion(Settings(_env_file=None, database_url="sqlite://"), Clock())
    companion.delivery = Failing()
    sending = asyncio.create_task(companion.keep_sending())
    for left in (1, 0):
        companion.store.planned.set()
        await companion.run(lambda work: None)
        assert await asyncio.wait_for(companion.delivery.drains.get(), 5) == left
    sending.cancel()
    companion.store.close()
