"""Slack's posting limits kept on our side: what may go where, and when, of messages that go out side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.safeguards import ALL, Safeguards

MINUTE = timedelta(minutes=1)
MOST_DOUBTS = 9
"""The longest rest is 2 to the power of this, in seconds."""
MANY = 1000
"""Conversations remembered before those are forgotten that may be written to again anyway."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far apart messages are in one conversation, and how many go out in any minute (platform facts, Posting)."""

    apart: timedelta = timedelta(seconds=1.05)
    per_minute: int = 300


class Pace:
    """Counts a message from its answer on, and as long as it is under way: whenever Slack counted it in between, the limits
    are kept.

    Counts on calendar time: where a day was lived through in play, it has passed for the limits too. Where the clock is set
    back, what was counted goes back with it: nothing waits for a time that was never there.
    """

    def __init__(self, limits: Limits | None = None, safeguards: Safeguards = ALL) -> None:
        self._limits = limits or Limits()
        self.per_minute = self._limits.per_minute
        self._safeguards = safeguards
        self._last: dict[str, datetime] = {}
        self._under_way: set[str] = set()
        self._minute: deque[datetime] = deque()
        self._held: datetime | None = None
        self._seen: datetime | None = None
        self._doubts = 0
        self._doubted: datetime | None = None

    def begin(self, went: Sequence[datetime], held: datetime | None) -> None:
        """Go on from a process before this one: whole seconds in which its last messages went out, and until when it was asked
        to wait."""
        self._minute.extend(at + timedelta(seconds=1) for at in went)
        if held is not None:
            self.hold(held)

    def take(self, place: str, now: datetime) -> datetime | None:
        """Begin to write to a conversation; when to come back where it may not be yet. Whoever has begun says how it ended."""
        if self._under_way and (self._doubts or (self._safeguards.pace and place in self._under_way)):
            return now + self._limits.apart
        moments = [at for at in (self.opens(now), self._rested(place)) if at is not None and at > now]
        if moments:
            return max(moments)
        self._under_way.add(place)
        return None

    def went(self, place: str, now: datetime) -> None:
        """A message went there, or may have."""
        self._see(now)
        self._under_way.discard(place)
        self._last[place] = now
        self._minute.append(now)
        if len(self._last) > MANY:
            since = now - self._limits.apart
            self._last = {each: at for each, at in self._last.items() if at > since}

    def free(self, place: str) -> None:
        """Nothing was posted there after all."""
        self._under_way.discard(place)

    def room(self, now: datetime) -> int:
        """How many messages may begin now."""
        if self.opens(now) is not None:
            return 0
        if self._doubts:
            return 0 if self._under_way else 1
        if not self._safeguards.pace:
            return self._limits.per_minute
        return self._limits.per_minute - len(self._minute) - len(self._under_way)

    def opens(self, now: datetime) -> datetime | None:
        """When anything at all may go out next; None for now."""
        held = self.held(now)
        while self._minute and self._minute[0] <= now - MINUTE:
            self._minute.popleft()
        moments = [] if held is None else [held]
        if self._safeguards.pace and len(self._minute) + len(self._under_way) >= self._limits.per_minute:
            moments.append(self._minute[0] + MINUTE if self._minute else now + self._limits.apart)
        latest = max(moments, default=now)
        return latest if latest > now else None

    def held(self, now: datetime) -> datetime | None:
        """Until when the chat asked to wait; None where it may be written to."""
        self._see(now)
        waits = self._held is not None and self._held > now and self._safeguards.hold
        return self._held if waits else None

    def doubt(self, began: datetime, now: datetime) -> None:
        """A post that began then had no answer. From now on there is one at a time, and after each that has none either a
        longer rest: what nobody knows the end of is to be little."""
        if self._doubted is None or not self._doubted - MINUTE < began < self._doubted:
            self._doubts = min(self._doubts + 1, MOST_DOUBTS)
            self._doubted = now
            if self._doubts > 1:
                self.hold(now + timedelta(seconds=2**self._doubts))

    def sure(self) -> None:
        """A post had an answer: all goes on."""
        self._doubts, self._doubted = 0, None

    def hold(self, until: datetime) -> None:
        """Nothing at all goes out before then: the chat asked for it."""
        self._held = until if self._held is None else max(self._held, until)

    def _rested(self, place: str) -> datetime | None:
        last = self._last.get(place)
        return None if last is None or not self._safeguards.pace else last + self._limits.apart

    def _see(self, now: datetime) -> None:
        if self._seen is not None and now < self._seen:
            back = self._seen - now
            self._last = {place: at - back for place, at in self._last.items()}
            self._minute = deque(at - back for at in self._minute)
            self._held = None if self._held is None else self._held - back
        self._seen = now
