"""Drains the outbox: claim, ask again, pace, send once, keep what came of it."""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.ports import CannotSend, Outgoing, Receipt, SendLater, SendUnknown, Surface
from bot.usecases import notices
from storage.outbox import Planned
from storage.store import Store, Work

log = structlog.get_logger("delivery")
BATCH = 50
REQUEST_BOUND = 10.0
"""Seconds one post may take; well below the lease of a claimed row."""


class Pace:
    """Slack's posting limits kept on our side: one message a second per conversation, 300 a minute per workspace.

    Counts on calendar time: where a day was lived through in play, it has passed for the limits too.
    """

    PER_CONVERSATION = timedelta(seconds=1.05)
    PER_MINUTE = 300

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}
        self._minute: deque[datetime] = deque()

    def wait(self, conversation: str, now: datetime) -> datetime | None:
        """When the next message may go there; None for now."""
        while self._minute and self._minute[0] <= now - timedelta(minutes=1):
            self._minute.popleft()
        last = self._last.get(conversation)
        moments = [last + self.PER_CONVERSATION] if last is not None else []
        if len(self._minute) >= self.PER_MINUTE:
            moments.append(self._minute[0] + timedelta(minutes=1))
        latest = max(moments, default=now)
        return latest if latest > now else None

    def note(self, conversation: str, now: datetime) -> None:
        """A message went there."""
        self._last[conversation] = now
        self._minute.append(now)


class Delivery:
    """Sends what is due, one notice at a time, each at most once."""

    def __init__(self, store: Store, surface: Surface, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._surface = surface
        self._now = now
        self._pace = Pace()
        self._turn = asyncio.Lock()
        self.outcomes: dict[str, int] = defaultdict(int)

    async def drain(self) -> int:
        """Send all that is due now; returns how many notices were settled or put back."""
        handled = 0
        async with self._turn:
            while True:
                rows = await self._store.sweep(claim, now=self._now())
                if not rows:
                    return handled
                for row in rows:
                    await self._deliver(row)
                handled += len(rows)

    async def release(self) -> None:
        """After a start: take up again what a crash left half-way."""
        await self._store.sweep(release, now=self._now())

    async def _deliver(self, row: Planned) -> None:
        now = self._now()
        waits_until = self._pace.wait(str(row.to), now)
        if waits_until is not None:
            await self._store.sweep(postpone, row, until=waits_until, reason="pace")
            return
        outgoing = await self._store.sweep(notices.prepare, row, now=now, message_id=secrets.token_hex(16))
        if not isinstance(outgoing, Outgoing):
            return
        self._pace.note(str(row.to), now)
        try:
            receipt: Receipt = await asyncio.wait_for(self._surface.send(outgoing), REQUEST_BOUND)
        except SendLater as later:
            await self._store.sweep(postpone, row, until=now + timedelta(seconds=later.seconds), reason="429")
        except CannotSend as refused:
            await self._store.sweep(settle, row, state="failed", reason=refused.reason)
            log.warning("not sent", kind=row.kind, reason=refused.reason)
        except (SendUnknown, TimeoutError):
            await self._store.sweep(settle, row, state="parked", reason="no answer")
            log.warning("fate unknown", kind=row.kind)
        else:
            await self._store.sweep(notices.sent, row, channel=receipt.channel, ts=receipt.ts, now=self._now())
            self.outcomes["sent"] += 1


def claim(work: Work, *, now: datetime) -> list[Planned]:
    """Take what is due."""
    return work.outbox.claim(now, limit=BATCH)


def release(work: Work, *, now: datetime) -> None:
    """Free what a crash left claimed; park what was being sent."""
    work.outbox.release_expired(now)


def postpone(work: Work, row: Planned, *, until: datetime, reason: str) -> None:
    """Put a notice back until then."""
    work.outbox.postpone(row, until, reason=reason)


def settle(work: Work, row: Planned, *, state: str, reason: str) -> None:
    """End a notice without its having been sent."""
    work.outbox.settle(row, state, reason=reason)
