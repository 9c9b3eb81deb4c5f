"""One life of the companion: all that its process would be, so that it can die as a whole, in the middle of anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from typing import Any

LIFE: ContextVar[Life | None] = ContextVar("LIFE", default=None)
"""Whose doing this is: the companion's in this life of it, or, with None, the world's."""


class Killed(BaseException):
    """The process is no more. No code of the companion may see this, so it is no Exception."""


class Life:
    """A life begins with a process and ends with it. `point` is called wherever it reaches out, to the disk or to the chat: it may
    die there, and the dead reach nothing."""

    def __init__(self, number: int, at_point: Callable[[Life, str], None]) -> None:
        self.number = number
        self.alive = True
        self.over = asyncio.Event()
        self._tasks: dict[asyncio.Task[Any], None] = {}
        self._at_point = at_point
        self._context = copy_context()
        self._context.run(LIFE.set, self)

    def point(self, where: str) -> None:
        """The companion is about to do this. Raises Killed where it dies here, or is dead."""
        if self.alive:
            self._at_point(self, where)
        if not self.alive:
            raise Killed(where)

    def begin(self, doing: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do something in this life."""
        return asyncio.get_running_loop().create_task(doing, context=self._context.copy())

    def soon(self, doing: Callable[[], None]) -> None:
        """Do something in this life, as soon as the loop comes to it."""
        asyncio.get_running_loop().call_soon(doing, context=self._context.copy())

    def adopt(self, task: asyncio.Task[Any]) -> None:
        """This task ends with this life."""
        self._tasks[task] = None
        task.add_done_callback(self._gone)

    def _gone(self, task: asyncio.Task[Any]) -> None:
        self._tasks.pop(task, None)
        if not task.cancelled():
            task.exception()  # looked at, so that nobody is told of it at the end

    def kill(self) -> None:
        """End it at once: what is under way goes no further."""
        self.alive = False
        self.over.set()
        for task in list(self._tasks):
            task.cancel()


def tasks_of_lives(loop: asyncio.AbstractEventLoop, doing: Any, context: Context | None = None) -> asyncio.Task[Any]:
    """A task factory: what begins in a life belongs to it."""
    task: asyncio.Task[Any] = asyncio.Task(doing, loop=loop, context=context)
    life = LIFE.get() if context is None else context.get(LIFE)
    if life is not None:
        life.adopt(task)
    return task
