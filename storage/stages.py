"""The two counts that a stage is read from, in one statement."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from storage.ahead import Ahead
from storage.prepared import Prepared
from storage.tables import AgreementRow, AppointmentRow, SignatureRow

AGREEMENT = AgreementRow.__table__  # type: ignore[attr-defined]
SIGNATURE = SignatureRow.__table__  # type: ignore[attr-defined]
APPOINTMENT = AppointmentRow.__table__  # type: ignore[attr-defined]

_SIGNATURES = (
    select(func.count().label("count"))
    .select_from(AGREEMENT.join(SIGNATURE, SIGNATURE.c.agreement_id == AGREEMENT.c.id))
    .where(AGREEMENT.c.mentorship_id == bindparam("mentorship"))
    .group_by(AGREEMENT.c.id)
    .subquery()
)
COUNTS = Prepared(
    select(
        select(func.coalesce(func.max(_SIGNATURES.c.count), 0)).scalar_subquery().label("signed"),
        select(func.count())
        .where(APPOINTMENT.c.mentorship_id == bindparam("mentorship"), APPOINTMENT.c.state == "held")
        .scalar_subquery()
        .label("held"),
    )
)


SIGNED_OF_ALL = (
    select(AGREEMENT.c.mentorship_id, func.count().label("many"))
    .select_from(AGREEMENT.join(SIGNATURE, SIGNATURE.c.agreement_id == AGREEMENT.c.id))
    .group_by(AGREEMENT.c.id, AGREEMENT.c.mentorship_id)
)
HELD_OF_ALL = (
    select(APPOINTMENT.c.mentorship_id, func.count().label("many"))
    .where(APPOINTMENT.c.state == "held")
    .group_by(APPOINTMENT.c.mentorship_id)
)
SIGNED_OF_MANY = Prepared(
    SIGNED_OF_ALL.where(AGREEMENT.c.mentorship_id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)
HELD_OF_MANY = Prepared(
    HELD_OF_ALL.where(APPOINTMENT.c.mentorship_id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)


class Stages:
    """Counts what stages are read from."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._counts: Ahead[tuple[int, int]] = Ahead()

    def look_ahead(self, ids: Sequence[int]) -> None:
        """Count for these mentorships at once."""
        signed: dict[int, int] = {}
        for row in SIGNED_OF_MANY.all(self._db, ids=ids):
            signed[row.mentorship_id] = max(signed.get(row.mentorship_id, 0), row.many)
        held = {row.mentorship_id: row.many for row in HELD_OF_MANY.all(self._db, ids=ids)}
        self._counts.keep(ids, ((id, (signed.get(id, 0), held.get(id, 0))) for id in ids))

    def counts(self, mentorship: int) -> tuple[int, int]:
        """(signatures under the version that most signed, meetings held)."""
        if ahead := self._counts.of(mentorship):
            return ahead[0]
        row = COUNTS.one(self._db, mentorship=mentorship)
        return row.signed, row.held

    def counts_of_all(self) -> dict[int, tuple[int, int]]:
        """The same for every mentorship that has either, by its id, in two statements."""
        signed: dict[int, int] = {}
        for row in self._db.execute(SIGNED_OF_ALL):
            signed[row.mentorship_id] = max(signed.get(row.mentorship_id, 0), row.many)
        held = {row.mentorship_id: row.many for row in self._db.execute(HELD_OF_ALL)}
        return {id: (signed.get(id, 0), held.get(id, 0)) for id in signed.keys() | held.keys()}
