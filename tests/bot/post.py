"""A delivery on a clock that is moved, and a surface that notes what it is given."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.delivery import Delivery
from bot.ports import Receipt
from bot.usecases import people
from tests.builders import MONDAY


class Recording:
    """A surface that notes what it is given and answers as it is told to."""

    def __init__(self):
        self.sent = []
        self.answers = []
        self.channel = None
        self.knocked, self.door = asyncio.Event(), None

    def draw(self, message):
        return None

    async def send(self, message):
        self.knocked.set()
        if self.door is not None:
            await self.door.wait()
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.sent.append(message)
        return Receipt(channel=self.channel or f"C{len(self.sent)}", ts=f"{len(self.sent)}.0")


class Post:
    """A hand, a surface, a clock that is moved, and the delivery between them."""

    def __init__(self, hand):
        self.hand, self.surface, self.now = hand, Recording(), MONDAY
        self.delivery = Delivery(hand.store, self.surface, now=lambda: self.now)

    async def after(self, **span):
        self.now += timedelta(**span)
        await self.delivery.drain()

    def states(self):
        return self.hand.look("SELECT state, reason FROM outbox ORDER BY id")


def move(hand, handle, zone):
    person = hand.person(handle)
    hand.run(people.changed, handle, {"zone": zone, "full_name": person.full_name}, now=MONDAY)
