"""The two counts that a stage is read from, in one statement."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

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


class Stages:
    """Counts what stages are read from."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def counts(self, mentorship: int) -> tuple[int, int]:
        """(signatures under the version that most signed, meetings held)."""
        row = COUNTS.one(self._db, mentorship=mentorship)
        return row.signed, row.held
