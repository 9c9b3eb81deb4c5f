"""How delivery is: what may not have arrived, what the chat refused, what is late; of one workspace, for its coordinators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, and_, bindparam, cast, func, or_, select

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.safeguards import ALL
from storage.mentorships import MENTORSHIP
from storage.outbox import PERSON
from storage.planned import OUTBOX, UNSHOWN, Planned, change, planned_of
from storage.prepared import Prepared
from storage.times import moment, moment_or_none, stamp

LATELY = timedelta(days=30)
"""How long what could not be delivered, or may not have been, is shown."""
SETTLED = "arrived, as somebody said"
OF_A_TEAM = OUTBOX.outerjoin(PERSON, PERSON.c.id == OUTBOX.c.person_id).outerjoin(
    MENTORSHIP, and_(MENTORSHIP.c.id == OUTBOX.c.mentorship_id, OUTBOX.c.person_id.is_(None))
)
THEIRS = or_(*(each.c.team_id == bindparam("team") for each in (PERSON, MENTORSHIP, OUTBOX)))
WANTED = OUTBOX.c.latest_at > 0
"""What was withdrawn has no moment any more until which it may go out: whether it arrived is nobody's question then."""
DOUBTFUL = (OUTBOX.c.state == "parked", OUTBOX.c.reason != SETTLED, OUTBOX.c.begun_at >= bindparam("since"), WANTED)
PARKED = Prepared(
    select(OUTBOX).select_from(OF_A_TEAM).where(*DOUBTFUL, THEIRS).order_by(OUTBOX.c.begun_at.desc(), OUTBOX.c.id)
)
TO_THEIR_GROUPS = and_(
    OUTBOX.c.person_id.is_(None),
    OUTBOX.c.channel.is_(None),
    OUTBOX.c.mentorship_id.in_(bindparam("mentorships", expanding=True)),
)
MAYBE_HEARD = Prepared(
    select(func.max(OUTBOX.c.begun_at)).where(
        *DOUBTFUL, or_(OUTBOX.c.person_id == bindparam("person"), TO_THEIR_GROUPS)
    ),
    lists=("mentorships",),
)
MANY = func.count(func.coalesce(OUTBOX.c.message_id, cast(OUTBOX.c.id, String)).distinct())
"""Messages; what never was in one counts by itself."""
FAILED = Prepared(
    select(OUTBOX.c.reason, MANY.label("many"))
    .select_from(OF_A_TEAM)
    .where(OUTBOX.c.state == "failed", OUTBOX.c.due_at >= bindparam("since"), THEIRS)
    .group_by(OUTBOX.c.reason)
    .order_by(MANY.desc(), OUTBOX.c.reason)
)
MESSAGES = func.count(OUTBOX.c.message_id.distinct())
ARRIVED = Prepared(
    select(MESSAGES)
    .select_from(OF_A_TEAM)
    .where(OUTBOX.c.state == "sent", OUTBOX.c.due_at >= bindparam("since"), THEIRS)
)
LATE = Prepared(
    select(func.count())
    .select_from(OF_A_TEAM)
    .where(OUTBOX.c.state == "planned", OUTBOX.c.due_at < bindparam("before"), THEIRS)
)
SOUGHT = Prepared(
    select(MESSAGES).select_from(OF_A_TEAM).where(OUTBOX.c.state == "sending", OUTBOX.c.reason.is_not(None), THEIRS)
)


class Parked(NamedTuple):
    """A message of which nobody knows whether it arrived, with all that it tells."""

    rows: tuple[Planned, ...]
    begun: datetime


class Deliveries:
    """Looks at what became of messages, and keeps what people say of those that are in doubt."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def parked(self, team: str, now: datetime) -> list[Parked]:
        """Those of a workspace that may not have arrived and are wanted still, the latest first."""
        rows = PARKED.all(self._db, team=team, since=stamp(now - LATELY))
        found: dict[str | int, list[Any]] = {}
        for row in rows:
            found.setdefault(row.message_id or row.id, []).append(row)
        return [
            Parked(tuple(planned_of(row, row.fence) for row in these), moment(these[0].begun_at))
            for these in found.values()
        ]

    def maybe_heard(self, person: PersonId, mentorships: Sequence[MentorshipId], now: datetime) -> datetime | None:
        """When the last message to this person, alone or with a group, went out that may not have arrived."""
        since = stamp(now - LATELY)
        return moment_or_none(MAYBE_HEARD.scalar(self._db, person=person, mentorships=list(mentorships), since=since))

    def say_arrived(self, row: Planned) -> None:
        """Somebody has seen that it arrived."""
        change(self._db, row, ("parked",), ALL, {"reason": SETTLED})

    def send_again(self, row: Planned, now: datetime, *, latest: datetime) -> None:
        """Somebody knows that it did not arrive: it is due again."""
        again = {
            "state": "planned",
            "due_at": stamp(now),
            "latest_at": stamp(latest),
            "message_id": None,
            "reason": None,
            **UNSHOWN,
        }
        change(self._db, row, ("parked",), ALL, again)

    def failed(self, team: str, now: datetime) -> list[tuple[str, int]]:
        """Why the chat refused messages of a workspace, and how many; the most frequent reason first."""
        rows = FAILED.all(self._db, team=team, since=stamp(now - LATELY))
        return [(row.reason or "", row.many) for row in rows]

    def arrived(self, team: str, since: datetime) -> int:
        """How many messages arrived of those that were due since then."""
        return int(ARRIVED.scalar(self._db, team=team, since=stamp(since)))

    def late(self, team: str, before: datetime) -> int:
        """How many notices were due before then and have not gone out."""
        return int(LATE.scalar(self._db, team=team, before=stamp(before)))

    def sought(self, team: str) -> int:
        """How many messages are being looked for."""
        return int(SOUGHT.scalar(self._db, team=team))

    def undelivered(self, since: datetime) -> list[tuple[str, str, int]]:
        """What failed or may not have arrived since then, in all workspaces: state, reason, how many messages; the most frequent
        first."""
        rows = self._db.execute(
            select(OUTBOX.c.state, OUTBOX.c.reason, MANY)
            .where(OUTBOX.c.state.in_(("failed", "parked")), OUTBOX.c.due_at >= stamp(since))
            .where(func.coalesce(OUTBOX.c.reason, "") != SETTLED, or_(OUTBOX.c.state == "failed", WANTED))
            .group_by(OUTBOX.c.state, OUTBOX.c.reason)
            .order_by(MANY.desc(), OUTBOX.c.state, OUTBOX.c.reason)
        )
        return [(row[0], row[1] or "", row[2]) for row in rows]
