"""Drains the outbox: claim, bring together, ask again, pace, send once, keep what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.anew import Anew, LookUp
from bot.mentoring.notices import Recipient, ToGroup
from bot.ports import FAULT, CannotSend, NotSaved, Outgoing, Receipt, SendLater, SendUnknown, Surface
from bot.safeguards import ALL, Safeguards
from bot.usecases import notices, people
from storage.outbox import Planned
from storage.store import Store, Work

log = structlog.get_logger("delivery")
BATCH = 50
REQUEST_BOUND = 25.0
"""Seconds one message may take, opening its conversation and posting (10 each); well below the lease of a claimed row."""
TRIES = 3
"""How often an outcome is tried to be kept; the database waits a moment by itself each time."""


class Pace:
    """Slack's posting limits kept on our side: one message a second per conversation, 300 a minute per workspace.

    Counts on calendar time: where a day was lived through in play, it has passed for the limits too. Where the clock is set
    back, what was counted goes back with it: nothing waits for a time that was never there.
    """

    PER_CONVERSATION = timedelta(seconds=1.05)
    PER_MINUTE = 300

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}
        self._minute: deque[datetime] = deque()
        self._held: datetime | None = None
        self._seen: datetime | None = None

    def wait(self, conversation: str, now: datetime) -> datetime | None:
        """When the next message may go there; None for now."""
        self._see(now)
        while self._minute and self._minute[0] <= now - timedelta(minutes=1):
            self._minute.popleft()
        last = self._last.get(conversation)
        moments = [last + self.PER_CONVERSATION] if last is not None else []
        if self._held is not None:
            moments.append(self._held)
        if len(self._minute) >= self.PER_MINUTE:
            moments.append(self._minute[0] + timedelta(minutes=1))
        latest = max(moments, default=now)
        return latest if latest > now else None

    def note(self, conversation: str, now: datetime) -> None:
        """A message went there."""
        self._see(now)
        self._last[conversation] = now
        self._minute.append(now)

    def _see(self, now: datetime) -> None:
        if self._seen is not None and now < self._seen:
            back = self._seen - now
            self._last = {place: at - back for place, at in self._last.items()}
            self._minute = deque(at - back for at in self._minute)
            self._held = None if self._held is None else self._held - back
        self._seen = now

    def hold(self, until: datetime) -> None:
        """Nothing at all goes out before then: the chat asked for it."""
        self._held = until if self._held is None else max(self._held, until)


class Delivery:
    """Sends what is due, one message at a time, each at most once. What goes wrong with one harms no other."""

    def __init__(
        self,
        store: Store,
        surface: Surface,
        *,
        now: Callable[[], datetime],
        look_up: LookUp | None = None,
        safeguards: Safeguards = ALL,
    ) -> None:
        self._store = store
        self._surface = surface
        self._now = now
        self._safeguards = safeguards
        self._pace = Pace()
        self._anew = None if look_up is None else Anew(store, look_up)
        self._places: dict[Recipient, str] = {}
        self._turn = asyncio.Lock()
        self._closing = False
        self.outcomes: dict[str, int] = defaultdict(int)

    async def drain(self) -> int:
        """Send all that is due now; returns how many notices were settled or put back. Raises NotSaved where the
        database cannot be read or written."""
        handled = 0
        async with self._turn:
            while not self._closing:
                rows = await self._store.sweep(claim, now=self._now())
                if not rows:
                    break
                for each in notices.together(rows):
                    await self._deliver(each)
                handled += len(rows)
        return handled

    async def release(self) -> None:
        """Take up again what a crash left half-way, as soon as its lease has run out."""
        await self._store.sweep(release, now=self._now())

    async def close(self) -> None:
        """Let the post under way end and begin no other; what was claimed for this turn is put back."""
        self._closing = True
        async with self._turn:
            pass

    async def _deliver(self, rows: Sequence[Planned]) -> None:
        """Bring the notices of one message to an outcome. Where even that cannot be kept, their lease runs out and `release`
        sees to it."""
        try:
            await self._send_or_settle(rows)
        except NotSaved as error:
            log.warning("an outcome could not be kept", kind=rows[0].kind, reason=str(error))
        except Exception as error:
            if len(rows) > 1:  # which of them cannot be made shows when each goes alone
                for row in rows:
                    await self._deliver([row])
                return
            log.exception("a notice cannot be made", kind=rows[0].kind)
            await self._keep(settle, rows, state="failed", reason=f"{FAULT}{type(error).__name__}")

    async def _send_or_settle(self, rows: Sequence[Planned]) -> None:
        now = self._now()
        place = await self._place(rows[0].to)
        waits_until = self._pace.wait(place, now)
        if self._closing or waits_until is not None:
            await self._keep(postpone, rows, until=waits_until, reason="pace" if waits_until else "stopped")
            return
        if self._anew is not None:
            await self._anew.read(rows[0], now)
        ready = await self._store.sweep(notices.prepare, rows, now=now, message_id=secrets.token_hex(16))
        if ready is None:
            return
        self._pace.note(place, now)
        await self._post(ready.rows, ready.outgoing)

    async def _place(self, to: Recipient) -> str:
        """What the pace counts by: the conversation where it is known; two mentorships of the same people share one."""
        if isinstance(to, ToGroup):
            return await self._store.sweep(notices.members_of, to)
        return self._places.get(to, str(to))

    async def _post(self, rows: Sequence[Planned], outgoing: Outgoing) -> None:
        try:
            receipt: Receipt = await asyncio.wait_for(self._surface.send(outgoing), REQUEST_BOUND)
        except SendLater as later:
            until = self._now() + timedelta(seconds=later.seconds)
            self._pace.hold(until)
            await self._keep(postpone, rows, until=until, reason=later.reason)
            log.warning("the chat asks to wait", reason=later.reason, seconds=later.seconds)
        except CannotSend as refused:
            if refused.gone:  # found switched off: what that means is decided when it is asked about again
                await self._store.sweep(people.gone, refused.gone, now=self._now())
                await self._keep(postpone, rows, until=self._now(), reason=refused.reason)
                return
            await self._keep(settle, rows, state="failed", reason=refused.reason)
            log.warning("not sent", kind=outgoing.kind, reason=refused.reason)
        except Exception as error:
            # No answer, or one that cannot be read: nobody knows whether it arrived, so it is not sent again blindly.
            known = isinstance(error, SendUnknown | TimeoutError)
            await self._keep(
                settle, rows, state="parked", reason="no answer" if known else f"{FAULT}{type(error).__name__}"
            )
            log.warning("fate unknown", kind=outgoing.kind, reason=type(error).__name__)
        else:
            self._places[rows[0].to] = receipt.channel
            self._pace.note(receipt.channel, self._now())
            await self._keep(notices.sent, rows, receipt=receipt, now=self._now())
            self.outcomes["sent"] += 1

    async def _keep(self, settling: Callable[..., None], rows: Sequence[Planned], **values: Any) -> None:
        """Keep what came of a message, for all its notices at once; a database that is busy for a moment must not lose it.
        Raises NotSaved in the end."""
        for _ in range(TRIES - 1):
            with contextlib.suppress(NotSaved):
                return await self._store.sweep(settling, rows, **values)
        return await self._store.sweep(settling, rows, **values)


def claim(work: Work, *, now: datetime) -> list[Planned]:
    """Take what is due."""
    return work.outbox.claim(now, limit=BATCH)


def release(work: Work, *, now: datetime) -> None:
    """Free what a crash left claimed; park what was being sent."""
    work.outbox.release_expired(now)


def postpone(work: Work, rows: Sequence[Planned], *, until: datetime | None, reason: str) -> None:
    """Put notices back until then, or until they were due."""
    for row in rows:
        work.outbox.postpone(row, until or row.due, reason=reason)


def settle(work: Work, rows: Sequence[Planned], *, state: str, reason: str) -> None:
    """End notices without their having been sent."""
    for row in rows:
        work.outbox.settle(row, state, reason=reason)
