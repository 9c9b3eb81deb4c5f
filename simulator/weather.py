"""What the world does to the companion, drawn from the seed: the network, the disk, the machine, and the moments at which it dies."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import OperationalError

from bot.ports import NotSaved
from playground.dispatch import Envelope
from simulator.slack import ADDRESS, Delay
from simulator.wire import Fate, Passage

HOUR, DAY = 3600.0, 86_400.0
EXPECTED = (NotSaved, OperationalError, SlackApiError, aiohttp.ClientError, TimeoutError)
"""What bad weather brings; it may be logged, and may let a start come to nothing."""

POSTS = f"calls {ADDRESS}/api/chat.postMessage"
"""The point at which a message is about to be posted."""
POSTING = 0.7
"""The share of deaths that come in the middle of a post, or soon after."""


@dataclass(frozen=True, slots=True)
class Climate:
    """How rough it is.

    `crash`, `freeze`, `outage` and `storm` are days from one to the next on average. Then shares, in calm and in a storm: of
    calls that go wrong, or take long; of statements that fail; of events that come late or again. `queue`: how many seconds a
    unit of work may wait for its turn. `stalls`: the share of messages refused for the sake of the limits after which the
    process is taken for dead, and goes on when another has its place. Of people: `visits`, days from one look by themselves to
    the next, one of these for each; `moves`, days until a pair has somebody who moves or whose account is switched off; `wishes`,
    days until somebody wants quiet, or to leave, or a coordinator plans days off for all.
    """

    crash: float = 3.0
    freeze: float = 6.0
    storm: float = 5.0
    outage: float = 90.0
    calls: tuple[float, float] = (0.01, 0.25)
    late: tuple[float, float] = (0.002, 0.05)
    disk: tuple[float, float] = (0.0, 0.002)
    events: tuple[float, float] = (0.05, 0.5)
    queue: tuple[float, float] = (0.02, 1.0)
    stalls: float = 0.0
    visits: tuple[float, ...] = (20.0, 60.0, 180.0)
    moves: float = 60.0
    wishes: float = 45.0


CALM = Climate(math.inf, math.inf, math.inf, math.inf, (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
ROUGH = Climate()


class Weather:
    """The troubles of one world. `now` is in seconds since it began; after `settle` there are none any more."""

    def __init__(self, seed: str, climate: Climate) -> None:
        self._chance = random.Random(f"weather:{seed}")
        self.climate = climate
        self._storm = self._next(climate.storm), 0.0
        self._outage = self._next(climate.outage), 0.0
        self._crash_at, self._crash_in, self._crash_posting = self._next(climate.crash), 0, False
        self._freeze_at, self._freeze_in = self._next(climate.freeze), 0
        self.settled = False
        self.last_trouble = 0.0

    def settle(self) -> None:
        """From here on all is well."""
        self.settled = True

    def _next(self, every: float, since: float = 0.0) -> float:
        return math.inf if math.isinf(every) else since + self._chance.expovariate(1 / (every * DAY))

    def _rough(self, now: float) -> int:
        begins, ends = self._storm
        if now >= begins and ends < begins:
            self._storm = begins, now + self._chance.uniform(0.2, 6) * HOUR
        elif now >= ends > begins:
            self._storm = self._next(self.climate.storm, now), 0.0
        return int(self._storm[0] <= now < self._storm[1])

    def _away(self, now: float) -> bool:
        """Whether the chat cannot be reached at all: for an hour, or for more than a day."""
        begins, ends = self._outage
        if now >= begins and ends < begins:
            self._outage = begins, now + self._chance.choice((1, 3, 26)) * HOUR
        elif now >= ends > begins:
            self._outage = self._next(self.climate.outage, now), 0.0
        return self._outage[0] <= now < self._outage[1]

    def passage(self, now: float) -> Passage:
        """What becomes of a call that begins now."""
        there, back = self._chance.uniform(0.02, 0.15), self._chance.uniform(0.02, 0.15)
        if self.settled:
            return Passage(Fate.ANSWERED, there, back)
        rough = self._rough(now)
        if self._away(now):
            self.last_trouble = now
            return Passage(Fate.REFUSED, there, back)
        fate, retry = Fate.ANSWERED, 0
        if self._chance.random() < self.climate.calls[rough]:
            fate = self._chance.choice(list(Fate))
            retry = self._chance.choice((1, 2, 5, 30, 120))
        if self._chance.random() < self.climate.late[rough]:
            there = self._chance.choice((there, 3.0, 9.0, 12.0, 40.0, 200.0))
            back = self._chance.choice((back, 2.0, 9.0, 15.0))
        if fate is not Fate.ANSWERED or there + back > 1:
            self.last_trouble = now
        return Passage(fate, there, back, retry)

    def delay(self, envelope: Envelope, now: float) -> Delay:
        """How something on its way to the companion travels. What people do comes once; events may come late and again."""
        first = self._chance.uniform(0.02, 0.2)
        if self.settled or envelope != "events_api" or self._chance.random() >= self.climate.events[self._rough(now)]:
            return Delay(first)
        first = self._chance.choice((first, first, 5.0, 40.0))
        again = (0.0, 0.01, 1.0, 30.0, 400.0)
        return Delay(first, tuple(self._chance.sample(again, self._chance.choice((0, 1, 1, 3)))))

    def dies(self, now: float, where: str) -> bool:
        """Whether the companion dies at this very point: some points after the moment that was drawn for it, or, mostly, after the
        next post since then has begun; else it would hardly ever die in the middle of one."""
        if self.settled or now < self._crash_at:
            return False
        if self._crash_in == 0:
            self._crash_in = self._chance.choice((1, 2, 3, 5, 8, 13, 30))
            self._crash_posting = self._chance.random() < POSTING
        if self._crash_posting and where != POSTS:
            return False
        self._crash_posting = False
        self._crash_in -= 1
        if self._crash_in > 0:
            return False
        self._crash_at = self._next(self.climate.crash, now)
        self.last_trouble = now
        return True

    def freezes(self, now: float) -> float:
        """For how many seconds nothing at all is done from this point on; 0 as a rule."""
        if self.settled or now < self._freeze_at:
            return 0.0
        if self._freeze_in == 0:
            self._freeze_in = self._chance.choice((1, 2, 3, 5, 8, 13, 30))
        self._freeze_in -= 1
        if self._freeze_in > 0:
            return 0.0
        self._freeze_at = self._next(self.climate.freeze, now)
        seconds = self._chance.choice((0.5, 2.5, 7.0, 55.0, 70.0, 130.0, 1000.0))
        self.last_trouble = now + seconds
        return seconds

    def queue(self, now: float) -> float:
        """Seconds until the disk takes the next units."""
        waits = self._chance.choice((0.0, 0.0, 0.1, 1.0)) * self.climate.queue[self._rough(now) and not self.settled]
        if waits >= 1:  # three such units in a row, and a window opens too late
            self.last_trouble = now + waits
        return waits

    def stalls(self, now: float) -> bool:
        """Whether the process stands still from here on, until it has long been replaced."""
        if self.settled or self.climate.stalls == 0 or self._chance.random() >= self.climate.stalls:
            return False
        self.last_trouble = now
        return True

    def disk_fails(self, now: float) -> str | None:
        """What the database answers instead of doing this statement."""
        if self.settled or self._chance.random() >= self.climate.disk[self._rough(now)]:
            return None
        self.last_trouble = now
        return self._chance.choice(("database is locked", "database or disk is full", "disk I/O error"))

    def down_for(self) -> float:
        """Seconds until whoever watches over the process has started it again."""
        return self._chance.choice((3.0, 5.0, 20.0, 90.0, 600.0))
