"""Pauses of whole programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from bot.mentoring.people import PersonId
from bot.mentoring.program_pauses import ProgramPause, ProgramPauseId
from storage.prepared import Prepared, Put
from storage.tables import ProgramPauseRow

PAUSE = ProgramPauseRow.__table__  # type: ignore[attr-defined]
OF_TEAM = Prepared(select(PAUSE).where(PAUSE.c.team_id == bindparam("team")).order_by(PAUSE.c.first))
PUT = Put(PAUSE)


def _pause(row: Any) -> ProgramPause:
    return ProgramPause(
        id=ProgramPauseId(row.id),
        team=row.team_id,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        name=row.name,
        set_by=PersonId(row.set_by),
    )


class ProgramPauses:
    """Loads and keeps them; a unit of work that looks at many mentorships reads them once."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._read: dict[str, tuple[ProgramPause, ...]] = {}

    def of(self, team: str) -> tuple[ProgramPause, ...]:
        """Those of a workspace, past ones too, in the order of time."""
        if team not in self._read:
            self._read[team] = tuple(_pause(row) for row in OF_TEAM.all(self._db, team=team))
        return self._read[team]

    def next_id(self) -> ProgramPauseId:
        """The id of the next one; safe within the one transaction that writes at a time."""
        return ProgramPauseId(self._db.execute(select(func.coalesce(func.max(PAUSE.c.id), 0) + 1)).scalar_one())

    def save(self, pause: ProgramPause) -> None:
        """Keep a pause."""
        self._read.clear()
        PUT(
            self._db,
            id=pause.id,
            team_id=pause.team,
            first=pause.first.isoformat(),
            last=pause.last.isoformat(),
            name=pause.name,
            set_by=pause.set_by,
        )

    def remove(self, id: ProgramPauseId) -> None:
        """A pause that never came."""
        self._read.clear()
        self._db.execute(delete(PAUSE).where(PAUSE.c.id == id))
