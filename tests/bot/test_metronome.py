"""The metronome is stopped in the middle of what it does: that is no error."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from bot import scheduler


class Endless:
    """A store in which a sweep takes as long as anybody waits for it."""

    def __init__(self):
        self.began = asyncio.Event()

    async def sweep(self, *_given, **_named):
        self.began.set()
        await asyncio.Event().wait()


class Nothing:
    """A delivery that has nothing to send."""

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
