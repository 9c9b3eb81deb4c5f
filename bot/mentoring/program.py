"""What a program has settled for all its pairs: what it asks, who coordinates, where good news goes, and the defaults of
the field guide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.mentoring.content import Content
from bot.mentoring.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class Program:
    """Settings of a program; user ids and channels are the chat's own."""

    content: Content = field(repr=False)
    coordinators: tuple[str, ...] = ()
    contact: str | None = None
    """Whom `/mentor help me` names (H.help); without one, the first coordinator outside the pair."""
    celebration_channel: str | None = None
    thresholds: Thresholds = DEFAULTS
    leave_takes: timedelta = timedelta(hours=48)
    silence_counts_after: timedelta = timedelta(days=3)
    goal_stands_after: timedelta = timedelta(days=7)

    def coordinates(self, user: str) -> bool:
        """Whether this user id is a coordinator's."""
        return user in self.coordinators
