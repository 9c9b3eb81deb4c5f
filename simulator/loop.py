"""An event loop on virtual time: where nothing is to be done now, it is at once the moment of what comes next."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
RESOLUTION = 1e-6
"""Seconds that count as the same moment: sums of floats over a year are this inexact, and more."""


class Standstill(RuntimeError):
    """Everybody waits for somebody, and nothing will ever come."""


class _Passing:
    """Stands where a loop has its selector. There is nothing to select from: waiting is letting the time pass."""

    def __init__(self) -> None:
        self.now = 0.0

    def select(self, timeout: float | None) -> list[Any]:
        """Let `timeout` seconds pass. Raises Standstill where nothing would ever end it."""
        if timeout is None:
            raise Standstill("nobody is waiting for a moment to come")
        self.now += max(0.0, timeout)
        return []

    def close(self) -> None: ...


class VirtualLoop(asyncio.BaseEventLoop):
    """One thread, no sockets, no waiting. What would go to a thread is done where it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Passing()
        self._clock_resolution = RESOLUTION

    def time(self) -> float:
        """Seconds since the loop was made; they pass where it waits, and where somebody lets them pass."""
        return self._selector.now

    def freeze(self, seconds: float) -> None:
        """Let time pass while nothing at all is done: the machine slept, or the disk kept everybody waiting."""
        self._selector.now += seconds

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        """Do it now."""
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done

    def _process_events(self, event_list: list[Any]) -> None: ...

    def _write_to_self(self) -> None: ...


def run(main: Coroutine[Any, Any, T], loop: VirtualLoop) -> T:
    """Run until `main` has ended, then let nothing of it be left."""
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main)
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        for task in asyncio.all_tasks(loop):
            doing = task.get_coro()
            if inspect.iscoroutine(doing) and inspect.getcoroutinestate(doing) == inspect.CORO_CREATED:
                doing.close()  # what ended has begun it; it will never have its turn
        asyncio.set_event_loop(None)
        loop.close()
