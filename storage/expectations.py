"""What members expect of each other, in storage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from bot.mentoring.expectations import PAGE, Expectations, Words
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.ahead import Ahead
from storage.prepared import Prepared, Put, Row
from storage.tables import DraftRow, ExpectationsRow
from storage.times import moment_or_none, stamp_or_none

EXPECTATIONS = ExpectationsRow.__table__  # type: ignore[attr-defined]
DRAFT = DraftRow.__table__  # type: ignore[attr-defined]
_THEIR_DRAFT = and_(
    DRAFT.c.mentorship_id == EXPECTATIONS.c.mentorship_id,
    DRAFT.c.person_id == EXPECTATIONS.c.person_id,
    DRAFT.c.page == PAGE,
)
OF_MANY = Prepared(
    select(EXPECTATIONS, DRAFT.c.written)
    .select_from(EXPECTATIONS.outerjoin(DRAFT, _THEIR_DRAFT))
    .where(EXPECTATIONS.c.mentorship_id.in_(bindparam("ids", expanding=True)))
    .order_by(EXPECTATIONS.c.mentorship_id, EXPECTATIONS.c.person_id),
    lists=("ids",),
)
PUT = Put(EXPECTATIONS, key=("mentorship_id", "person_id"))


class AllExpectations:
    """Loads and keeps expectations."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._rows: Ahead[Row] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId]) -> None:
        """Read those of these mentorships at once."""
        self._rows.keep(ids, ((row.mentorship_id, row) for row in OF_MANY.all(self._db, ids=ids)))

    def of(self, mentorship: MentorshipId) -> list[Expectations]:
        """What was said in a mentorship; nothing of a member who has not."""
        ahead = self._rows.of(mentorship)
        return [_expectations(row) for row in (OF_MANY.all(self._db, ids=[mentorship]) if ahead is None else ahead)]

    def save(self, kept: Expectations) -> None:
        """Keep one member's."""
        PUT(
            self._db,
            mentorship_id=kept.mentorship,
            person_id=kept.person,
            words=_packed(kept.words),
            done_at=stamp_or_none(kept.done_at),
            shown=None if kept.shown is None else _packed(kept.shown),
            shown_at=stamp_or_none(kept.shown_at),
        )


def _expectations(row: Any) -> Expectations:
    return Expectations(
        mentorship=MentorshipId(row.mentorship_id),
        person=PersonId(row.person_id),
        words=_unpacked(row.words),
        done_at=moment_or_none(row.done_at),
        shown=None if row.shown is None else _unpacked(row.shown),
        shown_at=moment_or_none(row.shown_at),
        changing=row.written is not None and _others_than(_unpacked(row.written), _unpacked(row.words)),
    )


def _packed(words: Words) -> str:
    return json.dumps(asdict(words))


def _unpacked(text: str) -> Words:
    kept = json.loads(text)
    return Words(tuple(kept.get("ticked", ())), kept.get("own", ""))


def _others_than(draft: Words, words: Words) -> bool:
    """Whether it says something else, in whatever order it was ticked."""
    return (set(draft.ticked), draft.own) != (set(words.ticked), words.own)
