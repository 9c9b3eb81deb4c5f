"""Keeps the goals of a plan, and settles when one is met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence, goals, goals_met
from bot.mentoring.decision import Decision
from bot.mentoring.goals import TITLE, Goal, GoalId, GoalState, GoalWords
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.milestones import Kind
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.standing import Waiting
from bot.ports import Posted
from bot.usecases import agreement, milestones
from bot.usecases.action_plan import PlanSeen, look
from bot.usecases.sweeping import one_by_one
from storage.planned import Planned
from storage.store import Work


class GoalSeen(NamedTuple):
    """A goal as one member sees it; no goal: the form of a new one, with what the agreement `proposed`, or what the
    mentee had written (`own`). `stands_on` is
    the day on which a mark that waits counts by itself, in that person's zone."""

    seen: PlanSeen
    goal: Goal | None
    stands_on: date | None = None
    asked: Posted | None = None
    proposed: str = ""
    own: bool = False


class GoalMarked(NamedTuple):
    """What the question to a mentor says."""

    goal: GoalId
    mentee: Person
    stands_on: date


class GoalTalk(NamedTuple):
    """What the mentee reads when the mentor would rather talk first."""

    mentorship: MentorshipId
    mentor: Person


class GoalConfirmed(NamedTuple):
    """What the mentee reads when the mentor sees it too."""

    mentorship: MentorshipId
    title: str
    mentor: Person


def stands_on(work: Work, goal: Goal, zone: str) -> date | None:
    """The local day on which a mark counts without an answer."""
    if goal.marked_at is None:
        return None
    return cadence.local(goal.marked_at + work.program.goal_stands_after, zone).date()


def has_room(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> bool:
    """Whether another goal can be added."""
    return len(goals.current(look(work, actor, id, now=now).plan.goals)) < goals.AT_A_TIME


def new_form(work: Work, actor: Handle, id: MentorshipId, *, written: str = "", now: datetime) -> GoalSeen:
    """What the form of a new goal needs, begun with what was `written`. Raises Refusal where three are worked on already."""
    before = look(work, actor, id, now=now)
    goals.check_room(before.plan.goals)
    if written:
        return GoalSeen(before, None, proposed=written, own=True)
    return GoalSeen(before, None, proposed=_agreed(work, id, before.plan.goals))


def _agreed(work: Work, id: MentorshipId, goals: Sequence[Goal]) -> str:
    """The first goal of the agreement (A.goals) that is not in the plan; empty where there is none."""
    holds = agreement.in_force(work, id)
    taken_up = {" ".join(goal.title.split()).casefold() for goal in goals}
    lines = holds.terms.goal_lines if holds is not None else ()
    return next((line for line in lines if " ".join(line.split())[:TITLE].casefold() not in taken_up), "")


def form(work: Work, actor: Handle, id: GoalId, *, now: datetime) -> GoalSeen:
    """What the form of a goal needs. Raises Refusal where it is dropped, met or marked."""
    shown = show(work, actor, id, now=now)
    assert shown.goal is not None
    goals.check_changeable(shown.goal)
    return shown


def show(work: Work, actor: Handle, id: GoalId, *, now: datetime) -> GoalSeen:
    """A goal in whatever state, for the members of its mentorship."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    return GoalSeen(before, goal, stands_on(work, goal, before.me.zone))


def add(work: Work, actor: Handle, id: MentorshipId, words: GoalWords, *, now: datetime) -> PlanSeen:
    """Add a goal. Raises Refusal(s) at the inputs."""
    before = look(work, actor, id, now=now)
    new = work.plans.next_goal_id()
    work.record(goals.add(before.plan.goals, new, before.mentorship, words, today=before.today, now=now))
    return look(work, actor, id, now=now)


def change(work: Work, actor: Handle, id: GoalId, words: GoalWords, *, revision: int, now: datetime) -> PlanSeen | Goal:
    """Change a goal. Where it was changed since `revision`, nothing is kept and the present one comes back."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    if goal.revision != revision and not goals.says(goal, words) and goal.dropped_at is None:
        return goal
    work.record(goals.change(before.plan.goals, goal, before.mentorship, words, today=before.today, now=now))
    return look(work, actor, goal.mentorship, now=now)


def drop(work: Work, actor: Handle, id: GoalId, *, now: datetime) -> PlanSeen:
    """Let a goal go, with its steps."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    work.record(goals.drop(before.plan.goals, goal, now=now))
    return look(work, actor, goal.mentorship, now=now)


def mark(work: Work, actor: Handle, id: GoalId, *, met: bool, now: datetime) -> PlanSeen:
    """The mentee says a goal is met, or takes that back before it counts. Repeating it is harmless."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    if met:
        after = work.program.goal_stands_after
        work.record(goals_met.mark(goal, before.mentorship, before.me.id, now=now, stands_after=after))
    else:
        work.record(goals_met.take_back(goal, before.mentorship, before.me.id, now=now))
    return look(work, actor, goal.mentorship, now=now)


def confirm(work: Work, actor: Handle, id: GoalId, *, now: datetime) -> GoalSeen:
    """A mentor sees it too: the goal is met and celebrated."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    _meet(work, goal, goals_met.confirm(before.plan.goals, goal, before.mentorship, before.me.id, now=now), now)
    return show(work, actor, id, now=now)._replace(asked=_asked(work, goal, before.me))


def talk(work: Work, actor: Handle, id: GoalId, *, now: datetime) -> GoalSeen:
    """A mentor would rather talk first."""
    goal = work.plans.goal(id)
    before = look(work, actor, goal.mentorship, now=now)
    work.record(goals_met.talk(goal, before.mentorship, before.me.id, now=now))
    return show(work, actor, id, now=now)._replace(asked=_asked(work, goal, before.me))


def _asked(work: Work, goal: Goal, mentor: Person) -> Posted | None:
    """Where the message stands that asked this mentor about the mark."""
    if goal.marked_at is None:
        return None
    return work.outbox.place_of(goals_met.asked_key(goal.id, int(goal.marked_at.timestamp()), mentor.id))


def settle_goals(work: Work, now: datetime) -> None:
    """Where nobody answered for seven days, the mentee's word stands (section 14)."""

    def stand(goal: Goal) -> None:
        _meet(work, goal, goals_met.stand(work.plans.goals(goal.mentorship), goal, now=now), now)

    one_by_one(work, "goals.settle_goals", work.plans.marked_until(now - work.program.goal_stands_after), stand)


def next_moment(work: Work) -> datetime | None:
    """When the next mark counts by itself."""
    first = work.plans.first_marked()
    return None if first is None else first + work.program.goal_stands_after


def _meet(work: Work, goal: Goal, decision: Decision, now: datetime) -> None:
    """Keep that a goal is met, and celebrate it; then the plan, where that was the last of its goals."""
    if not decision.changes:
        return
    work.record(decision)
    mentorship = work.mentorships.get(goal.mentorship)
    milestones.reached(work, mentorship, Kind.GOAL_ACCOMPLISHED, goal.id, now)
    if not goals.current(work.plans.goals(goal.mentorship)):
        milestones.reached(work, mentorship, Kind.ALL_GOALS, 0, now)


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """Marks that wait for this mentor: values `name` (the mentee's first) and `until` (the day it counts by itself)."""
    if mentorship.member(person.id).role is not Role.MENTOR:
        return []
    name = mentorship.mentee.first_name
    return [
        Waiting("goal.confirm", goal.id, goal.marked_at, {"name": name, "until": stands_on(work, goal, person.zone)})
        for goal in work.plans.marked(mentorship.id)
        if goal.marked_at is not None
    ]


def ask_mentor(work: Work, row: Planned, now: datetime) -> GoalMarked:
    """Gather the question to a mentor. Raises Unwanted where the mark was taken back or answered meanwhile."""
    goal = work.plans.goal(GoalId(row.about["goal"]))
    if goal.marked_at is None or int(goal.marked_at.timestamp()) != row.about["mark"]:
        raise Unwanted("the mark does not wait any more")
    mentor = _recipient(work, row)
    mentee = work.mentorships.get(goal.mentorship).mentee
    day = stands_on(work, goal, mentor.zone)
    assert day is not None
    return GoalMarked(goal=goal.id, mentee=mentee, stands_on=day)


def tell_mentee(work: Work, row: Planned, now: datetime) -> GoalTalk:
    """Gather the kind word to the mentee. Raises Unwanted where the goal was dropped, marked again or met meanwhile."""
    goal = work.plans.goal(GoalId(row.about["goal"]))
    if goal.dropped_at is not None or goal.state is not GoalState.OPEN:
        raise Unwanted("the goal has moved on")
    return GoalTalk(mentorship=goal.mentorship, mentor=work.people.get(PersonId(row.about["by"])))


def tell_met(work: Work, row: Planned, now: datetime) -> GoalConfirmed:
    """Gather the answer the mentee has waited for."""
    goal = work.plans.goal(GoalId(row.about["goal"]))
    return GoalConfirmed(goal.mentorship, goal.title, work.people.get(PersonId(row.about["by"])))


def _recipient(work: Work, row: Planned) -> Person:
    assert isinstance(row.to, ToPerson)
    return work.people.get(row.to.person)


NOTICES = {"goal.confirm": ask_mentor, "goal.talk": tell_mentee, "goal.met": tell_met}
