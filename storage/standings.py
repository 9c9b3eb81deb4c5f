"""Where each mentorship stands for the engine, and when it has to be looked at again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from bot.mentoring import moves
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId
from bot.mentoring.stages import Stage
from storage.prepared import Prepared, Put
from storage.tables import SignalRow, StandingRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

STANDING = StandingRow.__table__  # type: ignore[attr-defined]
SIGNAL = SignalRow.__table__  # type: ignore[attr-defined]
OF = Prepared(select(STANDING).where(STANDING.c.mentorship_id == bindparam("mentorship")))
DUE = Prepared(
    select(STANDING.c.mentorship_id)
    .where(STANDING.c.look_at <= bindparam("now"))
    .order_by(STANDING.c.look_at, STANDING.c.mentorship_id)
    .limit(bindparam("limit"))
)
NEXT = select(func.min(STANDING.c.look_at))
TOLD = Prepared(
    select(SIGNAL.c.kind, func.max(SIGNAL.c.raised_at).label("at"))
    .where(SIGNAL.c.mentorship_id == bindparam("mentorship"))
    .group_by(SIGNAL.c.kind)
)
PUT = Put(STANDING, key=("mentorship_id",))
HASTEN = Prepared(
    update(STANDING)
    .where(
        STANDING.c.mentorship_id == bindparam("mentorship"),
        STANDING.c.look_at.is_(None) | (STANDING.c.look_at > bindparam("at")),
    )
    .values(look_at=bindparam("at"))
)


class Standings:
    """Loads and keeps standings."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: Mentorship) -> Standing:
        """Where a mentorship stands; its stage and step are in its own row."""
        row = OF.one(self._db, mentorship=mentorship.id)
        return Standing(
            stage=mentorship.stage,
            since=mentorship.stage_since or mentorship.introduced_at,
            read=Stage(row.read),
            read_since=moment(row.read_since),
            spent={id: timedelta(seconds=spent) for id, spent in json.loads(row.spent).items()},
            asked_at=moment_or_none(row.asked_at),
            open=row.open,
            felt={PersonId(int(person)): felt for person, felt in json.loads(row.felt).items()},
            step=mentorship.step,
            read_step=row.read_step,
            skipped=frozenset(json.loads(row.skipped)),
        )

    def save(self, mentorship: MentorshipId, standing: Standing, *, look_at: datetime | None) -> None:
        """Keep where it stands, and when to look again: never by itself where there is no moment."""
        PUT(self._db, **_values(mentorship, standing, look_at))

    def begin(self, mentorship: MentorshipId, now: datetime) -> None:
        """A new mentorship stands at its beginning, and is looked at."""
        self.save(mentorship, moves.begin(now), look_at=now)

    def hasten(self, mentorship: MentorshipId, at: datetime) -> None:
        """Look at a mentorship at this moment, if not before: something has happened or will have by then."""
        HASTEN.write(self._db, mentorship=mentorship, at=stamp(at))

    def rest(self, mentorship: MentorshipId) -> None:
        """Look at a mentorship no more, until something happens in it."""
        self._db.execute(update(STANDING).where(STANDING.c.mentorship_id == mentorship).values(look_at=None))

    def told(self, mentorship: MentorshipId) -> dict[str, datetime]:
        """When each signal was raised last."""
        return {row.kind: moment(row.at) for row in TOLD.all(self._db, mentorship=mentorship)}

    def due(self, now: datetime, *, limit: int) -> list[MentorshipId]:
        """Those to look at now, the longest due first."""
        return [MentorshipId(row[0]) for row in DUE.all(self._db, now=stamp(now), limit=limit)]

    def next_due(self) -> datetime | None:
        """When the next look is due, whether or not that has passed."""
        return moment_or_none(self._db.execute(NEXT).scalar())


def _values(mentorship: MentorshipId, standing: Standing, look_at: datetime | None) -> dict[str, Any]:
    return {
        "mentorship_id": mentorship,
        "look_at": stamp_or_none(look_at),
        "read": standing.read.value,
        "read_step": standing.read_step,
        "read_since": stamp(standing.read_since),
        "spent": json.dumps({id: int(spent.total_seconds()) for id, spent in standing.spent.items()}),
        "asked_at": stamp_or_none(standing.asked_at),
        "open": standing.open,
        "felt": json.dumps(dict(standing.felt)),
        "skipped": json.dumps(sorted(standing.skipped)),
    }
