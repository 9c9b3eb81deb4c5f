"""The form of a goal."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.mentoring.goals import GoalWords
from bot.usecases.goals import GoalSeen
from handlers.slack.incoming import State, ViewPlace
from handlers.slack.views import action_plan_goal as view
from tests.builders import STRANGE
from tests.handlers.samples.action_plan import LONGEST_PLAN, STRANGEST_PLAN, USUAL, goal, seen

WORDS = GoalWords("W" * 150, "W" * 500, "W" * 500, date(2027, 1, 1), None)


def unfolded(title, outcome):
    typed = {"goal": {"value": {"value": title}}, "outcome": {"value": {"value": outcome}}}
    place = ViewPlace("V1", "h", view.CALLBACK_ID, '{"pair": 41, "priority": 0, "target": ""}', State(typed))
    return partial(view.unfolded, GoalSeen(seen(), None), place)


SAMPLES = {
    "unfolded": [unfolded("", ""), unfolded("W" * 150, "W" * 500), unfolded(STRANGE[:150], STRANGE)],
    "build": [
        lambda say: view.build(GoalSeen(seen(), None), say),
        lambda say: view.build(GoalSeen(seen(), None, proposed="W" * 900), say),
        lambda say: view.build(GoalSeen(seen(), None, proposed="Leading a team", own=True), say, over=True),
        lambda say: view.build(GoalSeen(seen(), None, proposed=STRANGE), say),
        lambda say: view.build(GoalSeen(USUAL._replace(today=date(2027, 6, 1)), None), say),
        lambda say: view.build(GoalSeen(USUAL, goal()), say, below="V0123456789"),
        lambda say: view.build(GoalSeen(LONGEST_PLAN, LONGEST_PLAN.plan.goals[1]), say),
        lambda say: view.build(GoalSeen(STRANGEST_PLAN, STRANGEST_PLAN.plan.goals[1]), say),
        lambda say: view.build(
            GoalSeen(STRANGEST_PLAN, goal()), say, written=WORDS, theirs=STRANGEST_PLAN.plan.goals[1]
        ),
    ],
}
