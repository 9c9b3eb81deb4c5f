"""What may be missing in a goal: a thought, two, all words there are, with long and strange goals."""

from __future__ import annotations

from functools import partial

from bot.mentoring.smart import Hint
from handlers.slack.views import goal_hints as view
from tests.handlers.samples.action_plan import LONGEST_PLAN, STRANGEST_PLAN, USUAL

SAMPLES = {
    "build": [
        partial(view.build, USUAL, USUAL.plan.goals[0], list(Hint)),
        partial(view.build, USUAL, USUAL.plan.goals[0], [Hint.MEASURABLE], below="V0123456789", over=True),
        *(partial(view.build, each, each.plan.goals[0], list(Hint)[:2]) for each in (LONGEST_PLAN, STRANGEST_PLAN)),
    ]
}
