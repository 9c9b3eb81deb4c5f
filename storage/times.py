"""Times as they lie in a row: integer UTC epoch seconds, and days as ISO text."""

from __future__ import annotations

from datetime import UTC, date, datetime


def stamp(moment: datetime) -> int:
    """An aware time as whole epoch seconds; a naive one is refused, as its zone would be a guess."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return int(moment.timestamp())


def stamp_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else stamp(moment)


def moment(seconds: int) -> datetime:
    """Epoch seconds as an aware UTC time."""
    return datetime.fromtimestamp(seconds, UTC)


def moment_or_none(seconds: int | None) -> datetime | None:
    return None if seconds is None else moment(seconds)


def day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
