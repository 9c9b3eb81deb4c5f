"""What a program has settled for all its pairs: who coordinates, where good news goes, and the defaults of the field guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class MissedRule:
    """`W.missed`: raised when `count` of the last `of` settled appointments did not happen."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Program:
    """Settings of a program; user ids and channels are the chat's own."""

    coordinators: tuple[str, ...] = ()
    contact: str | None = None
    """Whom `/mentor help me` names (H.help); without one, the first coordinator outside the pair."""
    celebration_channel: str | None = None
    missed: tuple[tuple[str, MissedRule], ...] = (
        ("S1", MissedRule(2, 3)),
        ("S2", MissedRule(2, 4)),
        ("S3", MissedRule(2, 3)),
        ("S4", MissedRule(1, 1)),
    )
    signal_rest: timedelta = timedelta(days=28)
    leave_takes: timedelta = timedelta(hours=48)
    silence_counts_after: timedelta = timedelta(days=3)
    goal_stands_after: timedelta = timedelta(days=7)

    def coordinates(self, user: str) -> bool:
        """Whether this user id is a coordinator's."""
        return user in self.coordinators
