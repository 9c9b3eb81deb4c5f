"""Shows a mentorship's plan, and keeps its vision and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from bot.mentoring import action_plan, cadence, thoughts
from bot.mentoring.action_plan import ActionPlan, PlanGlance, Step, StepId, StepWords, Vision
from bot.mentoring.drafts import Written
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.mentoring.thoughts import Subject, Thought
from bot.usecases import drafts
from storage.store import Work


class PlanSeen(NamedTuple):
    """A plan as one member sees it; `today` is that person's own day, `stands_after` how long a mark waits. `thoughts` are
    one's own, and those that others show; `drafts` are one's own, by page."""

    me: Person
    mentorship: Mentorship
    plan: ActionPlan
    today: date
    stands_after: timedelta
    thoughts: tuple[Thought, ...] = ()
    drafts: Mapping[str, Written] = MappingProxyType({})

    def day(self, moment: datetime) -> date:
        """The day of this moment (aware) where this person is."""
        return cadence.local(moment, self.me.zone).date()


class StepSeen(NamedTuple):
    """A step of a goal as a form shows it; no step: a new one."""

    seen: PlanSeen
    goal: Goal
    step: Step | None


def glance(work: Work, mentorship_id: MentorshipId) -> PlanGlance:
    """A plan at a glance, for Home and `/mentor`."""
    goals, steps = work.plans.goals(mentorship_id), work.plans.steps(mentorship_id)
    return action_plan.glance(ActionPlan(Vision(mentorship_id), goals, steps))


def seen(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> PlanSeen:
    """The plan as it is now, for a member."""
    return PlanSeen(
        me=person,
        mentorship=mentorship,
        plan=work.plans.load(mentorship.id),
        today=cadence.local(now, person.zone).date(),
        stands_after=work.program.goal_stands_after,
        thoughts=tuple(
            each for each in work.thoughts.of(mentorship.id) if each.person == person.id or each.shown_at is not None
        ),
        drafts=drafts.see(work, person, mentorship),
    )


def look(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> PlanSeen:
    """The plan of a mentorship. Raises Refusal for somebody who is no member, or where it has ended."""
    person = work.people.known(actor)
    return seen(work, person, work.mentorships.for_member(id, person.id), now)


def reread(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> PlanSeen:
    """The same, also after the end, for its members to read. Raises Refusal: not a member; ended with nothing to read."""
    person = work.people.known(actor)
    found = seen(work, person, work.mentorships.of_member(id, person.id), now)
    empty = not found.plan.goals and not found.plan.vision.statement
    return look(work, actor, id, now=now) if empty else found


def save_vision(
    work: Work, actor: Handle, id: MentorshipId, statement: str, *, revision: int, now: datetime
) -> PlanSeen | Vision:
    """Keep the vision. Where it was changed since `revision`, nothing is kept and the present one comes back."""
    before = look(work, actor, id, now=now)
    vision = before.plan.vision
    if vision.revision != revision and vision.statement != statement:
        return vision
    forgotten = thoughts.forget(before.thoughts, id, before.me.id, Subject.VISION)
    work.record(action_plan.envision(vision, statement) + forgotten)
    return look(work, actor, id, now=now)


def step_form(
    work: Work, actor: Handle, *, goal: GoalId | None = None, step: StepId | None = None, now: datetime
) -> StepSeen:
    """What the form of a step needs. Raises Refusal where the goal has no room for a new one, or is gone or met."""
    found = None if step is None else work.plans.step(step)
    its = work.plans.goal(found.goal if found is not None else goal or GoalId(0))
    before = look(work, actor, its.mentorship, now=now)
    action_plan.check_goal_takes_steps(its)
    if found is None:
        action_plan.check_room(before.plan.steps_of(its.id))
    elif found.dropped_at is not None:
        raise Refusal("action_plan.step_gone")
    return StepSeen(before, its, found)


def add_step(work: Work, actor: Handle, goal_id: GoalId, words: StepWords, *, now: datetime) -> PlanSeen:
    """Add a step to a goal. Raises Refusal(s) at the inputs."""
    goal = work.plans.goal(goal_id)
    before = look(work, actor, goal.mentorship, now=now)
    steps = before.plan.steps_of(goal_id)
    id = work.plans.next_step_id()
    work.record(action_plan.add_step(goal, steps, id, before.mentorship, words, today=before.today, now=now))
    return look(work, actor, goal.mentorship, now=now)


def change_step(
    work: Work, actor: Handle, id: StepId, words: StepWords, *, revision: int, now: datetime
) -> PlanSeen | Step:
    """Change a step. Where it was changed since `revision`, nothing is kept and the present one comes back."""
    step = work.plans.step(id)
    goal = work.plans.goal(step.goal)
    before = look(work, actor, goal.mentorship, now=now)
    if step.revision != revision and not action_plan.says(step, words) and step.dropped_at is None:
        return step
    work.record(action_plan.change_step(goal, step, before.mentorship, words, today=before.today, now=now))
    return look(work, actor, goal.mentorship, now=now)


def drop_step(work: Work, actor: Handle, id: StepId, *, now: datetime) -> PlanSeen:
    """Let a step go."""
    step = work.plans.step(id)
    goal = work.plans.goal(step.goal)
    look(work, actor, goal.mentorship, now=now)
    work.record(action_plan.drop_step(goal, step, now=now))
    return look(work, actor, goal.mentorship, now=now)


def mark_step(work: Work, actor: Handle, id: StepId, *, done: bool, now: datetime) -> PlanSeen:
    """Say that a step is done, or that it isn't after all. Repeating it is harmless."""
    step = work.plans.step(id)
    goal = work.plans.goal(step.goal)
    before = look(work, actor, goal.mentorship, now=now)
    if done:
        work.record(action_plan.step_done(goal, step, now=now))
    else:
        work.record(action_plan.step_open(goal, step, before.plan.steps_of(goal.id), now=now))
    return look(work, actor, goal.mentorship, now=now)
