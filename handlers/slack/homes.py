"""Whose Home may be in sight right now, so that it is drawn anew when something changes that others did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from weakref import WeakValueDictionary

from bot.mentoring.people import Handle

IN_SIGHT = 15 * 60
"""Seconds after its opening; Slack says when Home is opened, and never when it is left."""


class Homes:
    """Kept in memory alone: opening Home draws it anew in any case. `elapsed` gives seconds that only pass."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._opened: dict[Handle, float] = {}
        self._turns: WeakValueDictionary[Handle, asyncio.Lock] = WeakValueDictionary()

    def opened(self, who: Handle) -> None:
        """This person has Home before them."""
        self._opened[who] = self._elapsed()

    def turn(self, who: Handle) -> asyncio.Lock:
        """What whoever draws this person's Home holds meanwhile: drawn one time after the other, the last shows what is newest."""
        return self._turns.setdefault(who, asyncio.Lock())

    def in_sight(self) -> list[Handle]:
        """Who has opened Home lately, in the order in which they first did; the others are forgotten."""
        since = self._elapsed() - IN_SIGHT
        self._opened = {who: at for who, at in self._opened.items() if at >= since}
        return list(self._opened)
