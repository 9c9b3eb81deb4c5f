"""The playground's clocks: a calendar that can be moved, elapsed time that never is, the true time for signatures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Clocks(Protocol):
    """What the server is given: `calendar` and `wall` in epoch seconds, `elapsed` in monotonic seconds."""

    def calendar(self) -> float: ...
    def set_calendar(self, now: float) -> None: ...
    def elapsed(self) -> float: ...
    def wall(self) -> float: ...
    async def pause(self, seconds: float) -> None: ...


class RunningClocks:
    """Clocks that run; the calendar runs on from wherever it was set."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        elapsed: Callable[[], float] = time.monotonic,
        start: float | None = None,
    ) -> None:
        self._wall = wall
        self._elapsed = elapsed
        self._set_to = wall() if start is None else start
        self._set_at = elapsed()

    def calendar(self) -> float:
        return self._set_to + (self._elapsed() - self._set_at)

    def set_calendar(self, now: float) -> None:
        self._set_to = now
        self._set_at = self._elapsed()

    def elapsed(self) -> float:
        return self._elapsed()

    def wall(self) -> float:
        return self._wall()

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class HandClocks:
    """Clocks for tests: nothing passes unless `live` lets it pass. The true time (for signatures) runs on."""

    def __init__(self, *, start: float = 1_795_000_000.0, wall: Callable[[], float] = time.time) -> None:
        self._calendar = start
        self._elapsed = 1_000.0
        self._wall = wall
        self._pauses: list[tuple[float, asyncio.Future[None]]] = []

    def calendar(self) -> float:
        return self._calendar

    def set_calendar(self, now: float) -> None:
        self._calendar = now

    def elapsed(self) -> float:
        return self._elapsed

    def wall(self) -> float:
        return self._wall()

    async def pause(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pauses.append((self._elapsed + seconds, woken))
        await woken

    def live(self, seconds: float) -> None:
        """Let `seconds` pass on both clocks and wake whoever paused until then."""
        self._calendar += seconds
        self._elapsed += seconds
        due = [woken for until, woken in self._pauses if until <= self._elapsed]
        self._pauses = [(until, woken) for until, woken in self._pauses if until > self._elapsed]
        for woken in due:
            if not woken.done():
                woken.set_result(None)
