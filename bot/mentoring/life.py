"""A mentorship's life so far: what stages and signals are read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring.evidence import Refused
from bot.mentoring.frame import Frame
from bot.mentoring.pauses import NO_PAUSES, Pauses
from bot.mentoring.people import PersonId


class Said(NamedTuple):
    """An answer: who gave it when, and what it was. `goal` where it is about one."""

    at: datetime
    by: PersonId
    value: str
    goal: int | None = None

    @property
    def number(self) -> int:
        """A step of a scale."""
        return int(self.value)


@dataclass(slots=True)
class StepLife:
    """An action step that was not dropped."""

    due: date | None
    done: bool = False


@dataclass(slots=True)
class GoalLife:
    """A goal that was not dropped, with its steps by their ids."""

    steps: dict[int, StepLife] = field(default_factory=dict)
    marked: bool = False
    met_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.met_at is None

    @property
    def is_worked_on(self) -> bool:
        """Neither met nor marked as met."""
        return self.is_open and not self.marked


class Meeting(NamedTuple):
    """An appointment that came to count as something. `at`: when it did; `held` or missed; `by` had set it up."""

    at: datetime
    held: bool
    by: PersonId | None
    id: int


@dataclass(slots=True)
class Life:
    """What has been so far. Every collection is in the order of time.

    `held`: those of `meetings` that took place; `moved_at`: when the plan moved last; `contact_at`: when either was last
    heard of; `ahead`: the end of each appointment that is booked; `regular`: of each that a series had booked by itself;
    `unanswered`: when each check-in since then ran out; `pauses`: when anybody of them asked to be left in peace, or the
    program rests.
    """

    frame: Frame
    contact_at: datetime
    signed: dict[PersonId, datetime] = field(default_factory=dict)
    agreed_at: datetime | None = None
    amended_at: datetime | None = None
    goals: dict[int, GoalLife] = field(default_factory=dict)
    moved_at: datetime | None = None
    meetings: list[Meeting] = field(default_factory=list)
    held: list[Meeting] = field(default_factory=list)
    ahead: dict[int, datetime] = field(default_factory=dict)
    regular: dict[int, datetime] = field(default_factory=dict)
    unanswered: list[datetime] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=dict)
    felt: list[Said] = field(default_factory=list)
    skips: dict[str, list[Said]] = field(default_factory=dict)
    pauses: Pauses = NO_PAUSES
    closing_at: datetime | None = None
    refused: list[Refused] = field(default_factory=list)

    @property
    def all_met_at(self) -> datetime | None:
        """When the last of all goals was met; None while one is open or there is none."""
        last: datetime | None = None
        for goal in self.goals.values():
            if goal.met_at is None:
                return None
            last = goal.met_at if last is None else max(last, goal.met_at)
        return last

    def answers(self, topic: str, since: datetime | None = None) -> list[Said]:
        """What was said about this after a moment."""
        said = self.said.get(topic, [])
        return said if since is None else [each for each in said if each.at > since]
