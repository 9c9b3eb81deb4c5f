"""Finds out what became of messages that no answer came to: looks their random id up, then adopts them or has them sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.keeping import Keeping
from bot.ports import CannotTell, SendLater, Sought, Surface
from bot.usecases import fates
from storage.fates import Lost
from storage.store import Store

log = structlog.get_logger("delivery")
BOUND = 20.0
"""Seconds one look may take."""
LATER = timedelta(minutes=1)
"""After which it is tried again, where nobody says when."""


class Search:
    """Looks for one message after another; where the chat asks to wait, for none before then."""

    def __init__(self, store: Store, surface: Surface, keeping: Keeping, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._surface = surface
        self._keeping = keeping
        self._now = now
        self._rests_until: datetime | None = None
        self._turn = asyncio.Lock()

    async def look(self) -> None:
        """Look for everything that it is time to look for. Raises NotSaved."""
        async with self._turn:
            now = self._now()
            if self._rests_until is not None and now < self._rests_until <= now + 60 * LATER:
                return
            for lost, sought in await self._store.sweep(fates.to_look_for, now=now):
                if self._rests_until is not None and self._now() < self._rests_until:
                    await self._keeping.keep(fates.look_again, lost.rows, until=self._rests_until)
                else:
                    await self._look(lost, sought)

    async def _look(self, lost: Lost, sought: Sought) -> None:
        keep, rows = self._keeping.keep, lost.rows
        try:
            async with asyncio.timeout(BOUND):
                found = await self._surface.find(sought)
        except CannotTell as error:
            log.warning("parked", kinds=sought.kinds, reason=str(error))
            await keep(fates.park, rows, reason=str(error))
        except SendLater as later:
            self._rests_until = self._now() + timedelta(seconds=later.seconds)
            await keep(fates.look_again, rows, until=self._rests_until)
        except Exception as error:
            log.warning("could not be looked for", kinds=sought.kinds, reason=type(error).__name__)
            self._rests_until = self._now() + LATER
            await keep(fates.look_again, rows, until=self._rests_until)
        else:
            log.info("looked for", kinds=sought.kinds, found=found is not None)
            if found is None:
                await keep(fates.again, rows, now=self._now())
            else:
                await keep(fates.adopt, rows, lost=lost, receipt=found, now=self._now())
