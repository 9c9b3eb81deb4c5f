"""What one person may be shown of where a pair stands: deeds, and their own words; never what the other said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.mentoring.people import PersonId
from bot.mentoring.reading import Reason, StageReading


@dataclass(frozen=True, slots=True)
class GoalSigns:
    """A goal, and the keys of the signs of mastery that this person may see: of what was `done`, and of what they `said`."""

    goal: int
    done: tuple[str, ...]
    said: tuple[str, ...]


def shown_to(person: PersonId, reading: StageReading) -> dict[int, GoalSigns]:
    """Goal by goal what this person may see. Which stage the goal is read in is left out: that may rest on what the
    other said. That it is marked or met stands in the plan."""
    return {
        each.goal: GoalSigns(
            each.goal,
            done=_keys(reason for reason in each.reasons if reason.by is None),
            said=_keys(reason for reason in each.reasons if reason.by == person),
        )
        for each in reading.goals
    }


def _keys(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.key for reason in reasons if not reason.key.startswith("goal."))
