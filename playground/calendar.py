"""Moves of the calendar: a week is lived, not jumped, by asking the bot's control where its next moment is."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Any

import aiohttp

from playground.clocks import Clocks
from playground.journal import Journal
from playground.records import Json

DAY = 24 * 60 * 60.0
STOP_SECONDS = 0.25


class CannotMove(Exception):
    """Why the calendar does not move, in words."""

    def __init__(self, error: str, say: str) -> None:
        super().__init__(say)
        self.error = error
        self.say = say


class Calendar:
    """`control` is the bot's address for moving its calendar; without one only the playground's calendar moves."""

    def __init__(
        self,
        clocks: Clocks,
        journal: Journal,
        *,
        control: str | None,
        settle: Callable[[], Any],
        on_change: Callable[[], None],
    ) -> None:
        self._clocks = clocks
        self._journal = journal
        self._control = control.rstrip("/") if control else None
        self._settle = settle
        self._on_change = on_change
        self._session: aiohttp.ClientSession | None = None
        self._stop = False
        self.moving = False
        self.telling = False
        self.next: Json | None = None

    def state(self) -> Json:
        return {"now": self._clocks.calendar(), "moving": self.moving, "telling": self.telling, "next": self.next}

    async def close(self) -> None:
        self._stop = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    def stop(self) -> None:
        """Halt at the moment that is being lived."""
        self._stop = True

    def set(self, now: float) -> None:
        """Put the calendar somewhere without living the time between."""
        self._clocks.set_calendar(now)
        self._on_change()

    async def refresh(self) -> None:
        """Ask the bot what comes next; a bot that cannot be reached has nothing to tell."""
        if self._control is None or self.moving or self.telling:
            return
        try:
            self.next = (await self._ask("GET", "/clock"))["next"]
        except CannotMove:
            self.next = None
        self._on_change()

    async def reset(self) -> None:
        """Tell the bot to begin anew. Raises CannotMove."""
        self._stop = True
        self.next = None
        self.telling = True
        self._on_change()
        try:
            if self._control is not None:
                answer = await self._ask("POST", "/reset", {})
                self.next = answer.get("next")
        finally:
            self.telling = False
            self._on_change()

    async def move(self, until: float | str, *, fast: bool = False) -> None:
        """Live until an epoch second, `next`, `day` or `week`. Raises CannotMove."""
        if self.telling:
            raise CannotMove("telling", "The opening is being told again. The calendar moves after it.")
        if self.moving:
            raise CannotMove("already_moving", "The calendar is moving already.")
        self.moving, self._stop = True, False
        try:
            await self._live(await self._target(until), fast=fast)
        finally:
            self.moving = False
            self._on_change()

    async def _target(self, until: float | str) -> float:
        now = self._clocks.calendar()
        if until == "day":
            return now + DAY
        if until == "week":
            return now + 7 * DAY
        if until == "next":
            following = await self._next()
            if following is None:
                raise CannotMove("nothing_next", "Nothing is planned.")
            return max(now, float(following["at"]))
        try:
            target = float(until)
        except ValueError:
            raise CannotMove("invalid_until", "Move until a time, next, day or week.") from None
        if target < now:
            raise CannotMove("backwards", "The calendar moves forward only.")
        return target

    async def _live(self, target: float, *, fast: bool) -> None:
        lived = -math.inf
        while True:
            now = self._clocks.calendar()
            following = await self._next()
            due = float(following["at"]) if following else target
            # What is still due at a moment that was lived already does not hold the calendar up.
            reached = following is not None and lived < due <= target
            stop = max(due, now) if reached else target
            self._clocks.set_calendar(max(stop, now))
            lived = stop
            self._journal.moved(f"Calendar moved: {following['title']}" if following and reached else "Calendar moved")
            if self._control is not None:
                self.next = (await self._ask("POST", "/clock", {"now": stop}))["next"]
            await self._settle()
            self._on_change()
            if stop >= target or self._stop:
                return
            if not fast:
                await self._clocks.pause(STOP_SECONDS)

    async def _next(self) -> Json | None:
        if self._control is None:
            return None
        self.next = (await self._ask("GET", "/clock"))["next"]
        return self.next

    async def _ask(self, verb: str, path: str, body: Json | None = None) -> Json:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        try:
            async with self._session.request(verb, f"{self._control}{path}", json=body) as response:
                if response.status != 200:
                    raise CannotMove("bot_failed", f"The bot answered {response.status} and did not move.")
                answer: Json = await response.json()
                return answer
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CannotMove("bot_away", "The companion isn't running, so the calendar stands still.") from error
        except asyncio.CancelledError:
            raise
