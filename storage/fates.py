"""Messages that nobody knows the end of: no answer came to the post, or the process that made it has died."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, update

from bot.mentoring.notices import ToPerson
from bot.ports import ASKED, NO_ANSWER, Posted
from bot.safeguards import ALL, Safeguards
from storage.planned import GONE_OUT, LEASE, OUTBOX, UNSHOWN, Planned, change, planned_of
from storage.prepared import Prepared
from storage.times import moment, moment_or_none, stamp

AWAITS = (OUTBOX.c.state == "sending", OUTBOX.c.reason.is_not(None))
MESSAGES = (
    select(OUTBOX.c.message_id)
    .where(*AWAITS, OUTBOX.c.lease_until <= bindparam("now"))
    .group_by(OUTBOX.c.message_id)
    .order_by(func.min(OUTBOX.c.lease_until), func.min(OUTBOX.c.begun_at), func.min(OUTBOX.c.id))
    .limit(bindparam("limit"))
)
LOST = Prepared(
    select(OUTBOX)
    .where(*AWAITS, OUTBOX.c.message_id.in_(MESSAGES))
    .order_by(OUTBOX.c.lease_until, OUTBOX.c.begun_at, OUTBOX.c.part, OUTBOX.c.id)
)
"""In the order in which it is time for them, so that one which is put off again and again holds up none. Whole messages:
half of one, taken for all of it, would later be put in the place of the other half."""
NEXT = Prepared(select(func.min(OUTBOX.c.lease_until)).where(OUTBOX.c.state.in_(("claimed", "sending"))))
TO_ONE = OUTBOX.c.person_id.is_not(None)
KNOWN = OUTBOX.c.reason.is_not(None)
"""Then its lease is how long it is waited for, or somebody's who died looking."""
LATE = OUTBOX.c.lease_until < bindparam("late")
UNHEARD = and_(OUTBOX.c.state == "sending", LATE, or_(~KNOWN, bindparam("alone") == 1))
FREED = Prepared(update(OUTBOX).where(OUTBOX.c.state == "claimed", LATE).values(state="planned"))
AWAITED = Prepared(
    update(OUTBOX)
    .where(UNHEARD, TO_ONE)
    .values(
        reason=func.coalesce(OUTBOX.c.reason, NO_ANSWER),
        lease_until=case(
            (and_(KNOWN, OUTBOX.c.lease_until < bindparam("soon")), OUTBOX.c.lease_until), else_=bindparam("soon")
        ),
    )
)
GIVEN_UP = Prepared(update(OUTBOX).where(UNHEARD, ~TO_ONE).values(state="parked", reason=NO_ANSWER))
TAKEN = Prepared(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(fence=bindparam("new_fence"), lease_until=bindparam("until"))
)
CLICKED = Prepared(
    update(OUTBOX)
    .where(
        OUTBOX.c.state.in_(("sending", "parked")),
        OUTBOX.c.message_id
        == select(OUTBOX.c.message_id)
        .where(OUTBOX.c.id == bindparam("row"), OUTBOX.c.part.is_not(None))
        .scalar_subquery(),
    )
    .values(
        state="sent",
        sent_channel=bindparam("channel"),
        sent_ts=bindparam("ts"),
        sent_at=OUTBOX.c.begun_at,
        lease_until=None,
        reason=None,
    )
)
LATELY = Prepared(
    select(OUTBOX.c.id, OUTBOX.c.message_id, func.coalesce(OUTBOX.c.sent_at, OUTBOX.c.begun_at).label("at"))
    .where(OUTBOX.c.state == bindparam("state"), OUTBOX.c.due_at <= bindparam("now"))
    .order_by(OUTBOX.c.due_at.desc())
    .limit(bindparam("limit"))
)
"""By the index of what is due: it goes out in the order in which it is due, so that what went last stands at its end."""
ASKED_TO_WAIT = Prepared(
    select(func.max(OUTBOX.c.due_at)).where(
        OUTBOX.c.state == "planned",
        OUTBOX.c.due_at > bindparam("now"),
        OUTBOX.c.due_at <= bindparam("longest"),
        OUTBOX.c.reason == ASKED,
    )
)
LONGEST_WAIT = timedelta(hours=1)
EVER = 2**53
"""Later than any lease."""


class Lost(NamedTuple):
    """The notices of one message that may have been posted since `begun`."""

    message_id: str
    begun: datetime
    rows: tuple[Planned, ...]


class Fates:
    """Waits, looks and settles. What a person alone gets can be looked for; what a group or a channel gets cannot."""

    def __init__(self, db: Connection, safeguards: Safeguards = ALL) -> None:
        self._db = db
        self._safeguards = safeguards

    def expire(self, now: datetime, *, patience: timedelta, alone: bool = False) -> None:
        """After a crash: what was only claimed is planned again; what was being sent is looked for after a while, or parked.

        `alone`: nobody else can hold a lease, for we have just started; then none has to run out.
        """
        late = EVER if alone else stamp(now)
        FREED.write(self._db, late=late)
        AWAITED.write(self._db, late=late, alone=int(alone), soon=stamp(now + patience))
        GIVEN_UP.write(self._db, late=late, alone=int(alone))

    def wait(self, row: Planned, *, reason: str, until: datetime) -> None:
        """No answer came: look for it then. What cannot be looked for is parked."""
        if not isinstance(row.to, ToPerson):
            self._change(row, state="parked", reason=reason, lease_until=None)
            return
        self._change(row, reason=reason, lease_until=stamp(until))

    def take(self, now: datetime, *, limit: int) -> list[Lost]:
        """Take, under a new claim, the first `limit` messages that are to be looked for now, each with all its notices."""
        found: dict[str, list[tuple[Planned, datetime]]] = {}
        for row in LOST.all(self._db, now=stamp(now), limit=limit):
            ours = planned_of(row, row.fence + 1)
            TAKEN.write(self._db, row=row.id, new_fence=ours.fence, until=stamp(now + LEASE))
            found.setdefault(row.message_id, []).append((ours, moment(row.begun_at)))
        return [Lost(id, these[0][1], tuple(each for each, _ in these)) for id, these in found.items()]

    def clicked(self, place: Posted) -> None:
        """Somebody has clicked in the message with this part: it is there, whether that was heard or not."""
        CLICKED.write(self._db, row=place.part, channel=place.channel, ts=place.ts)

    def again(self, row: Planned, now: datetime) -> None:
        """It never arrived: it is due again."""
        nothing = {"message_id": None, "lease_until": None} | UNSHOWN
        self._change(row, state="planned", due_at=stamp(now), reason="did not arrive", **nothing)

    def look_again(self, row: Planned, until: datetime) -> None:
        """It could not be looked for just now."""
        self._change(row, lease_until=stamp(until))

    def park(self, row: Planned, reason: str) -> None:
        """It can never be known whether it arrived."""
        self._change(row, state="parked", reason=reason, lease_until=None)

    def went_lately(self, now: datetime, *, since: datetime, limit: int) -> list[datetime]:
        """When the messages began or went out that did since then, or may have; looking at no more than so many notices."""
        found: dict[str, int] = {}
        for state in GONE_OUT:
            for row in LATELY.all(self._db, state=state, now=stamp(now), limit=limit):
                if row.at is not None and stamp(since) <= row.at <= stamp(now):
                    found[row.message_id or str(row.id)] = row.at
        return [moment(at) for at in sorted(found.values())]

    def asked_to_wait_until(self, now: datetime) -> datetime | None:
        """Until when the chat asked to wait, as far as what was put back for it tells."""
        until = ASKED_TO_WAIT.scalar(self._db, now=stamp(now), longest=stamp(now + LONGEST_WAIT))
        return moment_or_none(until)

    def next(self) -> datetime | None:
        """When the next lease runs out, or the next message is to be looked for."""
        return moment_or_none(NEXT.scalar(self._db))

    def _change(self, row: Planned, **values: object) -> None:
        change(self._db, row, ("sending",), self._safeguards, values)
