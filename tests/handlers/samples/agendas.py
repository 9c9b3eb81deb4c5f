"""The agendas of the first two meetings, from nothing to everything talked about, and the order of the goals."""

from __future__ import annotations

from functools import partial

from bot.mentoring.agendas import PARTS, Which
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.agendas import Agenda, Order
from bot.usecases.goals import GoalSeen
from handlers.slack.views import action_plan_goal, agendas
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST
from tests.handlers.samples.action_plan import seen
from tests.handlers.samples.here import goal

PAIR = MentorshipId(41)
NAMES = ("Jonas", LONGEST.first_name, STRANGEST.first_name)


def agenda(which, name="Jonas", through=0, **more):
    values = {"role": Role.MENTEE, "mentor": "Amara", "mentee": name, "others": name, "power": False, **more}
    done = {part: MONDAY.date() for part in PARTS[which][:through]}
    return Agenda(PAIR, which, through=done, **values)


def goals(*titles):
    return tuple(goal(nth, title) for nth, title in enumerate(titles, start=1))


GOALS = (goals("Say no in time"), goals(*["W" * 150] * 3), goals(STRANGE[:150], STRANGE[:150]))
ORDERS = [
    tuple(
        Goal(GoalId(nth), PAIR, nth, title, "", "", None)
        for nth, title in enumerate((f"{nth} {words}" for nth in range(3)), start=1)
    )
    for words in ("Say no in time", "W" * 148, STRANGE[:140])
]
SAMPLES = {
    "build": [
        partial(agendas.build, agenda(which, name, through, power=power, goals=several, agreed=power))
        for which in Which
        for name, several in zip(NAMES, GOALS, strict=True)
        for through in range(4)
        for power in (False, True)
    ]
    + [partial(agendas.build, agenda(which, through=nth), shown=PARTS[which]) for which in Which for nth in range(4)],
    "goal": [
        lambda say: agendas.goal(
            action_plan_goal.build(GoalSeen(seen(), None), say, over=True), Which.FIRST, "V01", ["M1.goals"]
        )
    ],
    "order": [partial(agendas.order, Order(PAIR, each)) for each in (*ORDERS, ())],
}
