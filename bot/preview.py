"""What would go out between now and then: a copy of the database is lived through on a virtual clock, nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Engine

from bot import scheduler
from bot.delivery import Delivery
from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.ports import InChannel, Outgoing, Receipt, Sought
from storage.dialect import copy_in_memory
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Coming:
    """One message to come: when (aware), of which kinds what it tells, to whom."""

    at: datetime
    kinds: tuple[str, ...]
    people: tuple[Handle, ...]
    channel: str | None


class _Recorder:
    """A surface that only notes what would be posted."""

    def __init__(self) -> None:
        self.noted: list[Outgoing] = []
        self._numbers = count(1)

    def draw(self, _message: Outgoing) -> None:
        """It shows no parts."""

    async def send(self, message: Outgoing) -> Receipt:
        self.noted.append(message)
        return Receipt(channel=message.to.channel or f"preview-{message.to}", ts=str(next(self._numbers)))

    async def find(self, _sought: Sought) -> Receipt | None:
        return None  # what was under way when the copy was made did not arrive, for all that can be seen in it


async def coming(engine: Engine, program: Program, *, now: datetime, until: datetime) -> AsyncIterator[Coming]:
    """Everything that would go out from `now` to `until`, in order, if nobody did anything in between."""
    store = Store(copy_in_memory(engine), program, elapsed=lambda: 0.0)
    try:
        async for each in lived(store, now=now, until=until):
            yield each
    finally:
        store.close()


async def lived(store: Store, *, now: datetime, until: datetime) -> AsyncIterator[Coming]:
    """Live through this time in a store that is a copy, and say what goes out, as nobody does anything in between."""
    moment = now
    recorder = _Recorder()
    delivery = Delivery(store, recorder, now=lambda: moment)
    while moment <= until:
        await scheduler.sweep_all(store, now=moment)
        await delivery.release()
        await delivery.drain()
        for sent in recorder.noted:
            yield _coming(moment, sent)
        recorder.noted.clear()
        following = await store.sweep(scheduler.next_moment)
        if following is None:
            return
        moment = max(following, moment + timedelta(seconds=1))
        await asyncio.sleep(0)


def _coming(moment: datetime, sent: Outgoing) -> Coming:
    kinds = tuple(part.kind for part in sent.parts)
    if isinstance(sent.to, InChannel):
        return Coming(moment, kinds, (), sent.to.channel)
    return Coming(moment, kinds, sent.to.handles, None)
