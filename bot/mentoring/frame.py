"""The frame of a mentorship: what is settled about it, and no evidence changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.mentoring.pauses import Span
from bot.mentoring.people import PersonId, Role
from bot.mentoring.process import ProcessStep


@dataclass(frozen=True, slots=True)
class Frame:
    """What is settled about a mentorship: who is what in it, its first and last day, who sets up its meetings by
    agreement (None: whoever), how long the stages or steps usually take in such a program, by their ids, and
    the nine steps where the mentorship goes by them. `pauses`: when the whole program rests."""

    members: Mapping[PersonId, Role]
    introduced_at: datetime
    end: date
    weeks: int
    usual: Mapping[str, timedelta]
    initiator: Role | None = None
    power: bool = False
    steps: tuple[ProcessStep, ...] = ()
    pauses: tuple[Span, ...] = ()

    def in_role(self, role: Role) -> list[PersonId]:
        """Everybody in this role."""
        return [person for person, theirs in self.members.items() if theirs is role]
