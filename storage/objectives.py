"""What meetings should bring and how far goals had come by then, in storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.objectives import Evaluation, HowFar, Objective
from bot.mentoring.people import PersonId
from storage.ahead import Ahead
from storage.prepared import Prepared, Put, Row
from storage.tables import AppointmentRow, EvaluationRow, GoalRow, ObjectiveRow
from storage.times import moment, stamp

OBJECTIVE = ObjectiveRow.__table__  # type: ignore[attr-defined]
EVALUATION = EvaluationRow.__table__  # type: ignore[attr-defined]
APPOINTMENT = AppointmentRow.__table__  # type: ignore[attr-defined]
GOAL = GoalRow.__table__  # type: ignore[attr-defined]
OF = Prepared(select(OBJECTIVE).where(OBJECTIVE.c.appointment_id == bindparam("id")))
EVALUATED = Prepared(
    select(EVALUATION, GOAL.c.title)
    .join(GOAL, GOAL.c.id == EVALUATION.c.goal_id)
    .where(EVALUATION.c.appointment_id == bindparam("id"))
    .order_by(EVALUATION.c.at)
)
TO_LOOK_AT = Prepared(
    select(APPOINTMENT.c.mentorship_id, APPOINTMENT.c.id, APPOINTMENT.c.starts_at, APPOINTMENT.c.ends_at)
    .where(
        APPOINTMENT.c.mentorship_id.in_(bindparam("ids", expanding=True)),
        APPOINTMENT.c.starts_at >= bindparam("since"),
        APPOINTMENT.c.state == "held",
        ~exists().where(EVALUATION.c.appointment_id == APPOINTMENT.c.id),
        exists().where(
            GOAL.c.mentorship_id == APPOINTMENT.c.mentorship_id,
            GOAL.c.accomplished_at.is_(None),
            GOAL.c.dropped_at.is_(None),
        ),
    )
    .order_by(APPOINTMENT.c.starts_at.desc()),
    lists=("ids",),
)
PUT, PUT_EVALUATION = Put(OBJECTIVE, key=("appointment_id",)), Put(EVALUATION, key=("appointment_id", "goal_id"))


class Objectives:
    """Loads and keeps objectives and evaluations."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._held: Ahead[Row] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId], since: datetime) -> None:
        """Read the meetings of these mentorships to look back at, at once."""
        self._held.keep(ids, ((row.mentorship_id, row) for row in self._held_since(ids, since)))

    def of(self, id: AppointmentId) -> Objective:
        """Of a meeting; empty where nothing was set."""
        row = OF.first(self._db, id=id)
        if row is None:
            return Objective(id)
        return Objective(id, None if row.goal_id is None else GoalId(row.goal_id), row.bring)

    def evaluated(self, id: AppointmentId) -> list[tuple[str, Evaluation]]:
        """How far which goal had come at a meeting, with its title; earliest first."""
        return [
            (row.title, Evaluation(id, GoalId(row.goal_id), HowFar(row.how_far), PersonId(row.by), moment(row.at)))
            for row in EVALUATED.all(self._db, id=id)
        ]

    def to_look_at(self, mentorship: MentorshipId, since: datetime) -> tuple[AppointmentId, datetime, datetime] | None:
        """The last meeting held since then that nobody looked back at, where there is a goal: (id, start, end)."""
        ahead = self._held.of(mentorship)
        rows = self._held_since([mentorship], since) if ahead is None else ahead
        return (AppointmentId(rows[0].id), moment(rows[0].starts_at), moment(rows[0].ends_at)) if rows else None

    def _held_since(self, ids: Sequence[MentorshipId], since: datetime) -> list[Row]:
        return TO_LOOK_AT.all(self._db, ids=ids, since=stamp(since))

    def save(self, kept: Objective | Evaluation) -> None:
        """Keep what a meeting is for, or how far a goal had come."""
        values: dict[str, Any] = {"appointment_id": kept.appointment, "goal_id": kept.goal}
        if isinstance(kept, Objective):
            PUT(self._db, **values, bring=kept.bring)
        else:
            PUT_EVALUATION(self._db, **values, how_far=kept.how_far.value, by=kept.by, at=stamp(kept.at))
