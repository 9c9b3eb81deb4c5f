"""What coordinators wrote to pairs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.mentoring.hello import Hello, HelloId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.tables import HelloRow
from storage.times import moment, stamp

HELLO = HelloRow.__table__  # type: ignore[attr-defined]
BY_ID = select(HELLO).where(HELLO.c.id == bindparam("id"))
SAME_FORM = select(HELLO.c.id).where(
    HELLO.c.mentorship_id == bindparam("mentorship"),
    HELLO.c.coordinator_id == bindparam("coordinator"),
    HELLO.c.asked_at == bindparam("opened"),
)


class Hellos:
    """Loads and keeps hellos."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, id: HelloId) -> Hello:
        """The hello with this id, which came from storage."""
        row = self._db.execute(BY_ID, {"id": id}).one()
        return Hello(
            HelloId(row.id),
            MentorshipId(row.mentorship_id),
            PersonId(row.coordinator_id),
            row.words,
            moment(row.asked_at),
        )

    def was_sent(self, mentorship: MentorshipId, coordinator: PersonId, opened: datetime) -> bool:
        """Whether the form opened at this moment was sent before."""
        values = {"mentorship": mentorship, "coordinator": coordinator, "opened": stamp(opened)}
        return self._db.execute(SAME_FORM, values).first() is not None

    def next_id(self) -> HelloId:
        """The id of the next hello; safe within the one transaction that writes at a time."""
        return HelloId(self._db.execute(select(func.coalesce(func.max(HELLO.c.id), 0) + 1)).scalar_one())

    def save(self, hello: Hello) -> None:
        """Keep a hello."""
        self._db.execute(
            insert(HELLO).values(
                id=hello.id,
                mentorship_id=hello.mentorship,
                coordinator_id=hello.coordinator,
                words=hello.words,
                asked_at=stamp(hello.opened),
            )
        )
