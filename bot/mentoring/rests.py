"""How long a signal rests before it returns: longer each time, while nothing comes of it (field guide, section 12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.mentoring.thresholds import Thresholds


class Last(NamedTuple):
    """When a signal was raised last, and how `often` on this occasion, which lasts as long as the evidence speaks for it: 0
    once nothing does."""

    at: datetime
    often: int = 1


def rest(last: Last, rules: Thresholds) -> timedelta:
    """How long it rests from then on, without pauses: twice as long each time on one occasion, at most `rest_longest`."""
    return rules.rest * min(1 << max(last.often - 1, 0), rules.rest_longest / rules.rest)
