"""Milestones in storage: each once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.milestones import Kind, Milestone
from storage.prepared import Prepared
from storage.tables import MentorshipRow, MilestoneRow
from storage.times import moment, stamp

MILESTONE = MilestoneRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]

OF_KIND = Prepared(
    select(MILESTONE)
    .where(MILESTONE.c.mentorship_id == bindparam("mentorship"), MILESTONE.c.kind == bindparam("kind"))
    .order_by(MILESTONE.c.reached_at, MILESTONE.c.id)
)
IN_PROGRAM = (
    select(func.count())
    .select_from(MILESTONE.join(MENTORSHIP, MENTORSHIP.c.id == MILESTONE.c.mentorship_id))
    .where(
        MENTORSHIP.c.enterprise_id == bindparam("enterprise"),
        MENTORSHIP.c.team_id == bindparam("team"),
        MILESTONE.c.kind == bindparam("kind"),
    )
)


def _milestone(row: Any) -> Milestone:
    return Milestone(MentorshipId(row.mentorship_id), Kind(row.kind), row.subject, moment(row.reached_at))


class Milestones:
    """Loads and keeps what was reached."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of_kind(self, mentorship: MentorshipId, kind: Kind) -> list[Milestone]:
        """What this pair has reached of a kind, oldest first."""
        rows = OF_KIND.all(self._db, mentorship=mentorship, kind=kind.value)
        return [_milestone(row) for row in rows]

    def in_program(self, enterprise: str, team: str, kind: Kind) -> int:
        """How many of a kind the whole program has reached."""
        values = {"enterprise": enterprise, "team": team, "kind": kind.value}
        return int(self._db.execute(IN_PROGRAM, values).scalar_one())

    def save(self, milestone: Milestone) -> None:
        """Keep a milestone that is not there yet."""
        self._db.execute(
            insert(MILESTONE).values(
                mentorship_id=milestone.mentorship,
                kind=milestone.kind.value,
                subject=milestone.subject,
                reached_at=stamp(milestone.reached_at),
            )
        )
