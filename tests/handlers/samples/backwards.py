"""The way to a goal from its end: the first question, one on the way, the end, each with long and strange words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from bot.mentoring.action_plan import Activity
from bot.mentoring.backwards import Asked, Back
from bot.usecases.backwards import Way
from handlers.slack.views import backwards as view
from tests.handlers.samples.action_plan import LONGEST_PLAN, MENTOR, STRANGEST_PLAN, USUAL, goal, seen, step

FIRST = Asked(Back.MONTH, date(2027, 1, 29), date(2026, 12, 29), None)
NEW = Way(seen(goals=(goal(),)), goal(), FIRST, (), ())


def way(plan, *, back=Back.FORTNIGHT, asked=True, missing=tuple(Activity)):
    """The way of a plan's first goal, as far as it is."""
    its = plan.plan.goals[0]
    steps = tuple(each for each in plan.plan.steps_of(its.id) if not each.is_done)
    before = Asked(back, date(2026, 12, 29), date(2026, 12, 15), steps[0]) if asked else None
    return Way(plan, its, before, steps, missing)


LONG, ODD = way(LONGEST_PLAN), way(STRANGEST_PLAN)
ENDS = [
    way(USUAL, asked=False, missing=(Activity.OTHERS,)),
    way(USUAL._replace(me=MENTOR)),
    NEW._replace(steps=(step(1, due=None),)),
    NEW,
    LONG._replace(asked=None),
    ODD,
]
SAMPLES = {
    "build": [partial(view.build, NEW), partial(view.build, LONG._replace(asked=None), below="V0123456789")],
    "page": [
        partial(view.page, NEW, FIRST),
        *(
            partial(view.page, each, replace(each.asked, back=back))
            for each in (way(USUAL), LONG, ODD)
            for back in Back
        ),
    ],
    "end": [partial(view.end, each) for each in ENDS],
}
