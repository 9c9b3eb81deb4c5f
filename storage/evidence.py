"""Evidence in storage: what happened in each mentorship, piece by piece, only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.mentoring.evidence import Evidence, What
from bot.mentoring.life import Said
from bot.mentoring.mentorship import MentorshipId
from storage.ahead import Ahead
from storage.prepared import Prepared
from storage.tables import EvidenceRow
from storage.times import moment, stamp

EVIDENCE = EvidenceRow.__table__  # type: ignore[attr-defined]
_COLUMNS = [EVIDENCE.c[name] for name in ("mentorship_id", "at", "what", "by", "about", "goal", "topic", "value")]
OF_MANY = Prepared(
    select(*_COLUMNS).where(EVIDENCE.c.mentorship_id.in_(bindparam("ids", expanding=True))), lists=("ids",)
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
make, moment_of = Evidence._make, datetime.fromtimestamp
"""By these names they are found sooner: a night makes tens of thousands of pieces."""


class EvidenceLog:
    """Adds evidence and gives it back."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: Ahead[tuple[Any, ...]] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Read what happened in these mentorships at once."""
        rows = OF_MANY.tuples(self._db, ids=ids)
        self._rows.keep(ids, zip(map(itemgetter(0), rows), rows, strict=True))

    def of(self, mentorship: MentorshipId, until: datetime) -> list[Evidence]:
        """What happened in a mentorship up to a moment, in no order."""
        return self.of_and_next(mentorship, until)[0]

    def of_and_next(self, mentorship: MentorshipId, now: datetime) -> tuple[list[Evidence], datetime | None]:
        """The same, and when what is known already comes next: a check-in that runs out unless something is heard."""
        until = stamp(now)
        ahead = self._rows.of(mentorship)
        rows = OF_MANY.tuples(self._db, ids=[mentorship]) if ahead is None else ahead
        pieces = [
            make((moment_of(at, UTC), WHAT[what], by, about, goal, topic, value))
            for _, at, what, by, about, goal, topic, value in rows
            if at <= until
        ]
        if len(pieces) == len(rows):
            return pieces, None
        return pieces, moment(min(row[1] for row in rows if row[1] > until))

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
