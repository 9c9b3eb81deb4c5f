"""Lives a life on the engine: a look each evening, or only when something came or is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.mentoring import moves
from bot.mentoring.engine import Look, look, told_after
from bot.mentoring.moves import Standing
from bot.mentoring.rests import Last
from bot.mentoring.thresholds import DEFAULTS
from tests.lives.life_file import DAYS, FIRST_DAY, LifeFile, at

EVENING = 22


def live(life: LifeFile, *, only_when_due: bool = False) -> list[tuple[int, str]]:
    """What is concluded, as (week, conclusion)."""
    standing = moves.begin(life.frame.introduced_at, life.frame.steps[0].id if life.frame.steps else None)
    told: Mapping[str, Last] = {}
    found: list[tuple[int, str]] = []
    next_at: datetime | None = life.frame.introduced_at
    for day in range(DAYS):
        now = at(day, EVENING)
        if only_when_due and not _came(life, now) and (next_at is None or next_at > now):
            continue
        pieces = [piece for piece in life.evidence if piece.at <= now]
        seen = look(life.frame, pieces, standing, told, rules=DEFAULTS, now=now)
        found += [(day // 7 + 1, what) for what in conclusions(seen, standing)]
        told = told_after(told, seen, now)
        standing, next_at = seen.standing, seen.next_at
    return found


def _came(life: LifeFile, now: datetime) -> bool:
    return any(now - timedelta(days=1) < piece.at <= now for piece in life.evidence)


def conclusions(seen: Look, before: Standing) -> list[str]:
    """A move and a signal, in the words of the files."""
    found = []
    if seen.standing.place != before.place:
        word = "step" if before.step else "stage"
        found.append(f"{word} {before.place.id} -> {seen.standing.place.id}")
    if seen.raised is not None:
        found.append(seen.raised.kind)
    return found


def day_of(moment: datetime) -> int:
    """The day of a life."""
    return (moment - FIRST_DAY).days
