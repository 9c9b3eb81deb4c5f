"""Reads people's profiles anew: at the moment of sending, so that a message keeps to the zone they are in now, and after a start
those of all, as whatever changed while nobody listened is told by nobody."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.mentoring.people import Handle
from bot.usecases import people
from storage.planned import Planned
from storage.store import Store

log = structlog.get_logger("people")
LookUp = Callable[[Handle], Awaitable[dict[str, Any]]]
PER_MINUTE = 50
"""Half of what Slack allows of `users.info` (tier 4): handlers look people up as well."""
REST = timedelta(minutes=1)
BOUND = 5.0
"""Seconds one look-up may take; the message waits for it."""
FEW = 20
"""Profiles read anew at once where no message waits for them."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Anew:
    """Looks up whom a message is for, at most once a day each and once after a start. Whatever goes wrong, the message goes out
    by what is known: the chat tells of every change anyway (`user_change`), and this is for what never arrived."""

    def __init__(self, store: Store, look_up: LookUp, *, per_minute: int = PER_MINUTE) -> None:
        self._store = store
        self._look_up = look_up
        self._per_minute = per_minute
        self._lately: deque[datetime] = deque()
        self._rests_until: datetime | None = None
        self._began = LONG_AGO
        self._in_vain: set[Handle] = set()

    def begin(self, now: datetime) -> None:
        """From now on the chat tells us of changes; whatever was read before may have changed since."""
        self._began = now

    async def read(self, row: Planned, now: datetime) -> None:
        """Read the profiles that are older than a day of those whom this message is for."""
        if not self._may(now):
            return
        for handle in await self._store.sweep(people.to_read_anew, row, now=now, began=self._began):
            if not self._may(now) or not await self._read(handle, now):
                return

    async def read_some(self, now: datetime) -> None:
        """Read a few of the profiles that are old although no message goes to them. Who could not be read is left until a
        message does: nobody else waits for that. Raises NotSaved."""
        some = FEW + len(self._in_vain)
        old = await self._store.sweep(people.few_to_read_anew, now=now, began=self._began, limit=some)
        for handle in [each for each in old if each not in self._in_vain][:FEW]:
            if not self._may(now, leaving=self._per_minute - FEW):
                return
            if not await self._read(handle, now):
                self._in_vain.add(handle)
                return

    async def _read(self, handle: Handle, now: datetime) -> bool:
        """Look somebody up and keep what is said; False where that went wrong, and there is a rest."""
        self._lately.append(now)
        try:
            profile = await asyncio.wait_for(self._look_up(handle), BOUND)
        except Exception as error:
            self._rests_until = now + REST
            log.warning("a profile could not be read anew", user=handle.user, reason=type(error).__name__)
            return False
        await self._store.sweep(people.changed, handle, profile, now=now)
        return True

    def _may(self, now: datetime, *, leaving: int = 0) -> bool:
        while self._lately and not now - REST < self._lately[0] <= now:
            self._lately.popleft()
        resting = self._rests_until is not None and now < self._rests_until <= now + REST
        return len(self._lately) < self._per_minute - leaving and not resting
