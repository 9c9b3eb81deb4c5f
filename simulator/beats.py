"""The metronome's two jobs, at the seconds and minutes at which they would have anything to do."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot import scheduler
from bot.app import Companion
from bot.ports import NotSaved
from storage.store import Work

BETWEEN_LOOKS = 600.0
"""Seconds after which it is looked anew what the sweeps have to do next, where something was kept meanwhile."""
LONGEST_BEAT = 24 * 3600.0


class Beats:
    """Beats for one life of the companion. `passed` gives the seconds since the world's `begin` (epoch seconds), `look` reads
    the companion's file, and `stirred` is set where something was committed."""

    def __init__(
        self,
        companion: Companion,
        *,
        passed: Callable[[], float],
        begin: float,
        look: Callable[[str], list[Any]],
        stirred: asyncio.Event,
    ) -> None:
        self._companion, self._passed, self._begin = companion, passed, begin
        self._look, self._stirred = look, stirred

    async def beat(self) -> None:
        """For ever."""
        jobs = {job.id: job.func for job in self._companion.metronome.get_jobs()}
        look_at, plan_at = math.inf, self._passed() + 1
        while True:
            send_at = self._send_at()
            self._stirred.clear()
            with_something = min(send_at, plan_at, look_at)
            try:
                async with asyncio.timeout_at(with_something):
                    await self._stirred.wait()
                look_at = min(look_at, self._passed() + BETWEEN_LOOKS)
                continue
            except TimeoutError:
                now = self._passed()
            if now >= send_at:
                await jobs["send"]()
            if now >= plan_at:
                await jobs["plan"]()
                await jobs["send"]()
                look_at = now
            if now >= look_at:
                plan_at = await self._plan_at(at_least=60.0 if now >= plan_at else 1.0)
                look_at = math.inf

    def _send_at(self) -> float:
        """The next whole second at which something is due to be sent and may go, or a lease has run out."""
        [row] = self._look(NEXT_TO_SEND)
        opens = self._companion.delivery.opens()
        if row["due"] is not None and opens is not None:  # a beat before that would only look, each second of an outage
            row = {**row, "due": max(row["due"], math.ceil(opens.timestamp()))}
        due = min((each for each in (row["due"], row["lease"]) if each is not None), default=None)
        now = math.floor(self._passed())
        return math.inf if due is None else max(now + 1.0, due - self._begin)

    async def _plan_at(self, at_least: float) -> float:
        """The whole minute at which a sweep has something to do next."""
        now = self._passed()
        try:
            found = await self._companion.store.sweep(next_for_sweeps)
        except NotSaved:
            return now + 60
        passes = (
            LONGEST_BEAT if found is None else min(LONGEST_BEAT, (found - self._companion.clock.now()).total_seconds())
        )
        return math.ceil((now + max(passes, at_least)) / 60) * 60.0


NEXT_TO_SEND = """
SELECT (SELECT MIN(due_at) FROM outbox WHERE state = 'planned') AS due,
(SELECT MIN(lease_until) + 1 FROM outbox WHERE state IN ('claimed', 'sending')) AS lease
"""


def next_for_sweeps(work: Work) -> datetime | None:
    """When any sweep has something to do next."""
    moments = (look(work) for look in scheduler.NEXT_MOMENTS.values())
    return min((moment for moment in moments if moment is not None), default=None)
