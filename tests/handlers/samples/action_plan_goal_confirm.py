"""The question whether a goal is met, what came of it, and the messages about it."""

from __future__ import annotations

from datetime import date

from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.goals import GoalConfirmed, GoalMarked, GoalSeen, GoalTalk
from handlers.slack.views import action_plan_goal_confirm as view
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST
from tests.handlers.samples.action_plan import (
    LONGEST_PLAN,
    MENTEE,
    MENTOR,
    STRANGEST_PLAN,
    WITH_MET,
    goal,
    seen,
    step,
)

DAY = date(2026, 10, 19)


def _shown(**more):
    one = goal(**more)
    return GoalSeen(seen((one,), (step(1, done_at=MONDAY),), me=MENTOR), one, DAY if one.marked_at else None)


SHOWN = [
    _shown(marked_at=MONDAY),
    _shown(marked_at=MONDAY, talk_asked_at=MONDAY),
    _shown(talk_asked_at=MONDAY),
    _shown(),
    GoalSeen(seen(me=MENTOR), goal(dropped_at=MONDAY)),
    *(GoalSeen(WITH_MET, met) for met in WITH_MET.plan.goals[1:]),
    *(GoalSeen(plan, plan.plan.goals[0], DAY) for plan in (LONGEST_PLAN, STRANGEST_PLAN)),
    *(GoalSeen(plan, plan.plan.goals[3]) for plan in (LONGEST_PLAN, STRANGEST_PLAN)),
]

SAMPLES = {
    "build": [lambda say, shown=shown: view.build(shown, say, below="V0123456789") for shown in SHOWN],
    "answered": [lambda say, shown=shown: view.answered(shown, say) for shown in SHOWN],
    "marked": [
        lambda say, who=who: view.marked(GoalMarked(GoalId(31), who, DAY), say) for who in (MENTEE, LONGEST, STRANGEST)
    ],
    "confirmed": [
        lambda say, who=who, title=title: view.confirmed(GoalConfirmed(MentorshipId(41), title, who), say)
        for who, title in ((MENTOR, "Run one small study"), (LONGEST, "W" * 150), (STRANGEST, STRANGE))
    ],
    "talk": [
        lambda say, who=who: view.talk(GoalTalk(MentorshipId(41), who), say) for who in (MENTOR, LONGEST, STRANGEST)
    ],
}
