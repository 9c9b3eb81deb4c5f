"""Check-ins in storage, and who is due for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from storage.ahead import Ahead
from storage.prepared import Prepared, Put
from storage.tables import CheckInRow, MemberRow, MentorshipRow
from storage.times import moment, moment_or_none, stamp, stamp_or_none

CHECK_IN = CheckInRow.__table__  # type: ignore[attr-defined]
MEMBER = MemberRow.__table__  # type: ignore[attr-defined]
MENTORSHIP = MentorshipRow.__table__  # type: ignore[attr-defined]

BY_ID = Prepared(select(CHECK_IN).where(CHECK_IN.c.id == bindparam("id")))
HISTORY = Prepared(
    select(CHECK_IN)
    .where(CHECK_IN.c.mentorship_id == bindparam("mentorship"), CHECK_IN.c.person_id == bindparam("person"))
    .order_by(CHECK_IN.c.id.desc())
)
_OPEN = (
    select(CHECK_IN)
    .where(
        CHECK_IN.c.person_id == bindparam("person"),
        CHECK_IN.c.asked_at.is_not(None),
        CHECK_IN.c.answered_at.is_(None),
        CHECK_IN.c.skipped_at.is_(None),
        CHECK_IN.c.expires_at > bindparam("now"),
    )
    .order_by(CHECK_IN.c.id.desc())
)
OPEN = Prepared(_OPEN.where(CHECK_IN.c.mentorship_id == bindparam("mentorship")))
OPEN_OF_MANY = Prepared(_OPEN.where(CHECK_IN.c.mentorship_id.in_(bindparam("ids", expanding=True))), lists=("ids",))
PUT = Put(CHECK_IN)
ANSWERS = Prepared(
    select(CHECK_IN)
    .where(CHECK_IN.c.person_id == bindparam("person"), CHECK_IN.c.asked_at.is_not(None))
    .order_by(CHECK_IN.c.asked_at.desc(), CHECK_IN.c.id.desc())
)
DUE = Prepared(
    select(MEMBER.c.mentorship_id, MEMBER.c.person_id)
    .join(MENTORSHIP, MENTORSHIP.c.id == MEMBER.c.mentorship_id)
    .where(MEMBER.c.next_check_in_at <= bindparam("now"), MENTORSHIP.c.ended_at.is_(None))
    .order_by(MEMBER.c.next_check_in_at, MEMBER.c.mentorship_id, MEMBER.c.person_id)
    .limit(bindparam("limit"))
)
NEXT_ID = Prepared(select(func.coalesce(func.max(CHECK_IN.c.id), 0) + 1))
NEXT = Prepared(
    select(func.min(MEMBER.c.next_check_in_at))
    .join(MENTORSHIP, MENTORSHIP.c.id == MEMBER.c.mentorship_id)
    .where(MENTORSHIP.c.ended_at.is_(None))
)


def _check_in(row: Any) -> CheckIn:
    return CheckIn(
        id=CheckInId(row.id),
        mentorship=MentorshipId(row.mentorship_id),
        person=PersonId(row.person_id),
        cycle=row.cycle,
        question=row.question,
        expires_at=moment(row.expires_at),
        asked_at=moment_or_none(row.asked_at),
        choice=row.choice,
        words=row.words,
        answered_at=moment_or_none(row.answered_at),
        skipped_at=moment_or_none(row.skipped_at),
        goal=None if row.goal_id is None else GoalId(row.goal_id),
        put=row.asked,
        follow_up=row.follow_up or "",
    )


class CheckIns:
    """Loads and keeps check-ins."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._open: Ahead[CheckIn] = Ahead()

    def look_ahead(self, ids: Sequence[MentorshipId], person: PersonId, now: datetime) -> None:
        """Read what this person can answer yet in these mentorships at once."""
        rows = OPEN_OF_MANY.all(self._db, ids=ids, person=person, now=stamp(now))
        self._open.keep(ids, ((row.mentorship_id, _check_in(row)) for row in rows))

    def open(self, mentorship: MentorshipId, person: PersonId, now: datetime) -> list[CheckIn]:
        """What reached somebody in a mentorship and can be answered yet, latest first."""
        if (ahead := self._open.of(mentorship)) is not None:
            return ahead
        rows = OPEN.all(self._db, mentorship=mentorship, person=person, now=stamp(now))
        return [_check_in(row) for row in rows]

    def get(self, id: CheckInId) -> CheckIn:
        """The check-in with this id. Raises Refusal("checking_in.unknown")."""
        row = BY_ID.first(self._db, id=id)
        if row is None:
            raise Refusal("checking_in.unknown")
        return _check_in(row)

    def next_id(self) -> CheckInId:
        """The id of the next check-in; safe within the one transaction that writes at a time."""
        return CheckInId(NEXT_ID.scalar(self._db))

    def history(self, mentorship: MentorshipId, person: PersonId) -> list[CheckIn]:
        """All that somebody was asked in a mentorship, latest first; also what is still to be sent."""
        return [_check_in(row) for row in HISTORY.all(self._db, mentorship=mentorship, person=person)]

    def answers(self, person: PersonId) -> list[CheckIn]:
        """All that somebody was asked in all mentorships, latest first."""
        return [_check_in(row) for row in ANSWERS.all(self._db, person=person)]

    def due(self, now: datetime, *, limit: int) -> list[tuple[MentorshipId, PersonId]]:
        """Whose next question has come due, in mentorships that go on, the first `limit` of them."""
        return DUE.tuples(self._db, now=stamp(now), limit=limit)

    def put_off(self, mentorship: MentorshipId, person: PersonId, at: datetime) -> None:
        """Let somebody's next question in a mentorship come due no sooner than then."""
        theirs = (MEMBER.c.mentorship_id == mentorship, MEMBER.c.person_id == person)
        self._db.execute(update(MEMBER).where(*theirs).values(next_check_in_at=stamp(at)))

    def next_due(self) -> datetime | None:
        """When the next question of anybody comes due, whether or not that has passed."""
        return moment_or_none(NEXT.scalar(self._db))

    def save(self, check_in: CheckIn) -> None:
        """Keep a check-in."""
        PUT(
            self._db,
            id=check_in.id,
            mentorship_id=check_in.mentorship,
            person_id=check_in.person,
            cycle=check_in.cycle,
            question=check_in.question,
            asked=check_in.put,
            goal_id=check_in.goal,
            asked_at=stamp_or_none(check_in.asked_at),
            expires_at=stamp(check_in.expires_at),
            choice=check_in.choice,
            words=check_in.words,
            follow_up=check_in.follow_up or None,
            answered_at=stamp_or_none(check_in.answered_at),
            skipped_at=stamp_or_none(check_in.skipped_at),
        )
