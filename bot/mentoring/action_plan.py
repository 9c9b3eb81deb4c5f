"""The action plan: a vision, the goals, and the steps that lead there, each a learning activity (field guide, sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.mentoring.decision import NOTHING, Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import Goal, GoalId, GoalState, check_day, check_text, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.refusals import Checks, Refusal

StepId = NewType("StepId", int)
STEPS_AT_A_TIME = 12
"""Open steps of one goal; done ones are folded into a line and leave room."""
VISION, TITLE, DURATION, RESOURCES = 500, 150, 60, 300
"""The most characters of each text."""


class Activity(StrEnum):
    """P.activity: by doing, with and through others, or by a challenge."""

    DOING = "doing"
    OTHERS = "others"
    CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True)
class Vision:
    """V.statement: short, in the present tense. Revision 0: nothing was written yet."""

    mentorship: MentorshipId
    statement: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One of P.steps with P.duration (as people say it), P.resources and its due day."""

    id: StepId
    goal: GoalId
    title: str
    activity: Activity
    duration: str
    resources: str
    due: date | None
    revision: int = 1
    done_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class StepWords:
    """What someone wrote about a step."""

    title: str
    activity: Activity
    duration: str
    resources: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A mentorship's whole plan; `goals` and `steps` hold nothing that was dropped."""

    vision: Vision
    goals: tuple[Goal, ...]
    steps: tuple[Step, ...]

    @property
    def met(self) -> list[Goal]:
        """Goals that are met, the latest first."""
        met = [goal for goal in self.goals if goal.accomplished_at is not None]
        return sorted(met, key=lambda goal: (goal.accomplished_at, goal.id), reverse=True)

    def steps_of(self, goal: GoalId) -> list[Step]:
        """A goal's steps, the next due first, those without a day last."""
        return sorted(
            (step for step in self.steps if step.goal == goal), key=lambda step: (step.due or date.max, step.id)
        )


@dataclass(frozen=True, slots=True)
class GoalGlance:
    """A goal in a line. `next_step` is (id, title, due); `met_at` is set in the state MET alone."""

    id: GoalId
    title: str
    priority: int
    done: int
    total: int
    target: date | None
    next_step: tuple[StepId, str, date | None] | None
    state: GoalState
    met_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done of all; those left open when their goal was met count no more."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PlanGlance:
    """A plan at a glance: steps done of all, the next day something is due, the goals (current ones first)."""

    done: int
    total: int
    next_due: date | None
    goals: tuple[GoalGlance, ...]


def glance(plan: ActionPlan) -> PlanGlance:
    """Count a plan. Steps that were left open when their goal was met count no more."""
    goals = tuple(_goal_glance(goal, plan.steps_of(goal.id)) for goal in (*current(plan.goals), *plan.met))
    due = [goal.next_step[2] for goal in goals if goal.next_step is not None and goal.next_step[2] is not None]
    return PlanGlance(
        done=sum(goal.done for goal in goals),
        total=sum(goal.total for goal in goals),
        next_due=min(due, default=None),
        goals=goals,
    )


def _goal_glance(goal: Goal, steps: Sequence[Step]) -> GoalGlance:
    done = sum(step.is_done for step in steps)
    left = [step for step in steps if not step.is_done] if goal.state is not GoalState.MET else []
    return GoalGlance(
        id=goal.id,
        title=goal.title,
        priority=goal.priority,
        done=done,
        total=done + len(left),
        target=goal.target,
        next_step=(left[0].id, left[0].title, left[0].due) if left else None,
        state=goal.state,
        met_at=goal.accomplished_at,
    )


def envision(vision: Vision, statement: str) -> Decision:
    """Other words for the vision. Raises Refusals at the input."""
    checks = Checks()
    check_text(checks, statement, field="vision", longest=VISION, required=True)
    checks.done()
    if vision.statement == statement:
        return NOTHING
    return Decision(changes=(replace(vision, statement=statement, revision=vision.revision + 1),))


def says(step: Step, words: StepWords) -> bool:
    """Whether the step says exactly this already."""
    return (step.title, step.activity, step.duration, step.resources, step.due) == (
        words.title,
        words.activity,
        words.duration,
        words.resources,
        words.due,
    )


def check_words(words: StepWords, *, was: Step | None, today: date, end: date) -> None:
    """Raise Refusals at the inputs of a step (today: the writer's own day)."""
    checks = Checks()
    check_text(checks, words.title, field="step", longest=TITLE, required=True)
    check_text(checks, words.duration, field="duration", longest=DURATION, required=False)
    check_text(checks, words.resources, field="resources", longest=RESOURCES, required=False)
    check_day(checks, words.due, field="due", was=None if was is None else was.due, today=today, end=end)
    checks.done()


def check_room(steps: Sequence[Step], *, field: str | None = None) -> None:
    """Raise Refusal("action_plan.twelve_steps") where a goal has as many open steps as it can hold."""
    if sum(not step.is_done for step in steps) >= STEPS_AT_A_TIME:
        raise Refusal("action_plan.twelve_steps", field=field)


def add_step(
    goal: Goal,
    steps: Sequence[Step],
    id: StepId,
    mentorship: Mentorship,
    words: StepWords,
    *,
    today: date,
    now: datetime,
) -> Decision:
    """A new step of a goal. The same once more (a second click) is one step; raises Refusal(s) at the inputs."""
    check_goal_takes_steps(goal, field="step")
    check_words(words, was=None, today=today, end=mentorship.end)
    for step in steps:
        if says(step, words) and not step.is_done:
            return NOTHING
        if step.title.casefold() == words.title.casefold() and not step.is_done:
            raise Refusal("action_plan.step_twice", field="step")
    check_room(steps, field="step")
    new = Step(
        id=id,
        goal=goal.id,
        title=words.title,
        activity=words.activity,
        duration=words.duration,
        resources=words.resources,
        due=words.due,
    )
    return Decision(changes=(new,), evidence=_trace(goal, new, What.STEP_ADDED, now))


def check_goal_takes_steps(goal: Goal, *, field: str | None = None) -> None:
    """Raise Refusal where a goal is dropped or met."""
    if goal.dropped_at is not None:
        raise Refusal("action_plan.goal_gone", field=field)
    if goal.state is GoalState.MET:
        raise Refusal("action_plan.goal_met", field=field)


def change_step(
    goal: Goal, step: Step, mentorship: Mentorship, words: StepWords, *, today: date, now: datetime
) -> Decision:
    """Other words for a step. Raises Refusal(s) at the inputs."""
    check_goal_takes_steps(goal, field="step")
    if step.dropped_at is not None:
        raise Refusal("action_plan.step_gone", field="step")
    check_words(words, was=step, today=today, end=mentorship.end)
    if says(step, words):
        return NOTHING
    changed = replace(
        step,
        title=words.title,
        activity=words.activity,
        duration=words.duration,
        resources=words.resources,
        due=words.due,
        revision=step.revision + 1,
    )
    return Decision(changes=(changed,), evidence=_trace(goal, changed, What.STEP_CHANGED, now))


def drop_step(goal: Goal, step: Step, *, now: datetime) -> Decision:
    """The step leaves the plan. Dropping it twice is harmless."""
    check_goal_takes_steps(goal)
    if step.dropped_at is not None:
        return NOTHING
    return Decision(changes=(replace(step, dropped_at=now),), evidence=_trace(goal, step, What.STEP_DROPPED, now))


def step_done(goal: Goal, step: Step, *, now: datetime) -> Decision:
    """The step is done. Saying so twice is harmless. Raises Refusal where step or goal are gone."""
    _check_step(goal, step)
    if step.is_done:
        return NOTHING
    return Decision(changes=(replace(step, done_at=now),), evidence=_trace(goal, step, What.STEP_DONE, now))


def step_open(goal: Goal, step: Step, steps: Sequence[Step], *, now: datetime) -> Decision:
    """The step isn't done after all. Harmless when repeated."""
    _check_step(goal, step)
    if not step.is_done:
        return NOTHING
    check_room(steps)
    return Decision(changes=(replace(step, done_at=None),), evidence=_trace(goal, step, What.STEP_REOPENED, now))


def _trace(goal: Goal, step: Step, what: What, now: datetime) -> Traces:
    due = step.due.isoformat() if step.due else ""
    return ((goal.mentorship, Evidence(now, what, about=step.id, goal=goal.id, value=due)),)


def _check_step(goal: Goal, step: Step) -> None:
    if step.dropped_at is not None:
        raise Refusal("action_plan.step_gone")
    check_goal_takes_steps(goal)
