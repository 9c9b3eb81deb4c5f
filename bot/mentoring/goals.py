"""Goals: up to three at a time in order of priority; met when the mentee says so and the mentor sees it too, or stays silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId, Role
from bot.mentoring.refusals import Checks, Refusal

GoalId = NewType("GoalId", int)
AT_A_TIME = 3
"""Goals that are worked on at once; those that are met stay in the plan and leave room."""
ANSWER_KEEPS = timedelta(days=7)
"""How long the mentor's answer is worth telling."""
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
    return Decision(changes=_placed(goals, new, words.priority), evidence=_trace(new, What.GOAL_ADDED, now))


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
    return Decision(changes=placed, evidence=_trace(goal, What.GOAL_CHANGED, now) if placed else ())


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


def _close_ranks(goals: Sequence[Goal], gone: Goal) -> tuple[Goal, ...]:
    left = [each for each in current(goals) if each.id != gone.id]
    return tuple(replace(each, priority=nth) for nth, each in enumerate(left, start=1) if each.priority != nth)


def drop(goals: Sequence[Goal], goal: Goal, *, now: datetime) -> Decision:
    """The goal leaves the plan, the others move up. Dropping it twice is harmless."""
    if goal.dropped_at is not None:
        return NOTHING
    check_changeable(goal)
    return Decision(
        changes=(replace(goal, dropped_at=now), *_close_ranks(goals, goal)),
        evidence=_trace(goal, What.GOAL_DROPPED, now),
    )


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
            due=cadence.waking_moment(now, member.person.zone),
            latest=now + stands_after,
            about={"mentorship": mentorship.id, "goal": goal.id, "mark": mark},
        )
        for member in mentorship.others(by)
        if member.role is Role.MENTOR
    )
    return Decision(
        changes=(replace(goal, marked_at=now),), notices=asked, evidence=_trace(goal, What.GOAL_MARKED, now, by)
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
        evidence=_trace(goal, What.GOAL_UNMARKED, now, by),
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
        due=cadence.waking_moment(now, mentee.zone),
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
        changes=(met, *_close_ranks(goals, goal)),
        withdrawn=(f"goal-confirm:{goal.id}:*",),
        evidence=_trace(goal, What.GOAL_MET, now, met.confirmed_by),
    )


def _trace(goal: Goal, what: What, now: datetime, by: PersonId | None = None) -> Traces:
    return ((goal.mentorship, Evidence(now, what, by, about=goal.id)),)


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
        due=cadence.waking_moment(now, mentee.zone),
        latest=now + timedelta(days=14),
        about={"mentorship": mentorship.id, "goal": goal.id, "by": by},
    )
    return Decision(
        changes=(replace(goal, marked_at=None, talk_asked_at=now),),
        notices=(told,),
        withdrawn=(f"goal-confirm:{goal.id}:*",),
        evidence=_trace(goal, What.GOAL_UNMARKED, now, by),
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
