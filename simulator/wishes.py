"""What people want now and then, and know the way to: quiet for a while, no more messages, to leave, days off for all."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from playground import inputs
from playground.records import BOT_USER, Json
from simulator.people import DAY, HOUR, Somebody

SPANS = ("2 weeks", "3 days", "1 month", "until Monday", "tomorrow")
LATELY = 3
"""Messages, from the newest back, in which somebody looks for what they were just asked."""


class Wishes:
    """One person's. `every`: days from one to the next."""

    def __init__(self, somebody: Somebody, seed: str, *, every: float, coordinates: bool) -> None:
        self._who, self._every, self._coordinates = somebody, every, coordinates
        self._chance = random.Random(f"wishes:{seed}:{somebody.user}")

    async def live(self) -> None:
        """One wish after another, for ever."""
        ways = [self.rest] if self._coordinates else [self.quiet, self.quiet, self.nothing_more, self.leave]
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / (self._every * DAY)))
            await self._chance.choice(ways)()

    async def quiet(self) -> None:
        """Snooze, and end it early or not."""
        await self._who.type(f"/mentor snooze {self._chance.choice(SPANS)}")
        if self._chance.random() < 0.4:
            await self._in_between()
            await self._who.type("/mentor snooze off")

    async def nothing_more(self) -> None:
        """Something isn't right; after a while it may be again."""
        await self._asked("/mentor help me")
        await self._closes()
        await self._in_between()
        if self._chance.random() < 0.7 and await self._asked("/mentor help me"):
            await self._press("helpme.resume")
            await self._closes()

    async def leave(self) -> None:
        """Leave, and think better of it more often than not."""
        if await self._asked("/mentor close") and await self._press("close.leave"):
            for view in self._who.windows()[-1:]:
                await self._who.submit(view, {})
        await self._closes()
        if self._chance.random() < 0.6:
            await asyncio.sleep(self._chance.uniform(1, 40) * HOUR)
            if await self._asked("/mentor close"):
                await self._press("close.take_back")
                await self._closes()

    async def rest(self) -> None:
        """Plan days on which the whole program rests, and take them back at times."""
        first = self._who.now() + timedelta(days=self._chance.choice((0, 1, 2, 5, 9)))
        last = first + timedelta(days=self._chance.choice((1, 4, 9, 13)))
        if await self._asked("/mentor-program pause") and await self._press("program.pause.plan"):
            for view in self._who.windows()[-1:]:
                await self._who.submit(view, {"first": _picked(first), "last": _picked(last)})
        await self._closes()
        if self._chance.random() < 0.3:
            await self._in_between()
            if await self._asked("/mentor-program pause") and await self._press("program.pause.change"):
                await self._press("program.pause.take_back")
            await self._closes()

    async def _in_between(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.2, min(12.0, self._every)) * DAY)

    async def _asked(self, command: str) -> bool:
        """Type this, and say which mentorship it is about where that is asked; whether a window opened."""
        if not await self._who.type(command):
            return False
        if not self._who.windows():
            await self._press("choose")
        return bool(self._who.windows())

    async def _press(self, action: str) -> bool:
        """Press one of the buttons with this action in the window on top, else in what was said last."""
        await asyncio.sleep(self._chance.uniform(2, 20))
        for blocks, act in self._before_them():
            there = [
                (block["block_id"], each["action_id"])
                for block, each in inputs.elements(blocks)
                if str(each.get("action_id", "")).startswith(action) and "url" not in each
            ]
            if there:
                block_id, action_id = self._chance.choice(there)
                return await self._who.tries(act(block_id=block_id, action_id=action_id, value=None))
        return False

    def _before_them(self) -> list[tuple[list[Json], Callable[..., Any]]]:
        who, act = self._who, self._who.chat.interactions
        stack = who.windows()
        if stack:
            return [(stack[-1].blocks, lambda **how: act.act_in_view(who.user, stack[-1].id, **how))]
        channel = who.chat.workspace.im_with(who.user)
        newest = [each for each in channel.messages[-LATELY:] if each.user == BOT_USER][::-1]
        return [
            (each.blocks, lambda ts=each.ts, **how: act.act_in_message(who.user, channel.id, ts, **how))
            for each in newest
        ]

    async def _closes(self) -> None:
        for view in self._who.windows()[:1]:
            await self._who.tries(self._who.chat.interactions.forms.dismiss(self._who.user, view.id))


def _picked(day: datetime) -> Json:
    return {"value": {"type": "datepicker", "selected_date": day.date().isoformat()}}
