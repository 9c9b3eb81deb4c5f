"""Finds out what became of messages that no answer came to: looks their random id up, then adopts them or has them sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.keeping import Keeping
from bot.ports import ASKED, FAULT, CannotTell, SendLater, Sought, Surface
from bot.usecases import fates
from storage.fates import Lost
from storage.store import Store

log = structlog.get_logger("delivery")
BOUND = 20.0
"""Seconds one look may take."""
LATER = timedelta(minutes=1)
"""After which it is tried again, where nobody says when; where it goes wrong again, twice as long after, and so on."""
MOST_DOUBLED = 4
MOST_FAULTS = 8
"""Looks at one message that fail by a fault of ours before it is left to people."""
MOST_SLOW = 96
"""Looks at one message that take too long before it is left to people: a day of them, so that no outage of hours does that."""


@dataclass(slots=True)
class InVain:
    """How often one message could not be looked for, and why. What the chat is out of reach for, or refuses our token, leaves
    nothing to people, however long."""

    put_off: int = 0
    faults: int = 0
    slow: int = 0


class Search:
    """Looks for one message after another; where the chat asks to wait, for none before then. One that cannot be looked for
    goes behind all the others."""

    def __init__(self, store: Store, surface: Surface, keeping: Keeping, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._surface = surface
        self._keeping = keeping
        self._now = now
        self._rests_until: datetime | None = None
        self._in_vain: dict[str, InVain] = {}
        self._turn = asyncio.Lock()

    async def look(self) -> None:
        """Look for everything that it is time to look for. Raises NotSaved."""
        async with self._turn:
            now = self._now()
            if self._rests_until is not None and now < self._rests_until <= now + 60 * LATER:
                return
            limit = (
                fates.AT_ONCE if self._rests_until is None else 1
            )  # after a rest one finds out whether it was enough
            taken = await self._store.sweep(fates.to_look_for, now=now, limit=limit)
            for nth, (lost, sought) in enumerate(taken):
                if self._rests_until is not None and self._now() < self._rests_until:
                    rest = [row for lost, _ in taken[nth:] for row in lost.rows]
                    await self._keeping.keep(fates.look_again, rest, until=self._rests_until)
                    return
                await self._look(lost, sought)

    async def _look(self, lost: Lost, sought: Sought) -> None:
        keep, rows = self._keeping.keep, lost.rows
        in_vain = self._in_vain.setdefault(lost.message_id, InVain())
        try:
            async with asyncio.timeout(BOUND):
                found = await self._surface.find(sought)
        except CannotTell as error:
            await self._leave(lost, sought, str(error))
        except SendLater as later:
            self._rests_until = self._now() + timedelta(seconds=later.seconds)
            await self._put_off(lost, self._rests_until, asked=later.reason == ASKED)
        except TimeoutError:
            log.warning("could not be looked for", kinds=sought.kinds, reason="TimeoutError")
            self._rests_until = self._now() + LATER
            in_vain.slow += 1
            if in_vain.slow < MOST_SLOW:
                await self._put_off(lost, self._rests_until)
            else:
                await self._leave(lost, sought, "history: too slow")
        except Exception as error:  # something about this one
            log.warning("could not be looked for", kinds=sought.kinds, reason=type(error).__name__)
            in_vain.faults += 1
            if in_vain.faults < MOST_FAULTS:
                await self._put_off(lost, self._now())
            else:
                await self._leave(lost, sought, f"{FAULT}{type(error).__name__}")
        else:
            del self._in_vain[lost.message_id]
            self._rests_until = None
            log.info("looked for", kinds=sought.kinds, found=found is not None)
            if found is None:
                await keep(fates.again, rows, now=self._now())
            else:
                await keep(fates.adopt, rows, lost=lost, receipt=found)

    async def _leave(self, lost: Lost, sought: Sought, reason: str) -> None:
        """Leave it to people whether it arrived."""
        del self._in_vain[lost.message_id]
        log.warning("parked", kinds=sought.kinds, reason=reason)
        await self._keeping.keep(fates.park, lost.rows, reason=reason)

    async def _put_off(self, lost: Lost, until: datetime, *, asked: bool = False) -> None:
        """Look for it again after that, and after the others; where the chat only asked to wait, it stays where it was."""
        if not asked:
            in_vain = self._in_vain[lost.message_id]
            until += LATER * 2 ** min(in_vain.put_off, MOST_DOUBLED)
            in_vain.put_off += 1
        await self._keeping.keep(fates.look_again, lost.rows, until=until)
