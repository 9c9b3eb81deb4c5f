"""What is still to be shown when an answer is due: the answer leaves in time, and the rest goes on behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger("slack")
IN_TIME = 2.5
"""Seconds after which an answer leaves, whatever is still being shown. Slack waits for three (platform facts); then
it tells people that nothing came of what they did, while it is kept."""


class Behind:
    """Keeps what goes on behind answers that have left, until it ends."""

    def __init__(self, in_time: float = IN_TIME) -> None:
        self.in_time = in_time
        self._going_on: set[asyncio.Task[None]] = set()

    def until(self) -> float:
        """When the answer to what came just now has to leave, on the loop's clock."""
        return asyncio.get_running_loop().time() + self.in_time

    async def show(self, showing: Coroutine[Any, Any, None], *, until: float) -> None:
        """Wait for this until then, and raise what it raises. What takes longer goes on, and its error is logged."""
        task = asyncio.create_task(showing)
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)
        try:
            await asyncio.wait({task}, timeout=max(0.0, until - asyncio.get_running_loop().time()))
        finally:
            if not task.done():
                task.add_done_callback(_told)
        if task.done():
            task.result()

    async def close(self) -> None:
        """Wait for all that goes on, and end it where whoever waits for this gives up."""
        try:
            while self._going_on:
                await asyncio.wait(set(self._going_on))
        finally:
            for task in self._going_on:
                task.cancel()


def _told(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("what was shown behind an answer failed", exc_info=error)
