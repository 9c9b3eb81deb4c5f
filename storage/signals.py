"""Signals in storage, and who has put one aside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.rests import Last
from bot.mentoring.signals import Left, Signal, SignalId
from bot.mentoring.stages import Stage
from storage.ahead import Ahead
from storage.prepared import Prepared, Put, Row
from storage.tables import SignalLeftRow, SignalRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

SIGNAL = SignalRow.__table__  # type: ignore[attr-defined]
LEFT = SignalLeftRow.__table__  # type: ignore[attr-defined]

BY_ID = Prepared(select(SIGNAL).where(SIGNAL.c.id == bindparam("id")))
OF_MANY = Prepared(
    select(SIGNAL).where(SIGNAL.c.mentorship_id.in_(bindparam("ids", expanding=True))).order_by(SIGNAL.c.raised_at),
    lists=("ids",),
)
UNTIL = Prepared(
    select(SIGNAL)
    .where(SIGNAL.c.mentorship_id == bindparam("mentorship"), SIGNAL.c.raised_at <= bindparam("until"))
    .order_by(SIGNAL.c.raised_at)
)
IS_LEFT = Prepared(
    select(LEFT.c.left_at).where(LEFT.c.signal_id == bindparam("signal"), LEFT.c.person_id == bindparam("person"))
)
PUT = Put(SIGNAL)


def _signal(row: Any) -> Signal:
    return Signal(
        id=SignalId(row.id),
        mentorship=MentorshipId(row.mentorship_id),
        kind=row.kind,
        stage=Stage(row.stage),
        facts=json.loads(row.facts),
        raised_at=moment(row.raised_at),
        cleared_at=moment_or_none(row.cleared_at),
    )


class Signals:
    """Loads and keeps signals."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: Ahead[Row] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Read the signals of these mentorships at once."""
        self._rows.keep(ids, ((row.mentorship_id, row) for row in OF_MANY.all(self._db, ids=ids)))

    def get(self, id: SignalId) -> Signal:
        """The signal with this id. Raises Refusal("signals.unknown")."""
        row = BY_ID.first(self._db, id=id)
        if row is None:
            raise Refusal("signals.unknown")
        return _signal(row)

    def open(self, mentorship: MentorshipId) -> list[Signal]:
        """Those that nothing has cleared, oldest first."""
        return [_signal(row) for row in self._of(mentorship) if row.cleared_at is None]

    def told(self, mentorship: MentorshipId) -> dict[str, Last]:
        """When each signal was raised last, and how often while its evidence spoke for it."""
        told: dict[str, Last] = {}
        for row in self._of(mentorship):
            before = told[row.kind].often if row.kind in told else 0
            told[row.kind] = Last(moment(row.raised_at), before + 1 if row.cleared_at is None else 0)
        return told

    def _of(self, mentorship: MentorshipId) -> list[Row]:
        """Oldest first."""
        ahead = self._rows.of(mentorship)
        return OF_MANY.all(self._db, ids=[mentorship]) if ahead is None else ahead

    def until(self, mentorship: MentorshipId, until: datetime) -> list[Signal]:
        """All that were raised up to a moment, cleared meanwhile or not, oldest first."""
        return [_signal(row) for row in UNTIL.all(self._db, mentorship=mentorship, until=stamp(until))]

    def is_left(self, signal: SignalId, person: PersonId) -> bool:
        """Whether this person has put it aside."""
        return IS_LEFT.first(self._db, signal=signal, person=person) is not None

    def next_id(self) -> SignalId:
        """The id of the next signal; safe within the one transaction that writes at a time."""
        return SignalId(self._db.execute(select(func.coalesce(func.max(SIGNAL.c.id), 0) + 1)).scalar_one())

    def save(self, kept: Signal | Left) -> None:
        """Keep a signal, or that somebody has put one aside."""
        if isinstance(kept, Left):
            if not self.is_left(kept.signal, kept.person):
                self._db.execute(
                    insert(LEFT).values(signal_id=kept.signal, person_id=kept.person, left_at=stamp(kept.at))
                )
            return
        PUT(
            self._db,
            id=kept.id,
            mentorship_id=kept.mentorship,
            kind=kept.kind,
            stage=kept.stage.value,
            facts=json.dumps(dict(kept.facts), sort_keys=True),
            raised_at=stamp(kept.raised_at),
            cleared_at=stamp_or_none(kept.cleared_at),
        )
