"""When a goal is met: the mentee says so, and the mentor sees it too, or stays silent; a confirmation is no veto (section 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.evidence import What
from bot.mentoring.goals import Goal, GoalId, GoalState, close_ranks, trace
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Refusal

ANSWER_KEEPS = timedelta(days=7)
"""How long the mentor's answer is worth telling."""


def asked_key(id: GoalId, mark: int, mentor: PersonId) -> str:
    """The key of the question to a mentor about a mark; `mark` is its second."""
    return f"goal-confirm:{id}:{mark}:{mentor}"


def mark(goal: Goal, mentorship: Mentorship, by: PersonId, *, now: datetime, stands_after: timedelta) -> Decision:
    """The mentee says the goal is met; every mentor is asked. Marking it twice is harmless.

    Raises Refusal("action_plan.mentee_marks") for anybody but the mentee, or for a dropped goal.
    """
    if mentorship.member(by).role is not Role.MENTEE:
        raise Refusal("action_plan.mentee_marks", name=mentorship.mentee.first_name)
    if goal.dropped_at is not None:
        raise Refusal("action_plan.goal_gone")
    if goal.state is not GoalState.OPEN:
        return NOTHING
    mark = int(now.timestamp())
    asked = tuple(
        Notice(
            kind="goal.confirm",
            to=ToPerson(member.person.id),
            key=asked_key(goal.id, mark, member.person.id),
            due=cadence.waking_moment(now, member.person.habits),
            latest=now + stands_after,
            about={"mentorship": mentorship.id, "goal": goal.id, "mark": mark},
        )
        for member in mentorship.others(by)
        if member.role is Role.MENTOR
    )
    return Decision(
        changes=(replace(goal, marked_at=now),), notices=asked, evidence=trace(goal, What.GOAL_MARKED, now, by)
    )


def take_back(goal: Goal, mentorship: Mentorship, by: PersonId, *, now: datetime) -> Decision:
    """The mentee takes the mark back before it counts; the question to the mentor goes away. Harmless when repeated."""
    if mentorship.member(by).role is not Role.MENTEE:
        raise Refusal("action_plan.mentee_marks", name=mentorship.mentee.first_name)
    if goal.state is GoalState.MET:
        raise Refusal("action_plan.goal_met")
    if goal.state is GoalState.OPEN:
        return NOTHING
    return Decision(
        changes=(replace(goal, marked_at=None),),
        withdrawn=(f"goal-confirm:{goal.id}:*",),
        evidence=trace(goal, What.GOAL_UNMARKED, now, by),
    )


def confirm(goals: Sequence[Goal], goal: Goal, mentorship: Mentorship, by: PersonId, *, now: datetime) -> Decision:
    """A mentor sees it too: the goal is met. Confirming twice is harmless. Raises Refusal where no mark waits."""
    if goal.state is GoalState.MET:
        return NOTHING
    _check_answer(goal, mentorship, by)
    met = _met(goals, replace(goal, confirmed_by=by), now)
    mentee = mentorship.mentee
    told = Notice(
        kind="goal.met",
        to=ToPerson(mentee.id),
        key=f"goal-met:{goal.id}",
        due=cadence.waking_moment(now, mentee.habits),
        latest=now + ANSWER_KEEPS,
        about={"mentorship": mentorship.id, "goal": goal.id, "by": by},
    )
    return replace(met, notices=(told,))


def stand(goals: Sequence[Goal], goal: Goal, *, now: datetime) -> Decision:
    """Nobody answered in time: the mentee's word stands (section 14)."""
    return _met(goals, goal, now)


def _met(goals: Sequence[Goal], goal: Goal, now: datetime) -> Decision:
    met = replace(goal, accomplished_at=now, marked_at=None)
    return Decision(
        changes=(met, *close_ranks(goals, goal)),
        withdrawn=(f"goal-confirm:{goal.id}:*",),
        evidence=trace(goal, What.GOAL_MET, now, met.confirmed_by),
    )


def talk(goal: Goal, mentorship: Mentorship, by: PersonId, *, now: datetime) -> Decision:
    """A mentor would rather talk first: the goal stays open and the mentee is told. It can be asked for once a goal."""
    if goal.talk_asked_at is not None and goal.state is GoalState.OPEN:
        return NOTHING
    _check_answer(goal, mentorship, by)
    if goal.talk_asked_at is not None:
        raise Refusal("action_plan.talked", name=mentorship.mentee.first_name)
    mentee = mentorship.mentee
    told = Notice(
        kind="goal.talk",
        to=ToPerson(mentee.id),
        key=f"goal-talk:{goal.id}",
        due=cadence.waking_moment(now, mentee.habits),
        latest=now + timedelta(days=14),
        about={"mentorship": mentorship.id, "goal": goal.id, "by": by},
    )
    return Decision(
        changes=(replace(goal, marked_at=None, talk_asked_at=now),),
        notices=(told,),
        withdrawn=(f"goal-confirm:{goal.id}:*",),
        evidence=trace(goal, What.GOAL_UNMARKED, now, by),
    )


def _check_answer(goal: Goal, mentorship: Mentorship, by: PersonId) -> None:
    mentee = mentorship.mentee
    if mentorship.member(by).role is not Role.MENTOR:
        raise Refusal("action_plan.mentor_confirms")
    if goal.dropped_at is not None:
        raise Refusal("action_plan.goal_gone")
    if goal.state is GoalState.MET:
        raise Refusal("action_plan.goal_met")
    if goal.state is GoalState.OPEN:
        raise Refusal("action_plan.not_marked", name=mentee.first_name)
