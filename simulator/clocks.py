"""One virtual time for both sides: the companion's clock, and the clocks of the stand-in."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from simulator.loop import VirtualLoop


class SimulatedClock(Clock):
    """What the companion reads: the calendar began at `begin`, and what passes on the loop passes on it."""

    def __init__(self, loop: VirtualLoop, begin: datetime) -> None:
        super().__init__()
        self._loop, self._begin = loop, begin

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=self._loop.time())

    def elapsed(self) -> float:
        return self._loop.time()

    def real_time(self) -> float:
        return self.now().timestamp()

    def move_to(self, moment: datetime) -> None:
        raise NotImplementedError("in a simulation time passes by itself")


class SimulatedClocks:
    """What the stand-in reads (playground.clocks.Clocks)."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock

    def calendar(self) -> float:
        return self._clock.real_time()

    def set_calendar(self, now: float) -> None:
        self._clock.move_to(datetime.fromtimestamp(now, UTC))

    def elapsed(self) -> float:
        return self._clock.elapsed()

    def wall(self) -> float:
        return self._clock.real_time()

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
