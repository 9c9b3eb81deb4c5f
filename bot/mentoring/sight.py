"""What the rule of a signal looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from bot.mentoring.life import Life
from bot.mentoring.moves import Standing
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds


class Seen(NamedTuple):
    """A signal that holds from `at` on. `facts` are counts and days for its words, which name nobody."""

    at: datetime
    facts: Mapping[str, int] = MappingProxyType({})


class Sight(NamedTuple):
    """What a rule looks at. `told`: when the same signal was raised last."""

    life: Life
    standing: Standing
    rules: Thresholds
    now: datetime
    told: datetime | None

    @property
    def stage(self) -> Stage:
        return self.standing.stage
