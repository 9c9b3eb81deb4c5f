"""Which parts of their agendas pairs have been through."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from bot.mentoring.agendas import AgendaTick
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.prepared import Prepared, Put
from storage.tables import AgendaTickRow
from storage.times import moment, stamp

TICK = AgendaTickRow.__table__  # type: ignore[attr-defined]
OF = Prepared(select(TICK).where(TICK.c.mentorship_id == bindparam("mentorship")))
DROP = Prepared(delete(TICK).where(TICK.c.mentorship_id == bindparam("mentorship"), TICK.c.part == bindparam("part")))
PUT = Put(TICK, key=("mentorship_id", "part"))


class AgendaTicks:
    """Loads and keeps what was ticked."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId) -> dict[str, AgendaTick]:
        """By part; only what is ticked."""
        return {
            row.part: AgendaTick(mentorship, row.part, PersonId(row.by), moment(row.done_at))
            for row in OF.all(self._db, mentorship=mentorship)
        }

    def save(self, tick: AgendaTick) -> None:
        """Keep a tick, or that a part is open again."""
        if tick.done_at is None:
            DROP.write(self._db, mentorship=tick.mentorship, part=tick.part)
        else:
            PUT(self._db, mentorship_id=tick.mentorship, part=tick.part, by=tick.by, done_at=stamp(tick.done_at))
