"""Drafts in storage."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, delete, select

from bot.mentoring.drafts import Draft, Written
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.prepared import Prepared, Put
from storage.tables import DraftRow

DRAFT = DraftRow.__table__  # type: ignore[attr-defined]
KEY = ("mentorship_id", "person_id", "page")
OF = Prepared(
    select(DRAFT.c.page, DRAFT.c.written)
    .where(DRAFT.c.mentorship_id == bindparam("mentorship"), DRAFT.c.person_id == bindparam("person"))
    .order_by(DRAFT.c.page)
)
DROP = Prepared(delete(DRAFT).where(*(DRAFT.c[name] == bindparam(name) for name in KEY)))
DROP_ALL = Prepared(delete(DRAFT).where(DRAFT.c.mentorship_id == bindparam("mentorship")))
PUT = Put(DRAFT, key=KEY)


class Drafts:
    """Loads and keeps drafts."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId, person: PersonId) -> dict[str, Written]:
        """What this member has kept, by page."""
        return {row.page: unpacked(row.written) for row in OF.all(self._db, mentorship=mentorship, person=person)}

    def save(self, draft: Draft) -> None:
        """Keep a page, or put it away."""
        key = {"mentorship_id": draft.mentorship, "person_id": draft.person, "page": draft.page}
        if draft.written is None:
            DROP.write(self._db, **key)
        else:
            PUT(self._db, **key, written=json.dumps(dict(draft.written), ensure_ascii=False, sort_keys=True))

    def put_all_away(self, mentorship: MentorshipId) -> None:
        """Put away whatever any member has kept."""
        DROP_ALL.write(self._db, mentorship=mentorship)


def unpacked(text: str) -> Written:
    """What was kept as JSON; what was chosen is a list there."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
