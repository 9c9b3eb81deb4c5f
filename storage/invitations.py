"""Who took a file of which meeting."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.invitations import Invitation
from bot.mentoring.people import PersonId
from storage.prepared import Put
from storage.tables import InvitationRow

INVITATION = InvitationRow.__table__  # type: ignore[attr-defined]
OF = select(INVITATION).where(INVITATION.c.appointment_id == bindparam("id")).order_by(INVITATION.c.person_id)
PUT = Put(INVITATION, key=("appointment_id", "person_id"))


class Invitations:
    """Loads and keeps invitations."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, id: AppointmentId) -> list[Invitation]:
        """Everybody's of one appointment."""
        return [
            Invitation(AppointmentId(row.appointment_id), PersonId(row.person_id), row.sequence, row.times)
            for row in self._db.execute(OF, {"id": id})
        ]

    def save(self, kept: Invitation) -> None:
        """Keep an invitation."""
        PUT(
            self._db,
            appointment_id=kept.appointment,
            person_id=kept.person,
            sequence=kept.sequence,
            times=kept.times,
        )
