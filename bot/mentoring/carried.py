"""What the mentee takes along from a plan: goals that are not met, with the steps, days and resources that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.mentoring.action_plan import ActionPlan
from bot.mentoring.goals import current


@dataclass(frozen=True, slots=True)
class StepLeft:
    """A step that is not done (P.steps), with its day and what it takes (P.resources)."""

    title: str
    due: date | None
    resources: str


@dataclass(frozen=True, slots=True)
class GoalLeft:
    """A goal that is not met, with the day it was set for (P.target-date) and how one would know (P.outcome)."""

    title: str
    outcome: str
    target: date | None
    steps: tuple[StepLeft, ...]


def left_open(plan: ActionPlan) -> tuple[GoalLeft, ...]:
    """The goals that are not met, first things first."""
    return tuple(
        GoalLeft(
            goal.title,
            goal.outcome,
            goal.target,
            tuple(
                StepLeft(step.title, step.due, step.resources)
                for step in plan.steps_of(goal.id)
                if not step.is_done and step.dropped_at is None
            ),
        )
        for goal in current(plan.goals)
        if goal.dropped_at is None
    )
