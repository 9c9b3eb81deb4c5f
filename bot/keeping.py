"""Keeps what came of messages, however long the database refuses: an outcome that is known must not become an unknown one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.ports import NotSaved
from storage.planned import Planned
from storage.store import Store, Work

log = structlog.get_logger("delivery")


class Keeping:
    """Settles notices. While anything is left that could not be kept, nothing new is to be begun."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left: deque[tuple[Callable[..., None], Sequence[Planned], dict[str, Any]]] = deque()
        self._turn = asyncio.Lock()

    async def keep(self, settling: Callable[..., None], rows: Sequence[Planned], **values: Any) -> None:
        """Keep what came of a message, for all its notices at once, now or as soon as that can be done. What can never be kept is
        given up, and no other waits for it: then the lease of these runs out, and it is looked for."""
        try:
            await self._store.sweep(settling, rows, **values)
        except NotSaved as error:
            log.warning("an outcome could not be kept yet", kind=rows[0].kind, reason=str(error))
            self._left.append((settling, rows, values))
        except Exception:
            log.exception("an outcome cannot be kept", kind=rows[0].kind)

    async def is_clear(self) -> bool:
        """Whether everything is kept by now."""
        async with self._turn:
            while self._left:
                settling, rows, values = self._left[0]
                try:
                    await self._store.sweep(settling, rows, **values)
                except NotSaved:
                    return False
                except Exception:
                    log.exception("an outcome cannot be kept", kind=rows[0].kind)
                self._left.popleft()
        return True


def postpone(work: Work, rows: Sequence[Planned], *, until: datetime | None, reason: str) -> None:
    """Put notices back until then, or until they were due."""
    if until is not None:
        work.outbox.postpone_all(rows, until, reason=reason)
        return
    for row in rows:
        work.outbox.postpone(row, row.due, reason=reason)


def settle(work: Work, rows: Sequence[Planned], *, state: str, reason: str) -> None:
    """End notices without their having been sent."""
    for row in rows:
        work.outbox.settle(row, state, reason=reason)
