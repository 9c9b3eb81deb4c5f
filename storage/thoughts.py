"""What mentees think through alone, in storage."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.thoughts import Subject, Thought
from storage.prepared import Prepared, Put
from storage.tables import ThoughtRow
from storage.times import moment_or_none, stamp_or_none

THOUGHT = ThoughtRow.__table__  # type: ignore[attr-defined]
KEY = ("mentorship_id", "person_id", "subject", "part")
OF = Prepared(
    select(THOUGHT)
    .where(THOUGHT.c.mentorship_id == bindparam("mentorship"))
    .order_by(THOUGHT.c.subject, THOUGHT.c.part)
)
DROP = Prepared(delete(THOUGHT).where(*(THOUGHT.c[name] == bindparam(name) for name in KEY)))
PUT = Put(THOUGHT, key=KEY)


class Thoughts:
    """Loads and keeps them."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId) -> list[Thought]:
        """What has been gone through in a mentorship, private or shown."""
        return [
            Thought(
                mentorship=mentorship,
                person=PersonId(row.person_id),
                subject=Subject(row.subject),
                part=row.part,
                words=row.words,
                shown_at=moment_or_none(row.shown_at),
            )
            for row in OF.all(self._db, mentorship=mentorship)
        ]

    def save(self, thought: Thought) -> None:
        """Keep a part, or take it away."""
        key = {
            "mentorship_id": thought.mentorship,
            "person_id": thought.person,
            "subject": thought.subject.value,
            "part": thought.part,
        }
        if thought.words is None:
            DROP.write(self._db, **key)
        else:
            PUT(self._db, **key, words=thought.words, shown_at=stamp_or_none(thought.shown_at))
