"""A plan worked out from its end: from a goal's day back to a step that can be done this week (P.backwards, P.activity)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot.mentoring.action_plan import STEPS_AT_A_TIME, Activity, Step
from bot.mentoring.cadence import is_working_day
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands

CLOSE = timedelta(days=10)
"""A first step due this soon can be begun with; nothing has to come before it."""
TWO_KINDS = 2
"""Steps from which on a kind of learning can be missing."""


class Back(StrEnum):
    """How far back the next question goes."""

    MONTH = "month"
    FORTNIGHT = "fortnight"
    WEEK = "week"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Asked:
    """The next question: what has to be true `back` before `day`, which is the goal's own or that of the step `before`
    which it has to come. `due` is a suggestion between today and then."""

    back: Back
    day: date
    due: date
    before: Step | None


def dated(goal: Goal, steps: Sequence[Step], today: date) -> list[Step]:
    """The goal's open steps with a day to come, the first due first."""
    own = [step for step in steps if step.goal == goal.id and not step.is_done and step.due and step.due >= today]
    return sorted(own, key=lambda step: (step.due or date.max, step.id))


def check(goal: Goal, today: date) -> None:
    """Raise Refusal("backwards.no_day") where a goal has no day to begin from."""
    if goal.target is None or goal.target < today:
        raise Refusal("backwards.no_day")


def ask(goal: Goal, steps: Sequence[Step], today: date) -> Asked | None:
    """What to ask next, before the earliest step; None where today is reached, where the goal
    holds as many steps as it can, and where a goal with steps has no day to come. Raises Refusal("backwards.no_day") where one
    without steps has none."""
    own = [step for step in steps if step.goal == goal.id]
    if not own:
        check(goal, today)
    elif goal.target is None or goal.target < today:
        return None
    ahead = dated(goal, steps, today)
    if sum(step.goal == goal.id and not step.is_done for step in steps) >= STEPS_AT_A_TIME:
        return None
    first = ahead[0] if ahead else None
    day = first.due if first is not None and first.due is not None else goal.target
    assert day is not None
    if first is not None and day - today <= CLOSE:
        return None
    back = _back(day - today)
    due = {
        Back.MONTH: day - relativedelta(months=1),
        Back.FORTNIGHT: day - timedelta(days=14),
        Back.WEEK: day - timedelta(days=7),
        Back.DAYS: today + (day - today) / 2,
    }[back]
    return Asked(back, day, _worked_on(due, today), first)


def before(goal: Goal, steps: Sequence[Step], today: date) -> Asked:
    """The same asked once more though today is reached: one more step before the first."""
    ahead = dated(goal, steps, today)
    day = ahead[0].due if ahead and ahead[0].due else goal.target or today
    return Asked(Back.DAYS, day, _worked_on(today + (day - today) / 2, today), ahead[0] if ahead else None)


def _back(left: timedelta) -> Back:
    if left >= timedelta(days=56):
        return Back.MONTH
    if left >= timedelta(days=28):
        return Back.FORTNIGHT
    return Back.WEEK if left > CLOSE else Back.DAYS


def _worked_on(day: date, today: date) -> date:
    """The last working day up to this one; where that is past, this day itself."""
    earlier = day
    while not is_working_day(earlier):
        earlier -= timedelta(days=1)
    return earlier if earlier >= today else day


def missing_kinds(goal: Goal, steps: Sequence[Step]) -> list[Activity]:
    """Kinds of learning that are not in the goal's steps, done ones counted; none while there are hardly any steps."""
    own = [step for step in steps if step.goal == goal.id]
    if len(own) < TWO_KINDS:
        return []
    return [kind for kind in Activity if all(step.activity is not kind for step in own)]


def stands(goal: Goal, steps: Sequence[Step], today: date) -> Stands:
    """How far a goal has been worked out. A goal without a day to come has not been begun, unless it has steps."""
    own = [step for step in steps if step.goal == goal.id]
    if goal.state is not GoalState.OPEN:
        return Stands.DONE
    if goal.target is None or goal.target < today:
        return Stands.DONE if own else Stands.NEW
    ahead = dated(goal, steps, today)
    if not ahead:
        return Stands.DONE if own else Stands.NEW
    return Stands.DONE if ask(goal, steps, today) is None else Stands.HALF
