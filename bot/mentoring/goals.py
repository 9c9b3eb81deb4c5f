"""Goals: up to three at a time, in order of priority, and what is written of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.mentoring.decision import NOTHING, Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Checks, Refusal

GoalId = NewType("GoalId", int)
AT_A_TIME = 3
"""Goals that are worked on at once; those that are met stay in the plan and leave room."""
TITLE, OUTCOME, SKILLS = 150, 500, 500
"""The most characters of each text."""


class GoalState(StrEnum):
    """Where a goal stands: worked on, marked as met by the mentee, or met for good."""

    OPEN = "open"
    MARKED = "marked"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Goal:
    """P.goal with P.outcome, P.skills and P.target-date. `revision` counts changes of its text.

    `marked_at` is set while the mentee's mark waits for the mentor; `confirmed_by` is empty where the mentee's word
    stood by itself; `talk_asked_at` tells that a mentor wanted to talk first, which can be asked for once: a
    confirmation is no veto (section 14).
    """

    id: GoalId
    mentorship: MentorshipId
    priority: int
    title: str
    outcome: str
    skills: str
    target: date | None
    revision: int = 1
    marked_at: datetime | None = None
    talk_asked_at: datetime | None = None
    confirmed_by: PersonId | None = None
    accomplished_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def state(self) -> GoalState:
        if self.accomplished_at is not None:
            return GoalState.MET
        return GoalState.OPEN if self.marked_at is None else GoalState.MARKED


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What someone wrote about a goal; `priority` from 1, None leaves it where it is (a new goal: last)."""

    title: str
    outcome: str
    skills: str
    target: date | None
    priority: int | None = None


def says(goal: Goal, words: GoalWords) -> bool:
    """Whether the goal says exactly this already (its place in the order aside)."""
    return (goal.title, goal.outcome, goal.skills, goal.target) == (
        words.title,
        words.outcome,
        words.skills,
        words.target,
    )


def current(goals: Sequence[Goal]) -> list[Goal]:
    """The goals that are worked on, first things first."""
    return sorted((goal for goal in goals if goal.state is not GoalState.MET), key=lambda goal: goal.priority)


def check_text(checks: Checks, text: str, *, field: str, longest: int, required: bool) -> None:
    """Refuse an empty or overlong text at its input."""
    if required and not text:
        checks.refuse("action_plan.empty", field=field)
    elif len(text) > longest:
        checks.refuse("action_plan.too_long", field=field, longest=longest, length=len(text))


def check_day(checks: Checks, day: date | None, *, field: str, was: date | None, today: date, end: date) -> None:
    """Refuse a day before today or after the program's end, both local. One that stays as it was may have passed; so may
    the end, where a pair goes on: then any day to come will do."""
    if day is None or day == was:
        return
    if day < today:
        checks.refuse("action_plan.before_today", field=field, today=today)
    elif day > end >= today:
        checks.refuse("action_plan.after_end", field=field, end=end)


def check_words(words: GoalWords, *, was: Goal | None, today: date, end: date) -> None:
    """Raise Refusals at the inputs of a goal (today: the writer's own day)."""
    checks = Checks()
    check_text(checks, words.title, field="goal", longest=TITLE, required=True)
    check_text(checks, words.outcome, field="outcome", longest=OUTCOME, required=True)
    check_text(checks, words.skills, field="skills", longest=SKILLS, required=False)
    check_day(checks, words.target, field="target_date", was=None if was is None else was.target, today=today, end=end)
    checks.done()


def check_room(goals: Sequence[Goal], *, field: str | None = None) -> None:
    """Raise Refusal("action_plan.three_goals") where three goals are worked on already."""
    if len(current(goals)) >= AT_A_TIME:
        raise Refusal("action_plan.three_goals", field=field)


def add(
    goals: Sequence[Goal], id: GoalId, mentorship: Mentorship, words: GoalWords, *, today: date, now: datetime
) -> Decision:
    """A new goal. The same once more (a second click) is one goal; raises Refusal(s) at the inputs."""
    check_words(words, was=None, today=today, end=mentorship.end)
    for goal in current(goals):
        if says(goal, words):
            return NOTHING
        if goal.title.casefold() == words.title.casefold():
            raise Refusal("action_plan.goal_twice", field="goal")
    check_room(goals, field="goal")
    new = Goal(
        id=id,
        mentorship=mentorship.id,
        priority=AT_A_TIME + 1,
        title=words.title,
        outcome=words.outcome,
        skills=words.skills,
        target=words.target,
    )
    return Decision(changes=_placed(goals, new, words.priority), evidence=trace(new, What.GOAL_ADDED, now))


def change(
    goals: Sequence[Goal], goal: Goal, mentorship: Mentorship, words: GoalWords, *, today: date, now: datetime
) -> Decision:
    """Other words for a goal, or another place in the order. Raises Refusal(s) at the inputs."""
    check_changeable(goal, field="goal")
    check_words(words, was=goal, today=today, end=mentorship.end)
    new = goal
    if not says(goal, words):
        new = replace(
            goal,
            title=words.title,
            outcome=words.outcome,
            skills=words.skills,
            target=words.target,
            revision=goal.revision + 1,
        )
    placed = _placed(goals, new, words.priority, was=goal)
    return Decision(changes=placed, evidence=trace(goal, What.GOAL_CHANGED, now) if placed else ())


def check_changeable(goal: Goal, *, field: str | None = None) -> None:
    """Raise Refusal for a goal that is dropped, met or marked as met."""
    if goal.dropped_at is not None:
        raise Refusal("action_plan.goal_gone", field=field)
    if goal.state is GoalState.MET:
        raise Refusal("action_plan.goal_met", field=field)
    if goal.state is GoalState.MARKED:
        raise Refusal("action_plan.goal_marked", field=field)


def _placed(goals: Sequence[Goal], goal: Goal, priority: int | None, was: Goal | None = None) -> tuple[Goal, ...]:
    """The goal at its place and the others moved up or down for it: what changed, the goal itself included."""
    order = [each for each in current(goals) if each.id != goal.id]
    place = (priority or goal.priority) - 1
    order.insert(place, goal)
    before = {each.id: each for each in goals}
    after = [replace(each, priority=nth) for nth, each in enumerate(order, start=1)]
    return tuple(each for each in after if each != before.get(each.id))


def close_ranks(goals: Sequence[Goal], gone: Goal) -> tuple[Goal, ...]:
    """Those that move up once this one is gone."""
    left = [each for each in current(goals) if each.id != gone.id]
    return tuple(replace(each, priority=nth) for nth, each in enumerate(left, start=1) if each.priority != nth)


def drop(goals: Sequence[Goal], goal: Goal, *, now: datetime) -> Decision:
    """The goal leaves the plan, the others move up. Dropping it twice is harmless."""
    if goal.dropped_at is not None:
        return NOTHING
    check_changeable(goal)
    return Decision(
        changes=(replace(goal, dropped_at=now), *close_ranks(goals, goal)),
        evidence=trace(goal, What.GOAL_DROPPED, now),
    )


def trace(goal: Goal, what: What, now: datetime, by: PersonId | None = None) -> Traces:
    """What something done to a goal leaves in the evidence."""
    return ((goal.mentorship, Evidence(now, what, by, about=goal.id)),)
