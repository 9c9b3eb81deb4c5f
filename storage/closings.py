"""Closings in storage: how far each is, and what each member says at the end."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.mentoring.closing import Closing
from bot.mentoring.closing_part import MentorNext, Part, Wish
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.prepared import Prepared, Put, Row
from storage.tables import ClosingPartRow, ClosingRow, MentorshipRow
from storage.times import moment_or_none, stamp, stamp_or_none

CLOSING = ClosingRow.__table__  # type: ignore[attr-defined]
PART = ClosingPartRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]
OF = Prepared(select(CLOSING).where(CLOSING.c.mentorship_id == bindparam("mentorship")))
PARTS = Prepared(select(PART).where(PART.c.mentorship_id == bindparam("mentorship")).order_by(PART.c.person_id))
_GOES_ON = MENTORSHIP.c.ended_at.is_(None)
_UNTOUCHED = CLOSING.c.mentorship_id.is_(None)
_ALONE = MENTORSHIP.outerjoin(CLOSING, CLOSING.c.mentorship_id == MENTORSHIP.c.id)
PAST_END = Prepared(
    select(MENTORSHIP.c.id)
    .select_from(_ALONE)
    .where(_GOES_ON, MENTORSHIP.c.end <= bindparam("day"), _UNTOUCHED)
    .order_by(MENTORSHIP.c.end, MENTORSHIP.c.id)
    .limit(bindparam("limit"))
)
NEXT_END = Prepared(select(func.min(MENTORSHIP.c.end)).select_from(_ALONE).where(_GOES_ON, _UNTOUCHED))
DUE = Prepared(
    select(CLOSING.c.mentorship_id)
    .join(MENTORSHIP, MENTORSHIP.c.id == CLOSING.c.mentorship_id)
    .where(CLOSING.c.due_at <= bindparam("now"), _GOES_ON)
    .order_by(CLOSING.c.due_at, CLOSING.c.mentorship_id)
    .limit(bindparam("limit"))
)
NEXT_DUE = Prepared(
    select(func.min(CLOSING.c.due_at)).join(MENTORSHIP, MENTORSHIP.c.id == CLOSING.c.mentorship_id).where(_GOES_ON)
)
PUT = Put(CLOSING, key=("mentorship_id",))
PUT_PART = Put(PART, key=("mentorship_id", "person_id"))


class Closings:
    """Loads and keeps closings."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId) -> Closing:
        """How far one is; untouched where nothing was ever kept of it."""
        row = OF.first(self._db, mentorship=mentorship)
        if row is None:
            return Closing(mentorship)
        return Closing(mentorship, moment_or_none(row.due_at), moment_or_none(row.reminded_at), row.open_ended)

    def parts(self, mentorship: MentorshipId) -> tuple[Part, ...]:
        """What its members have written and chosen so far."""
        return tuple(_part(row) for row in PARTS.all(self._db, mentorship=mentorship))

    def past_end(self, day: date, *, limit: int) -> list[MentorshipId]:
        """Those that go on although their last day is this one or before, and that nothing is kept of yet."""
        return [MentorshipId(row.id) for row in PAST_END.all(self._db, day=day.isoformat(), limit=limit)]

    def next_end(self) -> date | None:
        """The first last day of those, whether or not it has passed."""
        found = NEXT_END.scalar(self._db)
        return None if found is None else date.fromisoformat(found)

    def due(self, now: datetime, *, limit: int) -> list[MentorshipId]:
        """Those that go on and in which something is to be done, the longest due first."""
        rows = DUE.all(self._db, now=stamp(now), limit=limit)
        return [MentorshipId(row.mentorship_id) for row in rows]

    def next_due(self) -> datetime | None:
        """When something is to be done next, whether or not that has passed."""
        return moment_or_none(NEXT_DUE.scalar(self._db))

    def save(self, value: Closing | Part) -> None:
        """Keep how far one is, or what a member says."""
        if isinstance(value, Closing):
            PUT(
                self._db,
                mentorship_id=value.mentorship,
                due_at=stamp_or_none(value.due_at),
                reminded_at=stamp_or_none(value.reminded_at),
                open_ended=value.open_ended,
            )
            return
        PUT_PART(
            self._db,
            mentorship_id=value.mentorship,
            person_id=value.person,
            answers=json.dumps(dict(value.answers), ensure_ascii=False, sort_keys=True),
            wish=value.wish.value if value.wish else None,
            mentor_next=value.mentor_next.value if value.mentor_next else None,
            tell=value.tell,
            done_at=stamp_or_none(value.done_at),
            end_at=stamp_or_none(value.end_at),
        )


def _part(row: Row) -> Part:
    return Part(
        mentorship=MentorshipId(row.mentorship_id),
        person=PersonId(row.person_id),
        answers=json.loads(row.answers),
        wish=Wish(row.wish) if row.wish else None,
        mentor_next=MentorNext(row.mentor_next) if row.mentor_next else None,
        tell=row.tell,
        done_at=moment_or_none(row.done_at),
        end_at=moment_or_none(row.end_at),
    )
