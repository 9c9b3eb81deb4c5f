"""What coordinators wrote to pairs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.mentoring.hello import Hello, HelloId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.prepared import Put
from storage.tables import HelloRow
from storage.times import moment, stamp

HELLO = HelloRow.__table__  # type: ignore[attr-defined]
BY_ID = select(HELLO).where(HELLO.c.id == bindparam("id"))
SAME_FORM = select(HELLO).where(
    HELLO.c.mentorship_id == bindparam("mentorship"),
    HELLO.c.coordinator_id == bindparam("coordinator"),
    HELLO.c.asked_at == bindparam("opened"),
)


PUT = Put(HELLO)


def _hello(row: Any) -> Hello:
    return Hello(
        HelloId(row.id), MentorshipId(row.mentorship_id), PersonId(row.coordinator_id), row.words, moment(row.asked_at)
    )


class Hellos:
    """Loads and keeps hellos."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, id: HelloId) -> Hello:
        """The hello with this id, which came from storage."""
        return _hello(self._db.execute(BY_ID, {"id": id}).one())

    def of_form(self, mentorship: MentorshipId, coordinator: PersonId, opened: datetime) -> Hello | None:
        """What was sent in before by the form opened at this moment."""
        values = {"mentorship": mentorship, "coordinator": coordinator, "opened": stamp(opened)}
        row = self._db.execute(SAME_FORM, values).first()
        return None if row is None else _hello(row)

    def next_id(self) -> HelloId:
        """The id of the next hello; safe within the one transaction that writes at a time."""
        return HelloId(self._db.execute(select(func.coalesce(func.max(HELLO.c.id), 0) + 1)).scalar_one())

    def save(self, hello: Hello) -> None:
        """Keep a hello, or its new words."""
        PUT(
            self._db,
            id=hello.id,
            mentorship_id=hello.mentorship,
            coordinator_id=hello.coordinator,
            words=hello.words,
            asked_at=stamp(hello.opened),
        )
