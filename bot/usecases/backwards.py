"""Leads from a goal's day back to a step that can be done this week; each step kept is in the plan at once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import action_plan as plans
from bot.mentoring import backwards, cadence
from bot.mentoring.action_plan import Activity, Step, StepWords
from bot.mentoring.backwards import Asked
from bot.mentoring.goals import Goal, GoalId, GoalState, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands, Talk
from bot.usecases import action_plan
from bot.usecases.action_plan import PlanSeen, look
from storage.store import Work


class Way(NamedTuple):
    """The way to a goal as far as it is worked out: the question that comes next, if any, the open steps by their days, and
    the kinds of learning that are not among them."""

    seen: PlanSeen
    goal: Goal
    asked: Asked | None
    steps: tuple[Step, ...]
    missing: tuple[Activity, ...]


def see(work: Work, actor: Handle, id: GoalId, *, more: bool = False, now: datetime) -> Way:
    """Take it up before the earliest step. With `more`, one more step is asked for although today is reached.

    Raises Refusal: unknown, not a member, ended, a goal that is gone or met or has no day to come; with `more` also where it
    has as many steps as it can hold.
    """
    goal = work.plans.goal(id)
    seen = look(work, actor, goal.mentorship, now=now)
    plans.check_goal_takes_steps(goal)
    steps = seen.plan.steps_of(id)
    asked = backwards.ask(goal, steps, seen.today)
    if more and asked is None:
        plans.check_room(steps)
        asked = backwards.before(goal, steps, seen.today)
    return Way(
        seen=seen,
        goal=goal,
        asked=asked,
        steps=tuple(step for step in steps if not step.is_done),
        missing=tuple(backwards.missing_kinds(goal, steps)),
    )


def of_pair(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Way:
    """The same for the goal that is worked out half-way, else the first that isn't worked out."""
    seen = look(work, actor, id, now=now)
    goals = [goal for goal in current(seen.plan.goals) if goal.state is GoalState.OPEN]
    for wanted in (Stands.HALF, Stands.NEW, Stands.DONE):
        for goal in goals:
            if backwards.stands(goal, seen.plan.steps, seen.today) is wanted:
                return see(work, actor, goal.id, now=now)
    raise Refusal("backwards.no_goal")


def keep(work: Work, actor: Handle, id: GoalId, words: StepWords, *, now: datetime) -> Way:
    """Keep a step in the plan and come to the question before it. Raises Refusal(s) at the inputs of a step."""
    action_plan.add_step(work, actor, id, words, now=now)
    return see(work, actor, id, now=now)


def stands(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> Talk | None:
    """Where this conversation ("backwards") stands; the same for both. None without
    a goal to work out."""
    plan = work.plans.load(mentorship.id)
    today = cadence.local(now, person.zone).date()
    goals = [goal for goal in current(plan.goals) if goal.state is GoalState.OPEN]
    found = {backwards.stands(goal, plan.steps, today) for goal in goals}
    return next((Talk("backwards", each) for each in (Stands.HALF, Stands.NEW, Stands.DONE) if each in found), None)
