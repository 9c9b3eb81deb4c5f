"""Pauses: the spans for which anybody of a pair asked to be left in peace, and the time that passes without them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

Span = tuple[datetime, datetime]
"""From a moment to another, which is outside of it."""


class Pauses(NamedTuple):
    """Those of all members and of their program together, in the order of time; none of them touches another."""

    spans: tuple[Span, ...] = ()

    def end_at(self, now: datetime) -> datetime | None:
        """When the pause ends that lasts at this moment; None where none does."""
        return next((ends for begins, ends in self.spans if begins <= now < ends), None)

    def after(self, begins: datetime, span: timedelta) -> datetime:
        """The moment at which this span has passed since then, where pauses do not count."""
        ends = begins + span
        for start, stop in self.spans:
            if stop <= begins:
                continue
            if start >= ends:
                break
            ends += stop - max(start, begins)
        return ends

    def passed(self, begins: datetime, now: datetime) -> timedelta:
        """The time since then, without pauses."""
        time = now - begins
        for start, stop in self.spans:
            if stop > begins and start < now:
                time -= min(stop, now) - max(start, begins)
        return time


NO_PAUSES = Pauses()


def asked(theirs: list[Span], at: datetime, until: datetime) -> None:
    """Somebody's newest pause takes the place of the one that lasts; one that ends at once ends it."""
    if theirs and theirs[-1][1] > at:
        theirs[-1] = (theirs[-1][0], at)
    if until > at:
        theirs.append((at, until))


def together(spans: Iterable[Span]) -> Pauses:
    """The pauses that these spans make."""
    merged: list[Span] = []
    for begins, ends in sorted(spans):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return Pauses(tuple(merged))
