"""Series of meetings in storage."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from bot.mentoring.appointments import SeriesId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.series import FILLS, Series
from bot.mentoring.terms import Frequency, Initiator
from storage.prepared import Prepared, Put
from storage.tables import AppointmentRow, MentorshipRow, SeriesRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

SERIES = SeriesRow.__table__  # type: ignore[attr-defined]
APPOINTMENT = AppointmentRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]

BY_ID = Prepared(select(SERIES).where(SERIES.c.id == bindparam("id")))
GOING_ON = Prepared(
    select(SERIES).where(SERIES.c.mentorship_id == bindparam("mentorship"), SERIES.c.ended_at.is_(None))
)
TO_LOOK_AT = Prepared(select(SERIES).where(SERIES.c.look_at <= bindparam("now")).order_by(SERIES.c.look_at).limit(200))
NEXT_LOOK = Prepared(select(func.min(SERIES.c.look_at)))
TAKEN = Prepared(
    select(APPOINTMENT.c.occurrence).where(
        APPOINTMENT.c.series_id == bindparam("series"), APPOINTMENT.c.occurrence.is_not(None)
    )
)
WAKE = (
    update(SERIES)
    .where(SERIES.c.mentorship_id == bindparam("mentorship"), SERIES.c.ended_at.is_(None))
    .values(look_at=bindparam("now"))
)
IN_TEAM = select(MENTORSHIP.c.id).where(MENTORSHIP.c.team_id == bindparam("team"), MENTORSHIP.c.ended_at.is_(None))
_ALL = update(SERIES).where(SERIES.c.ended_at.is_(None), SERIES.c.mentorship_id.in_(IN_TEAM))
WAKE_ALL = _ALL.values(look_at=bindparam("now"))
FILL_ALL = _ALL.where(SERIES.c.resumes.is_(None) | (SERIES.c.resumes < bindparam("today"))).values(
    resumes=bindparam("fills")
)
PUT = Put(SERIES)


def _series(row: Any) -> Series:
    return Series(
        id=SeriesId(row.id),
        mentorship=MentorshipId(row.mentorship_id),
        frequency=Frequency(row.frequency),
        first=date.fromisoformat(row.first),
        clock=time.fromisoformat(row.clock),
        zone=row.zone,
        minutes=row.minutes,
        place=row.place,
        initiator=Initiator(row.initiator),
        planned_by=PersonId(row.planned_by),
        planned_at=moment(row.planned_at),
        version=row.version,
        revision=row.revision,
        resumes=None if row.resumes is None else date.fromisoformat(row.resumes),
        counted=tuple(date.fromisoformat(day) for day in json.loads(row.counted)),
        ended_at=moment_or_none(row.ended_at),
        look_at=moment_or_none(row.look_at),
    )


class AllSeries:
    """Loads and keeps series."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, id: SeriesId) -> Series:
        """The series with this id, also one that has ended."""
        return _series(BY_ID.one(self._db, id=id))

    def of(self, mentorship: MentorshipId) -> Series | None:
        """The one that goes on; there is one at the most."""
        row = GOING_ON.first(self._db, mentorship=mentorship)
        return None if row is None else _series(row)

    def taken(self, id: SeriesId) -> set[date]:
        """The days of the rule that have a meeting, whatever became of it."""
        rows = TAKEN.all(self._db, series=id)
        return {date.fromisoformat(row.occurrence) for row in rows}

    def to_look_at(self, now: datetime) -> list[Series]:
        """Those that may have something to book."""
        return [_series(row) for row in TO_LOOK_AT.all(self._db, now=stamp(now))]

    def next_look(self) -> datetime | None:
        """When the next one may have something to book."""
        return moment_or_none(NEXT_LOOK.scalar(self._db))

    def wake(self, mentorship: MentorshipId, now: datetime) -> None:
        """Let the one that goes on be looked at; nothing where there is none."""
        self._db.execute(WAKE, {"mentorship": mentorship, "now": stamp(now)})

    def wake_all(self, team: str, now: datetime, *, fill: bool) -> None:
        """Let all that go on in a workspace be looked at; `fill`: those that don't rest just now book again what was left out."""
        if fill:
            self._db.execute(FILL_ALL, {"team": team, "fills": FILLS.isoformat(), "today": now.date().isoformat()})
        self._db.execute(WAKE_ALL, {"team": team, "now": stamp(now)})

    def next_id(self) -> SeriesId:
        """The id of the next series; safe within the one transaction that writes at a time."""
        return SeriesId(self._db.execute(select(func.coalesce(func.max(SERIES.c.id), 0) + 1)).scalar_one())

    def save(self, kept: Series) -> None:
        """Keep a series."""
        PUT(
            self._db,
            id=kept.id,
            mentorship_id=kept.mentorship,
            frequency=kept.frequency.value,
            first=kept.first.isoformat(),
            clock=kept.clock.isoformat("minutes"),
            zone=kept.zone,
            minutes=kept.minutes,
            place=kept.place,
            initiator=kept.initiator.value,
            planned_by=kept.planned_by,
            planned_at=stamp(kept.planned_at),
            version=kept.version,
            revision=kept.revision,
            resumes=None if kept.resumes is None else kept.resumes.isoformat(),
            counted=json.dumps([day.isoformat() for day in kept.counted]),
            ended_at=stamp_or_none(kept.ended_at),
            look_at=stamp_or_none(kept.look_at),
        )
