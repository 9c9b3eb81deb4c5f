"""The form of a step."""

from __future__ import annotations

from datetime import date

from bot.mentoring.action_plan import Activity, StepWords
from bot.usecases.action_plan import StepSeen
from handlers.slack.views import action_plan_step as view
from tests.handlers.samples.action_plan import LONGEST_PLAN, STRANGEST_PLAN, USUAL, goal, step

WORDS = StepWords("W" * 150, Activity.CHALLENGE, "W" * 60, "W" * 300, date(2027, 1, 1))


def _first(plan):
    return StepSeen(plan, plan.plan.goals[0], plan.plan.steps[0])


def _last(plan):
    return StepSeen(plan, plan.plan.goals[0], plan.plan.steps[-1])


SAMPLES = {
    "build": [
        lambda say: view.build(StepSeen(USUAL, goal(), None), say),
        lambda say: view.build(_first(USUAL), say, below="V0123456789"),
        lambda say: view.build(_first(LONGEST_PLAN), say),
        lambda say: view.build(_last(STRANGEST_PLAN), say),
        lambda say: view.build(
            StepSeen(STRANGEST_PLAN, goal(), step(1)), say, written=WORDS, theirs=STRANGEST_PLAN.plan.steps[0]
        ),
    ]
}
