"""The companion as a world hosts it: with turns on the virtual clock, and an eye on how long people wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.app import Companion
from bot.mentoring.people import Handle
from bot.ports import NotSaved
from simulator.people import words_in
from simulator.watch import Watch
from storage.store import DEADLINE

P = ParamSpec("P")
T = TypeVar("T")


class Turns(Executor):
    """Runs units of work on the loop, a moment after the first of them came, so that others may share their commit."""

    def __init__(self, delay: Callable[[], float]) -> None:
        self._delay = delay
        self.stalled = False
        self._waiting: dict[asyncio.TimerHandle, Callable[[], Any]] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Soon. What comes of it is told by the units themselves."""

        def turn() -> None:
            if self.stalled:
                return
            del self._waiting[handle]
            fn(*args, **kwargs)

        handle = asyncio.get_running_loop().call_later(self._delay(), turn)
        self._waiting[handle] = lambda: fn(*args, **kwargs)
        return Future()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do what waits now, also where all stood still."""
        self.stalled = False
        for handle, turn in list(self._waiting.items()):
            handle.cancel()
            del self._waiting[handle]
            turn()


class Watched(Companion):
    """The companion, with an eye on how long people wait for it."""

    watch: Watch

    async def run(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        began, words = self.clock.elapsed(), set(words_in(repr((args, kwargs))))
        kept, ended = self.watch.kept(words), [began]

        def noted(work: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
            answer = usecase(work, *args, **kwargs)
            self.watch.at_commit.append(lambda: ended.append(self.clock.elapsed()))
            return answer

        try:
            answer = await super().run(noted, *args, **kwargs)
        except NotSaved:
            self.watch.not_saved(next((each.user for each in args if isinstance(each, Handle)), ""), words, kept)
            raise
        self.watch.waited(ended[-1] - began, DEADLINE + 0.5)
        return answer
