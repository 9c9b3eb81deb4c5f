"""Drains the outbox: claim, bring together, ask again, pace, send once, keep what came of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.anew import Anew, LookUp
from bot.keeping import Keeping, postpone, settle
from bot.mentoring.notices import Recipient, ToGroup, ToPerson
from bot.pace import Limits, Pace
from bot.ports import (
    ASKED,
    FAULT,
    NO_ANSWER,
    CannotSend,
    NotSaved,
    Outgoing,
    People,
    SendLater,
    SendUnknown,
    Surface,
    TooLate,
)
from bot.reconciling import Search
from bot.usecases import fates, notices, people
from bot.usecases.notices import Ready
from storage.planned import Planned
from storage.store import Store, Work

log = structlog.get_logger("delivery")
BATCH = 64
REQUEST_BOUND = 20.0
"""Seconds one message may take, opening its conversation and posting (10 each); well below the lease of a claimed row."""
AT_ONCE = 8
PREPARED = 3
"""So many times as many messages are under way as are posted: the rest are being prepared or kept, or wait for their turn."""
SOON = timedelta(seconds=1)
LATER = timedelta(minutes=1)
PATIENCE = timedelta(seconds=60)
MOST_BEFORE = 5000
"""Notices looked at, at a start, to see what went out in the minute before it."""


class Delivery:
    """Sends what is due, some messages side by side, each at most once. What goes wrong with one harms no other.

    `at_once`: posts under way at the same time. `patience`: after so long a message that no answer came to is looked for.
    """

    def __init__(
        self,
        store: Store,
        surface: Surface,
        *,
        now: Callable[[], datetime],
        look_up: LookUp | None = None,
        limits: Limits | None = None,
        at_once: int = AT_ONCE,
        patience: timedelta = PATIENCE,
        new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._store = store
        self._surface = surface
        self._now = now
        self._safeguards = safeguards = store.safeguards
        self._new_id = new_id
        self._pace = Pace(limits, safeguards)
        self._keeping = Keeping(store)
        self._anew = None if look_up is None else Anew(store, look_up)
        self._search = Search(store, surface, self._keeping, now=now)
        self._patience = patience if safeguards.patience else timedelta()
        self._posts = asyncio.Semaphore(at_once)
        self._places = PREPARED * at_once
        self._turn = asyncio.Lock()
        self._closing = False

    def opens(self) -> datetime | None:
        """When anything may go out next, where something waits for nothing but that; None for now."""
        return self._pace.opens(self._now())

    async def drain(self) -> int:
        """Send all that may go out now; returns how many notices were settled or put back. Raises NotSaved where the
        database cannot be read or written."""
        handled = 0
        free, under_way = asyncio.Semaphore(self._places), set[asyncio.Task[None]]()

        def ended(task: asyncio.Task[None]) -> None:
            under_way.discard(task)
            free.release()

        async with self._turn:
            try:
                while not self._closing and await self._keeping.is_clear():
                    await asyncio.sleep(0)  # what was just claimed begins, and takes its room
                    room = self._pace.room(self._now())
                    rows = await self._store.sweep(claim, now=self._now(), limit=min(BATCH, room)) if room > 0 else []
                    if not rows and not under_way:
                        break
                    if not rows:  # what is under way may bring more, or the moment for more
                        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                        continue
                    handled += len(rows)
                    for theirs in _by_recipient(notices.together(rows)):
                        await free.acquire()
                        task = asyncio.create_task(self._deliver_all(theirs))
                        under_way.add(task)
                        task.add_done_callback(ended)
            except asyncio.CancelledError:  # told to stop, and the posts under way took too long
                for task in under_way:
                    task.cancel()
                raise
            finally:
                await asyncio.gather(*under_way)
        return handled

    async def begin(self) -> None:
        """Take up what a crash left half-way: we have just started, so that whoever had a lease is dead. What it sent counts in
        our pace. Raises NotSaved."""
        now, limit = self._now(), min(4 * self._pace.per_minute, MOST_BEFORE)
        if self._anew is not None:
            self._anew.begin(now)
        went, held = await self._store.sweep(fates.begin, now=now, patience=self._patience, limit=limit)
        self._pace.begin(went, held)

    async def release(self) -> None:
        """Take up again what a crash left half-way, as soon as its lease has run out, and find out what became of messages
        that no answer came to. Raises NotSaved."""
        if not await self._keeping.is_clear():
            return
        await self._store.sweep(fates.expire, now=self._now(), patience=self._patience)
        await self._search.look()

    async def read_profiles(self) -> None:
        """Read a few profiles anew that may have changed unheard; messages by and by keep to them. Raises NotSaved."""
        if self._anew is not None:
            await self._anew.read_some(self._now())

    async def close(self) -> None:
        """Let the posts under way end and begin no other; what was claimed for this turn is put back."""
        self._closing = True
        async with self._turn:
            pass

    async def _deliver_all(self, messages: Sequence[Sequence[Planned]]) -> None:
        for each in messages:
            await self._deliver(each)

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
            await self._keeping.keep(settle, rows, state="failed", reason=f"{FAULT}{type(error).__name__}")

    async def _send_or_settle(self, rows: Sequence[Planned]) -> None:
        place = await self._place(rows[0].to)
        now = self._now()
        waits_until = None if self._closing else self._pace.take(place, now)
        if self._closing or waits_until is not None:
            await self._keeping.keep(postpone, rows, until=waits_until, reason="pace" if waits_until else "stopped")
            return
        try:
            if self._anew is not None:
                await self._anew.read(rows[0], now)
            ready = None
            if isinstance(rows[0].to, ToPerson):  # ahead of its turn: what a crash leaves of it can be looked for
                ready = await self._ready(rows)
                if ready is None:
                    return
            async with self._posts:
                ready = ready or await self._ready(rows)
                if ready is None:
                    return
                outcome = await self._post(ready, place)
        finally:
            self._pace.free(place)
        await outcome

    async def _ready(self, rows: Sequence[Planned]) -> Ready | None:
        """Mark as being sent what may go out as one message."""
        draw = self._surface.draw
        return await self._store.sweep(notices.prepare, rows, now=self._now(), message_id=self._new_id(), draw=draw)

    async def _place(self, to: Recipient) -> str:
        """What the pace counts by: two mentorships of the same people share a conversation."""
        return await self._store.sweep(notices.members_of, to) if isinstance(to, ToGroup) else str(to)

    async def _post(self, ready: Ready, place: str) -> Awaitable[None]:
        """Post once; what is to be kept of it, which no other post waits for."""
        rows, outgoing, keep = ready.rows, ready.outgoing, self._keeping.keep
        if self._safeguards.recheck and self._now() > ready.asked + SOON and not await self._may_go_yet(rows):
            return keep(postpone, rows, until=self._now(), reason="asked again")
        if self._closing:
            return keep(postpone, rows, until=None, reason="stopped")
        held = self._pace.held(self._now())
        if held is not None:
            return keep(postpone, rows, until=held, reason="pace")
        if self._safeguards.lease_check and self._now() > ready.lease_until - timedelta(seconds=REQUEST_BOUND):
            return keep(postpone, rows, until=self._now(), reason="lease")
        began = self._now()
        try:
            async with asyncio.timeout(REQUEST_BOUND if self._safeguards.bound else None):
                receipt = await self._surface.send(replace(outgoing, last_look=partial(self._last_look, began)))
        except TooLate:
            return keep(postpone, rows, until=self._now(), reason="lease")
        except SendLater as later:
            until = self._now() + timedelta(seconds=later.seconds)
            self._pace.hold(until)
            if later.reason != ASKED:  # out of reach: one at a time finds out when it is back
                self._pace.doubt(began, self._now())
            log.warning("the chat asks to wait", reason=later.reason, seconds=later.seconds)
            return keep(postpone, rows, until=until, reason=later.reason)
        except CannotSend as refused:
            return self._refused(rows, outgoing, refused)
        except Exception as error:
            self._pace.went(place, self._now())
            self._pace.doubt(began, self._now())
            log.warning("fate unknown", kind=outgoing.kind, reason=type(error).__name__)
            return self._lost(rows, error)
        self._pace.went(place, self._now())
        self._pace.sure()
        known = isinstance(outgoing.to, People) and outgoing.to.channel == receipt.channel
        return keep(notices.sent, rows, receipt=receipt, now=self._now(), known=known)

    def _last_look(self, began: datetime) -> None:
        """The conversation is open. A machine that stood still meanwhile has not heard yet that the time for all of it is over."""
        if self._safeguards.bound and self._now() > began + timedelta(seconds=REQUEST_BOUND):
            raise TooLate

    async def _may_go_yet(self, rows: Sequence[Planned]) -> bool:
        """Asked once more of what waited for its turn. Where that cannot be read now, it has not gone out: it may wait."""
        try:
            return await self._store.sweep(notices.may_go_yet, rows, now=self._now())
        except NotSaved:
            return False

    async def _refused(self, rows: Sequence[Planned], outgoing: Outgoing, refused: CannotSend) -> None:
        if refused.gone or refused.gone is None:
            until = self._now() + (SOON if refused.gone else LATER)
            await self._keeping.keep(postpone, rows, until=until, reason=refused.reason)
            if refused.gone:  # found switched off: what that means is decided when it is asked about again
                await self._store.sweep(people.gone, refused.gone, now=self._now())
            return
        log.warning("not sent", kind=outgoing.kind, reason=refused.reason)
        await self._keeping.keep(settle, rows, state="failed", reason=refused.reason)

    async def _lost(self, rows: Sequence[Planned], error: Exception) -> None:
        """No answer, or one that cannot be read: nobody knows whether it arrived, so it is not sent again blindly."""
        known = isinstance(error, SendUnknown | TimeoutError)
        await self._keeping.keep(
            fates.lost,
            rows,
            reason=NO_ANSWER if known else f"{FAULT}{type(error).__name__}",
            now=self._now(),
            until=self._now() + self._patience,
        )


def _by_recipient(messages: Sequence[Sequence[Planned]]) -> Iterable[Sequence[Sequence[Planned]]]:
    """What goes to the same place goes one after another: whether the second may go depends on what came of the first."""
    found: dict[Recipient, list[Sequence[Planned]]] = {}
    for each in messages:
        found.setdefault(each[0].to, []).append(each)
    return found.values()


def claim(work: Work, *, now: datetime, limit: int) -> list[Planned]:
    """Take what is due."""
    return work.outbox.claim(now, limit=limit)
