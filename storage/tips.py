"""When each mentor's next tip comes, and which ones they had."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.tips import TipPlan
from storage.prepared import Prepared, Put
from storage.tables import MentorshipRow, TipRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

TIP = TipRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]
_GOES_ON = MENTORSHIP.c.ended_at.is_(None)
DUE = Prepared(
    select(TIP)
    .join(MENTORSHIP, MENTORSHIP.c.id == TIP.c.mentorship_id)
    .where(TIP.c.next_at <= bindparam("now"), _GOES_ON)
    .order_by(TIP.c.next_at, TIP.c.mentorship_id, TIP.c.person_id)
    .limit(bindparam("limit"))
)
OF = Prepared(
    select(TIP.c.given).where(TIP.c.mentorship_id == bindparam("mentorship"), TIP.c.person_id == bindparam("person"))
)
NEXT = Prepared(
    select(func.min(TIP.c.next_at)).join(MENTORSHIP, MENTORSHIP.c.id == TIP.c.mentorship_id).where(_GOES_ON)
)
PUT = Put(TIP, key=("mentorship_id", "person_id"))


class Tips:
    """Loads and keeps the plans of tips."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def due(self, now: datetime, *, limit: int) -> list[TipPlan]:
        """Those whose moment has come, in mentorships that go on."""
        rows = DUE.all(self._db, now=stamp(now), limit=limit)
        return [
            TipPlan(
                MentorshipId(row.mentorship_id),
                PersonId(row.person_id),
                moment(row.next_at),
                tuple(json.loads(row.given)),
            )
            for row in rows
        ]

    def latest(self, mentorship: MentorshipId, person: PersonId) -> str | None:
        """The id of the tip that a mentor had last; None before the first."""
        row = OF.first(self._db, mentorship=mentorship, person=person)
        given = [] if row is None else json.loads(row.given)
        return given[-1] if given else None

    def next_due(self) -> datetime | None:
        """When the next tip of anybody comes, whether or not that has passed."""
        return moment_or_none(NEXT.scalar(self._db))

    def save(self, plan: TipPlan) -> None:
        """Keep a plan."""
        PUT(
            self._db,
            mentorship_id=plan.mentorship,
            person_id=plan.person,
            next_at=stamp_or_none(plan.next_at),
            given=json.dumps(plan.given),
        )
