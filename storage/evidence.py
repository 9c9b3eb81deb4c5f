"""Evidence in storage: what happened in each mentorship, piece by piece, only ever added to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.mentoring.evidence import Evidence, What
from bot.mentoring.life import Said
from bot.mentoring.mentorship import MentorshipId
from storage.prepared import Prepared
from storage.tables import EvidenceRow
from storage.times import moment, stamp

EVIDENCE = EvidenceRow.__table__  # type: ignore[attr-defined]
_COLUMNS = [EVIDENCE.c[name] for name in ("mentorship_id", "at", "what", "by", "about", "goal", "topic", "value")]
OF = Prepared(select(*_COLUMNS).where(EVIDENCE.c.mentorship_id == bindparam("mentorship")))
OF_MANY = Prepared(
    select(*_COLUMNS)
    .where(EVIDENCE.c.mentorship_id.in_(bindparam("ids", expanding=True)), EVIDENCE.c.at <= bindparam("until"))
    .order_by(EVIDENCE.c.mentorship_id),
    lists=("ids",),
)
SKIPS = Prepared(
    select(EVIDENCE.c.at, EVIDENCE.c.by, EVIDENCE.c.value)
    .where(
        EVIDENCE.c.mentorship_id == bindparam("mentorship"),
        EVIDENCE.c.what == bindparam("what"),
        EVIDENCE.c.topic == bindparam("step"),
    )
    .order_by(EVIDENCE.c.at, EVIDENCE.c.id)
)
ADD = Prepared(
    insert(EVIDENCE).values(
        {column.name: bindparam(f"new_{column.name}") for column in _COLUMNS},
    )
)
WHAT = {what.value: what for what in What}


class EvidenceLog:
    """Adds evidence and gives it back."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId, until: datetime) -> list[Evidence]:
        """What happened in a mentorship up to a moment, in no order."""
        return self.of_and_next(mentorship, until)[0]

    def of_and_next(self, mentorship: MentorshipId, now: datetime) -> tuple[list[Evidence], datetime | None]:
        """The same, and when what is known already comes next: a check-in that runs out unless something is heard."""
        until = stamp(now)
        rows = OF.tuples(self._db, mentorship=mentorship)
        pieces = [
            Evidence(datetime.fromtimestamp(at, UTC), WHAT[what], by, about, goal, topic, value)
            for _, at, what, by, about, goal, topic, value in rows
            if at <= until
        ]
        if len(pieces) == len(rows):
            return pieces, None
        return pieces, moment(min(row[1] for row in rows if row[1] > until))

    def of_many(self, mentorships: Sequence[MentorshipId], until: datetime) -> Iterator[tuple[MentorshipId, Evidence]]:
        """The same of several, in one statement."""
        for row in OF_MANY.tuples(self._db, ids=mentorships, until=stamp(until)):
            yield row[0], _piece(row)

    def skips(self, mentorship: MentorshipId, step: str) -> list[Said]:
        """What was said of skipping one of the nine steps, in its order."""
        rows = SKIPS.all(self._db, mentorship=mentorship, what=What.SKIP_FELT.value, step=step)
        return [Said(moment(row.at), row.by, row.value) for row in rows]

    def add(self, mentorship: MentorshipId, piece: Evidence) -> None:
        """Add a piece."""
        ADD.write(
            self._db,
            new_mentorship_id=mentorship,
            new_at=stamp(piece.at),
            new_what=piece.what.value,
            new_by=piece.by,
            new_about=piece.about,
            new_goal=piece.goal,
            new_topic=piece.topic,
            new_value=piece.value,
        )

    def forget_said(self, mentorship: MentorshipId, about: int) -> None:
        """What was read from an answer goes with the answer: changed or deleted, it is as if it had never been given."""
        self._db.execute(
            delete(EVIDENCE).where(
                EVIDENCE.c.mentorship_id == mentorship, EVIDENCE.c.what == What.SAID.value, EVIDENCE.c.about == about
            )
        )


def _piece(row: tuple[Any, ...]) -> Evidence:
    _, at, what, by, about, goal, topic, value = row
    return Evidence(moment(at), WHAT[what], by, about, goal, topic, value)
