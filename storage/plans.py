"""Visions, goals and steps in storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, case, func, or_, select

from bot.mentoring.action_plan import ActionPlan, Activity, Progress, Step, StepId, Vision
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Refusal
from storage.ahead import Ahead
from storage.mentorships import MENTORSHIP
from storage.prepared import Prepared, Put
from storage.tables import GoalRow, PlanRow, StepRow
from storage.times import day_or_none, moment, moment_or_none, stamp, stamp_or_none

PLAN: Table = PlanRow.__table__  # type: ignore[attr-defined]
GOAL: Table = GoalRow.__table__  # type: ignore[attr-defined]
STEP: Table = StepRow.__table__  # type: ignore[attr-defined]

VISION_OF = Prepared(select(PLAN).where(PLAN.c.mentorship_id == bindparam("mentorship")))
GOALS_OF = Prepared(
    select(GOAL)
    .where(GOAL.c.mentorship_id == bindparam("mentorship"), GOAL.c.dropped_at.is_(None))
    .order_by(GOAL.c.priority, GOAL.c.id)
)
STEPS_OF = Prepared(
    select(STEP)
    .join(GOAL, GOAL.c.id == STEP.c.goal_id)
    .where(GOAL.c.mentorship_id == bindparam("mentorship"), GOAL.c.dropped_at.is_(None), STEP.c.dropped_at.is_(None))
    .order_by(STEP.c.id)
)
_COUNTS = STEP.c.id.is_not(None) & or_(STEP.c.done_at.is_not(None), GOAL.c.accomplished_at.is_(None))
_MARKED = GOAL.c.marked_at.is_not(None) & GOAL.c.accomplished_at.is_(None)
PROGRESS_OF_MANY = Prepared(
    select(
        GOAL.c.mentorship_id,
        func.count(STEP.c.done_at).label("done"),
        func.count(case((_COUNTS, 1))).label("total"),
        func.count(case((_MARKED, 1))).label("marks"),
    )
    .outerjoin(STEP, (STEP.c.goal_id == GOAL.c.id) & STEP.c.dropped_at.is_(None))
    .where(GOAL.c.mentorship_id.in_(bindparam("ids", expanding=True)), GOAL.c.dropped_at.is_(None))
    .group_by(GOAL.c.mentorship_id),
    lists=("ids",),
)
MARKED_OF_MANY = Prepared(
    select(GOAL)
    .where(
        GOAL.c.mentorship_id.in_(bindparam("ids", expanding=True)),
        _MARKED,
        GOAL.c.dropped_at.is_(None),
    )
    .order_by(GOAL.c.priority, GOAL.c.id),
    lists=("ids",),
)
GOAL_BY_ID = Prepared(select(GOAL).where(GOAL.c.id == bindparam("id")))
STEP_BY_ID = Prepared(select(STEP).where(STEP.c.id == bindparam("id")))
PUT_PLAN, PUT_GOAL, PUT_STEP = Put(PLAN, key=("mentorship_id",)), Put(GOAL), Put(STEP)
_WAITING = and_(GOAL.c.marked_at.is_not(None), GOAL.c.dropped_at.is_(None), MENTORSHIP.c.ended_at.is_(None))
MARKED_UNTIL = Prepared(
    select(GOAL)
    .join(MENTORSHIP, MENTORSHIP.c.id == GOAL.c.mentorship_id)
    .where(_WAITING, GOAL.c.marked_at <= bindparam("until"))
    .order_by(GOAL.c.marked_at, GOAL.c.id)
)
FIRST_MARKED = Prepared(
    select(func.min(GOAL.c.marked_at)).join(MENTORSHIP, MENTORSHIP.c.id == GOAL.c.mentorship_id).where(_WAITING)
)


def _goal(row: Any) -> Goal:
    return Goal(
        id=GoalId(row.id),
        mentorship=MentorshipId(row.mentorship_id),
        priority=row.priority,
        title=row.title,
        outcome=row.outcome,
        skills=row.skills,
        target=day_or_none(row.target),
        revision=row.revision,
        marked_at=moment_or_none(row.marked_at),
        talk_asked_at=moment_or_none(row.talk_asked_at),
        confirmed_by=row.confirmed_by,
        accomplished_at=moment_or_none(row.accomplished_at),
        dropped_at=moment_or_none(row.dropped_at),
    )


def _step(row: Any) -> Step:
    return Step(
        id=StepId(row.id),
        goal=GoalId(row.goal_id),
        title=row.title,
        activity=Activity(row.activity),
        duration=row.duration,
        resources=row.resources,
        due=day_or_none(row.due),
        revision=row.revision,
        done_at=moment_or_none(row.done_at),
        dropped_at=moment_or_none(row.dropped_at),
    )


class Plans:
    """Loads and keeps action plans."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._marked: Ahead[Goal] = Ahead()
        self._progress: Ahead[Progress] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Count the steps and read the marked goals, if any, of these mentorships at once."""
        rows = PROGRESS_OF_MANY.all(self._db, ids=ids)
        marked = MARKED_OF_MANY.all(self._db, ids=ids) if any(row.marks for row in rows) else ()
        self._progress.keep(ids, ((row.mentorship_id, Progress(row.done, row.total)) for row in rows))
        self._marked.keep(ids, ((row.mentorship_id, _goal(row)) for row in marked))

    def marked(self, mentorship: MentorshipId) -> list[Goal]:
        """The goals of a mentorship whose mark waits, by priority."""
        if (ahead := self._marked.of(mentorship)) is not None:
            return ahead
        return [_goal(row) for row in MARKED_OF_MANY.all(self._db, ids=[mentorship])]

    def progress(self, mentorship: MentorshipId) -> Progress:
        """The steps of a mentorship, counted."""
        if (ahead := self._progress.of(mentorship)) is not None:
            return ahead[0] if ahead else Progress(0, 0)
        row = PROGRESS_OF_MANY.first(self._db, ids=[mentorship])
        return Progress(row.done, row.total) if row else Progress(0, 0)

    def load(self, mentorship: MentorshipId) -> ActionPlan:
        """The plan of a mentorship without what was dropped; an empty one where nothing was written yet."""
        return ActionPlan(self.vision(mentorship), self.goals(mentorship), self.steps(mentorship))

    def vision(self, mentorship: MentorshipId) -> Vision:
        """The vision of a mentorship."""
        row = VISION_OF.first(self._db, mentorship=mentorship)
        return Vision(mentorship) if row is None else Vision(mentorship, row.vision, row.revision)

    def goals(self, mentorship: MentorshipId) -> tuple[Goal, ...]:
        """The goals of a mentorship that were not dropped, by priority."""
        return tuple(_goal(row) for row in GOALS_OF.all(self._db, mentorship=mentorship))

    def steps(self, mentorship: MentorshipId) -> tuple[Step, ...]:
        """The steps of a mentorship that were not dropped, nor their goals, in the order they were added."""
        return tuple(_step(row) for row in STEPS_OF.all(self._db, mentorship=mentorship))

    def goal(self, id: GoalId) -> Goal:
        """The goal with this id, dropped or not. Raises Refusal("action_plan.unknown")."""
        row = GOAL_BY_ID.first(self._db, id=id)
        if row is None:
            raise Refusal("action_plan.unknown")
        return _goal(row)

    def step(self, id: StepId) -> Step:
        """The step with this id, dropped or not. Raises Refusal("action_plan.unknown")."""
        row = STEP_BY_ID.first(self._db, id=id)
        if row is None:
            raise Refusal("action_plan.unknown")
        return _step(row)

    def marked_until(self, until: datetime) -> list[Goal]:
        """Goals of active mentorships whose mark has waited since then or longer, oldest first."""
        return [_goal(row) for row in MARKED_UNTIL.all(self._db, until=stamp(until))]

    def first_marked(self) -> datetime | None:
        """When the oldest mark was made that waits."""
        seconds = FIRST_MARKED.scalar(self._db)
        return None if seconds is None else moment(seconds)

    def next_goal_id(self) -> GoalId:
        """The id of the next goal; safe within the one transaction that writes at a time."""
        return GoalId(self._next_id(GOAL))

    def next_step_id(self) -> StepId:
        """The id of the next step; safe as above."""
        return StepId(self._next_id(STEP))

    def _next_id(self, table: Table) -> int:
        return int(self._db.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())

    def save(self, change: Vision | Goal | Step) -> None:
        """Keep a vision, a goal or a step."""
        match change:
            case Vision():
                PUT_PLAN(self._db, mentorship_id=change.mentorship, vision=change.statement, revision=change.revision)
            case Goal():
                PUT_GOAL(self._db, **_goal_values(change))
            case Step():
                PUT_STEP(self._db, **_step_values(change))


def _goal_values(goal: Goal) -> dict[str, Any]:
    return {
        "id": goal.id,
        "mentorship_id": goal.mentorship,
        "priority": goal.priority,
        "title": goal.title,
        "outcome": goal.outcome,
        "skills": goal.skills,
        "target": goal.target.isoformat() if goal.target else None,
        "revision": goal.revision,
        "marked_at": stamp_or_none(goal.marked_at),
        "talk_asked_at": stamp_or_none(goal.talk_asked_at),
        "confirmed_by": goal.confirmed_by,
        "accomplished_at": stamp_or_none(goal.accomplished_at),
        "dropped_at": stamp_or_none(goal.dropped_at),
    }


def _step_values(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "goal_id": step.goal,
        "title": step.title,
        "activity": step.activity.value,
        "duration": step.duration,
        "resources": step.resources,
        "due": step.due.isoformat() if step.due else None,
        "revision": step.revision,
        "done_at": stamp_or_none(step.done_at),
        "dropped_at": stamp_or_none(step.dropped_at),
    }
