"""First messages between members."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.mentoring.first_words import FirstWords
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from storage.prepared import Prepared, Put
from storage.tables import FirstWordsRow
from storage.times import moment, stamp

WORDS = FirstWordsRow.__table__  # type: ignore[attr-defined]
OF = Prepared(
    select(WORDS).where(WORDS.c.mentorship_id == bindparam("mentorship"), WORDS.c.person_id == bindparam("person"))
)
PUT = Put(WORDS, key=("mentorship_id", "person_id"))


class AllFirstWords:
    """Loads and keeps first messages."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, mentorship: MentorshipId, person: PersonId) -> FirstWords | None:
        """What this member has sent."""
        row = OF.first(self._db, mentorship=mentorship, person=person)
        return None if row is None else FirstWords(mentorship, person, row.words, moment(row.sent_at))

    def save(self, words: FirstWords) -> None:
        """Keep one member's."""
        PUT(
            self._db,
            mentorship_id=words.mentorship,
            person_id=words.person,
            words=words.words,
            sent_at=stamp(words.sent_at),
        )
