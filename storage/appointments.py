"""Appointments in storage, and what their members say of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.mentoring.appointments import Appointment, AppointmentId, SeriesId, State
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.reports import Answer, Report
from storage.ahead import Ahead
from storage.prepared import Prepared, Put
from storage.tables import AppointmentRow, ReportRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

APPOINTMENT = AppointmentRow.__table__  # type: ignore[attr-defined]
REPORT = ReportRow.__table__  # type: ignore[attr-defined]

BY_ID = Prepared(select(APPOINTMENT).where(APPOINTMENT.c.id == bindparam("id")))
_BOOKED = (
    select(APPOINTMENT)
    .where(APPOINTMENT.c.mentorship_id == bindparam("mentorship"), APPOINTMENT.c.state == "booked")
    .order_by(APPOINTMENT.c.starts_at)
)
_AHEAD = _BOOKED.where(APPOINTMENT.c.ends_at > bindparam("now"))
BOOKED, AHEAD, NEXT = Prepared(_BOOKED), Prepared(_AHEAD), Prepared(_AHEAD.limit(1))
_HAPPENED_OR_NOT = (
    select(APPOINTMENT)
    .where(APPOINTMENT.c.mentorship_id == bindparam("mentorship"), APPOINTMENT.c.state.in_((State.HELD, State.MISSED)))
    .order_by(APPOINTMENT.c.starts_at.desc())
)
LAST = Prepared(_HAPPENED_OR_NOT.limit(bindparam("count")))
OVER = Prepared(
    select(APPOINTMENT)
    .where(
        APPOINTMENT.c.mentorship_id == bindparam("mentorship"),
        APPOINTMENT.c.ends_at <= bindparam("now"),
        APPOINTMENT.c.state.in_((State.BOOKED, State.HELD, State.MISSED, State.UNKNOWN)),
    )
    .order_by(APPOINTMENT.c.starts_at.desc())
    .limit(bindparam("count"))
)
EARLIER = Prepared(
    select(APPOINTMENT.c.id)
    .where(
        APPOINTMENT.c.mentorship_id == bindparam("mentorship"),
        APPOINTMENT.c.starts_at < bindparam("starts"),
        APPOINTMENT.c.state.in_((State.BOOKED, State.HELD, State.UNKNOWN)),
    )
    .limit(2)
)
TO_SETTLE = Prepared(
    select(APPOINTMENT).where(APPOINTMENT.c.settles_at <= bindparam("now")).order_by(APPOINTMENT.c.settles_at)
)
NEXT_TO_SETTLE = Prepared(select(func.min(APPOINTMENT.c.settles_at)))
REPORTS = Prepared(select(REPORT).where(REPORT.c.appointment_id == bindparam("id")).order_by(REPORT.c.person_id))
UNREPORTED = Prepared(
    select(APPOINTMENT)
    .outerjoin(REPORT, (REPORT.c.appointment_id == APPOINTMENT.c.id) & (REPORT.c.person_id == bindparam("person")))
    .where(
        APPOINTMENT.c.mentorship_id == bindparam("mentorship"),
        APPOINTMENT.c.state == "booked",
        APPOINTMENT.c.ends_at <= bindparam("now"),
        REPORT.c.person_id.is_(None),
    )
    .order_by(APPOINTMENT.c.ends_at)
)

CALLED_OFF_SINCE = Prepared(
    select(APPOINTMENT)
    .where(
        APPOINTMENT.c.mentorship_id == bindparam("mentorship"),
        APPOINTMENT.c.state == State.CANCELLED,
        APPOINTMENT.c.settled_at >= bindparam("moment"),
    )
    .order_by(APPOINTMENT.c.starts_at)
)
BOOKED_OF_MANY = Prepared(
    select(APPOINTMENT, REPORT.c.person_id.label("said_by"))
    .outerjoin(REPORT, (REPORT.c.appointment_id == APPOINTMENT.c.id) & (REPORT.c.person_id == bindparam("person")))
    .where(APPOINTMENT.c.mentorship_id.in_(bindparam("ids", expanding=True)), APPOINTMENT.c.state == "booked")
    .order_by(APPOINTMENT.c.starts_at),
    lists=("ids",),
)
PUT = Put(APPOINTMENT)
PUT_REPORT = Put(REPORT, key=("appointment_id", "person_id"))


def _appointment(row: Any) -> Appointment:
    return Appointment(
        id=AppointmentId(row.id),
        mentorship=MentorshipId(row.mentorship_id),
        starts=moment(row.starts_at),
        ends=moment(row.ends_at),
        place=row.place,
        objective=row.objective,
        set_up_by=PersonId(row.set_up_by),
        state=State(row.state),
        revision=row.revision,
        accepted_at=moment_or_none(row.accepted_at),
        settles=moment_or_none(row.settles_at),
        settled_at=moment_or_none(row.settled_at),
        sequence=row.sequence,
        series=None if row.series_id is None else SeriesId(row.series_id),
        occurrence=None if row.occurrence is None else date.fromisoformat(row.occurrence),
    )


class Appointments:
    """Loads and keeps appointments and reports."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._booked: Ahead[tuple[Appointment, PersonId | None]] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId], person: PersonId) -> None:
        """Read the booked ones of these mentorships at once, each with whether this person has said what came of it."""
        rows = BOOKED_OF_MANY.all(self._db, ids=ids, person=person)
        self._booked.keep(ids, ((row.mentorship_id, (_appointment(row), row.said_by)) for row in rows))

    def get(self, id: AppointmentId) -> Appointment:
        """The appointment with this id. Raises Refusal("appointments.unknown")."""
        row = BY_ID.first(self._db, id=id)
        if row is None:
            raise Refusal("appointments.unknown")
        return _appointment(row)

    def booked(self, mentorship: MentorshipId) -> list[Appointment]:
        """All of a mentorship that count as nothing yet, also those whose time has passed; earliest first."""
        return self._list(BOOKED, mentorship=mentorship)

    def ahead(self, mentorship: MentorshipId, now: datetime) -> list[Appointment]:
        """Booked ones of a mentorship that are not over, earliest first."""
        if (ahead := self._booked.of(mentorship)) is not None:
            return [each for each, _ in ahead if each.ends > now]
        return self._list(AHEAD, mentorship=mentorship, now=stamp(now))

    def next(self, mentorship: MentorshipId, now: datetime) -> Appointment | None:
        """The first booked one that is not over."""
        if (ahead := self._booked.of(mentorship)) is not None:
            return next((each for each, _ in ahead if each.ends > now), None)
        found = self._list(NEXT, mentorship=mentorship, now=stamp(now))
        return found[0] if found else None

    def last(self, mentorship: MentorshipId, *, count: int) -> list[Appointment]:
        """The latest that took place or didn't; those nobody knows of, moved or called off are left out. Latest first."""
        return self._list(LAST, mentorship=mentorship, count=count)

    def over(self, mentorship: MentorshipId, now: datetime, *, count: int) -> list[Appointment]:
        """The latest whose time has passed, whatever came of them; moved or called off ones are left out. Latest first."""
        return self._list(OVER, mentorship=mentorship, now=stamp(now), count=count)

    def nth(self, appointment: Appointment) -> int:
        """The how many-th of its pair it is, counting those before it that took place or may have: 1, 2, or 3 for all
        later ones."""
        values = {"mentorship": appointment.mentorship, "starts": stamp(appointment.starts)}
        return len(EARLIER.all(self._db, **values)) + 1

    def called_off_since(self, mentorship: MentorshipId, moment: datetime) -> list[Appointment]:
        """Those that were called off at a moment or after it, earliest first."""
        return self._list(CALLED_OFF_SINCE, mentorship=mentorship, moment=stamp(moment))

    def unreported(self, mentorship: MentorshipId, person: PersonId, now: datetime) -> list[Appointment]:
        """Those that are over and wait for this person's answer, earliest first."""
        if (ahead := self._booked.of(mentorship)) is not None:
            return [each for each, said_by in ahead if each.ends <= now and said_by is None]
        return self._list(UNREPORTED, mentorship=mentorship, person=person, now=stamp(now))

    def to_settle(self, now: datetime) -> list[Appointment]:
        """Those whose time for answers is over."""
        return self._list(TO_SETTLE, now=stamp(now))

    def next_to_settle(self) -> datetime | None:
        """When the next one counts as something without a further answer."""
        return moment_or_none(NEXT_TO_SETTLE.scalar(self._db))

    def reports(self, id: AppointmentId) -> list[Report]:
        """What its members said."""
        rows = REPORTS.all(self._db, id=id)
        return [Report(id, PersonId(row.person_id), Answer(row.answer), moment(row.reported_at)) for row in rows]

    def next_id(self) -> AppointmentId:
        """The id of the next appointment; safe within the one transaction that writes at a time."""
        return AppointmentId(self._db.execute(select(func.coalesce(func.max(APPOINTMENT.c.id), 0) + 1)).scalar_one())

    def save(self, kept: Appointment | Report) -> None:
        """Keep an appointment, or replace what somebody said of one."""
        if isinstance(kept, Report):
            self._save_report(kept)
            return
        PUT(
            self._db,
            id=kept.id,
            mentorship_id=kept.mentorship,
            starts_at=stamp(kept.starts),
            ends_at=stamp(kept.ends),
            place=kept.place,
            objective=kept.objective,
            set_up_by=kept.set_up_by,
            state=kept.state.value,
            revision=kept.revision,
            accepted_at=stamp_or_none(kept.accepted_at),
            settles_at=stamp_or_none(kept.settles),
            settled_at=stamp_or_none(kept.settled_at),
            sequence=kept.sequence,
            series_id=kept.series,
            occurrence=None if kept.occurrence is None else kept.occurrence.isoformat(),
        )

    def _save_report(self, said: Report) -> None:
        PUT_REPORT(
            self._db,
            appointment_id=said.appointment,
            person_id=said.person,
            answer=said.answer.value,
            reported_at=stamp(said.at),
        )

    def _list(self, statement: Prepared, **values: object) -> list[Appointment]:
        return [_appointment(row) for row in statement.all(self._db, **values)]
