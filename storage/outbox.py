"""The outbox: what is to be said, planned in the transaction of its cause, under a key that is unique for ever.

A row goes planned -> claimed -> sending -> sent; or it ends as skipped (not wanted any more, or stale), withdrawn
(its cause went away), failed (the chat refused for good) or parked (nobody knows whether it arrived).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, or_, select, text, update

from bot.mentoring.notices import Notice, ToChannel, ToGroup, ToPerson
from bot.mentoring.people import PersonId
from bot.ports import PartShown, Posted
from bot.safeguards import ALL, Safeguards
from storage.planned import (
    FENCE,
    GONE_OUT,
    HELD,
    ID,
    LEASE,
    OURS,
    OUTBOX,
    PLANNED,
    UNSHOWN,
    WHOM,
    Planned,
    change,
    change_all,
    claim_of,
    planned_from,
)
from storage.prepared import Prepared, adding
from storage.tables import PersonRow
from storage.times import moment, stamp

PERSON = PersonRow.__table__  # type: ignore[attr-defined]
IS_PLANNED = Prepared(select(OUTBOX.c.id).where(OUTBOX.c.key == bindparam("key")))
DUE = Prepared(
    PLANNED.where(OUTBOX.c.state == "planned", OUTBOX.c.due_at <= bindparam("now"))
    .order_by(OUTBOX.c.due_at, OUTBOX.c.id)
    .limit(bindparam("limit"))
)
ANSWERS = Prepared(
    PLANNED.where(text("outbox.state = 'planned' AND outbox.always"), OUTBOX.c.due_at <= bindparam("now"))
    .order_by(OUTBOX.c.due_at, OUTBOX.c.id)
    .limit(bindparam("limit"))
)
"""As literals, so that the index of these alone serves: whoever has just written does not wait for thousands of others."""
DUE_TO = Prepared(
    PLANNED.where(
        OUTBOX.c.state == "planned",
        OUTBOX.c.due_at <= bindparam("now"),
        OUTBOX.c.person_id.in_(bindparam("people", expanding=True)),
    ).order_by(OUTBOX.c.due_at, OUTBOX.c.id),
    lists=("people",),
)
AHEAD = Prepared(
    PLANNED.where(
        OUTBOX.c.person_id == bindparam("person"),
        OUTBOX.c.state == "planned",
        OUTBOX.c.unasked,
        OUTBOX.c.due_at > bindparam("now"),
        OUTBOX.c.due_at < bindparam("until"),
    ).order_by(OUTBOX.c.due_at, OUTBOX.c.id)
)
KNOWN_AT_FIRST = [
    "key",
    "kind",
    "person_id",
    "mentorship_id",
    "channel",
    "team_id",
    "about",
    "due_at",
    "latest_at",
    "unasked",
    "always",
]
PLAN = adding(OUTBOX, KNOWN_AT_FIRST, state="planned", fence=0, attempts=0, folded=False)
CLAIM = Prepared(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(state="claimed", fence=bindparam("fence"), lease_until=bindparam("lease"))
)
SHOW = Prepared(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(part=bindparam("nth"), shown=bindparam("looks"), folded=bindparam("away"))
)
HOLDS = {
    fenced: Prepared(select(OUTBOX.c.id).where(*ours, OUTBOX.c.state == "claimed")) for fenced, ours in OURS.items()
}
WANTED = {
    fenced: Prepared(select(OUTBOX.c.id).where(*ours, OUTBOX.c.state == "sending", OUTBOX.c.latest_at > 0))
    for fenced, ours in OURS.items()
}
UNASKED = Prepared(
    select(OUTBOX.c.message_id, OUTBOX.c.sent_at.label("at")).where(
        OUTBOX.c.person_id == bindparam("person"), OUTBOX.c.unasked, OUTBOX.c.sent_at >= bindparam("since")
    )
)
MAYBE_UNASKED = Prepared(
    select(OUTBOX.c.message_id, OUTBOX.c.begun_at.label("at")).where(
        OUTBOX.c.state.in_(("sending", "parked")),
        OUTBOX.c.person_id == bindparam("person"),
        OUTBOX.c.unasked,
        OUTBOX.c.begun_at >= bindparam("since"),
    )
)
PLACE_OF = Prepared(
    select(OUTBOX.c.id, OUTBOX.c.sent_channel, OUTBOX.c.sent_ts, OUTBOX.c.part).where(
        OUTBOX.c.key == bindparam("key"), OUTBOX.c.state == "sent"
    )
)
NEXT_DUE = Prepared(select(func.min(OUTBOX.c.due_at)).where(OUTBOX.c.state == "planned"))
OPEN = ("planned", "claimed", "sending", "parked")
MAY_BE_THERE = OUTBOX.c.state.in_(("sending", "parked"))
WITHDRAWN = {
    "state": case((MAY_BE_THERE, OUTBOX.c.state), else_="withdrawn"),
    "latest_at": case((MAY_BE_THERE, 0), else_=OUTBOX.c.latest_at),
}
"""What may have gone out can't be called back; where it did not arrive it is not sent again, by anybody's word either."""


class Outbox:
    """Plans, claims and settles messages."""

    def __init__(self, db: Connection, safeguards: Safeguards = ALL) -> None:
        self._db = db
        self._safeguards = safeguards
        self.has_more = False
        """Whether something was planned or hastened, so that it is worth looking what is due."""

    def plan(self, notice: Notice) -> None:
        """Keep a notice to be sent; one that was planned before under the same key stands as it is."""
        key = notice.key
        while IS_PLANNED.first(self._db, key=key) is not None:
            if self._safeguards.unique_key:
                return
            key += "~"
        self.has_more = True
        to = notice.to
        PLAN.write(
            self._db,
            new_key=key,
            new_kind=notice.kind,
            new_person_id=to.person if isinstance(to, ToPerson) else None,
            new_mentorship_id=to.mentorship if isinstance(to, ToGroup) else notice.about.get("mentorship"),
            new_channel=to.channel if isinstance(to, ToChannel) else None,
            new_team_id=to.team if isinstance(to, ToChannel) else None,
            new_about=json.dumps(dict(notice.about), sort_keys=True),
            new_due_at=stamp(notice.due),
            new_latest_at=stamp(notice.latest),
            new_unasked=notice.unasked,
            new_always=notice.always,
        )

    def withdraw(self, key: str) -> None:
        """Let a notice never go out, or never again; a key ending in `*` withdraws all that begin so."""
        match = OUTBOX.c.key.startswith(key[:-1], autoescape=True) if key.endswith("*") else OUTBOX.c.key == key
        self._db.execute(update(OUTBOX).where(match, OUTBOX.c.state.in_(OPEN)).values(WITHDRAWN))

    def withdraw_all_of(self, mentorship: int) -> None:
        """Let nothing go out any more that concerns this mentorship."""
        theirs = OUTBOX.c.mentorship_id == mentorship
        self._db.execute(update(OUTBOX).where(theirs, OUTBOX.c.state.in_(OPEN)).values(WITHDRAWN))

    def has_gone_out(self, key: str) -> bool:
        """Whether anything under this key, or one that goes on from it with a colon, was posted or may have been."""
        these = or_(OUTBOX.c.key == key, OUTBOX.c.key.startswith(f"{key}:", autoescape=True))
        gone = select(OUTBOX.c.id).where(these, OUTBOX.c.state.in_(GONE_OUT))
        return self._db.execute(gone).first() is not None

    def next_due(self) -> datetime | None:
        """When the next planned notice is due, whether or not that has passed."""
        due = NEXT_DUE.scalar(self._db)
        return None if due is None else moment(due)

    def claim(self, now: datetime, *, limit: int) -> list[Planned]:
        """Take up to `limit` due notices under a lease, so that nobody else sends them; what answers somebody comes first."""
        at = stamp(now)
        rows = ANSWERS.tuples(self._db, now=at, limit=limit)
        taken = {row[ID] for row in rows}
        others = [row for row in DUE.tuples(self._db, now=at, limit=limit) if row[ID] not in taken]
        rows += others[: limit - len(rows)]
        if len(rows) == limit:  # what comes together for a person is taken together
            people, taken = {row[WHOM] for row in rows} - {None}, {row[ID] for row in rows}
            rows += [row for row in DUE_TO.tuples(self._db, now=at, people=tuple(people)) if row[ID] not in taken]
        return self._claimed(rows, now)

    def claim_ahead(
        self, person: PersonId, wanted: Callable[[Planned], bool], *, until: datetime, now: datetime, limit: int
    ) -> list[Planned]:
        """Take what this person is to be sent unasked after `now` and before `until`, as far as it is wanted."""
        rows = AHEAD.tuples(self._db, person=person, now=stamp(now), until=stamp(until))
        these = [row for row in rows if wanted(planned_from(row, row[FENCE]))]
        return self._claimed(these[:limit], now)

    def _claimed(self, rows: Sequence[Sequence[Any]], now: datetime) -> list[Planned]:
        CLAIM.write_many(
            self._db, [{"row": row[ID], "fence": row[FENCE] + 1} for row in rows], lease=stamp(now + LEASE)
        )
        return [planned_from(row, row[FENCE] + 1) for row in rows]

    def holds(self, row: Planned) -> bool:
        """Whether this claim still stands: it was neither withdrawn nor taken over."""
        return HOLDS[self._safeguards.fence].first(self._db, **claim_of(row, self._safeguards)) is not None

    def is_wanted(self, row: Planned) -> bool:
        """Whether one that is marked as about to be sent is still ours, and was not withdrawn since."""
        return WANTED[self._safeguards.fence].first(self._db, **claim_of(row, self._safeguards)) is not None

    def begin_sending(self, row: Planned, *, message_id: str, now: datetime) -> bool:
        """Mark that the post is about to be made, under a lease that begins anew; False where another claim or a
        withdrawal came first."""
        return self._set(
            row,
            ("claimed",),
            state="sending",
            message_id=message_id,
            attempts=row.attempts + 1,
            begun_at=stamp(now),
            lease_until=stamp(now + LEASE),
            reason=None,
        )

    def show(self, parts: Sequence[PartShown]) -> None:
        """Keep how notices that were just marked will stand in one message, in this order."""
        looks = [
            {"row": each.id, "nth": nth, "looks": each.shown, "away": each.folded} for nth, each in enumerate(parts)
        ]
        SHOW.write_many(self._db, looks)

    def sent(
        self,
        row: Planned,
        *,
        channel: str,
        ts: str,
        now: datetime,
    ) -> None:
        """Keep where the message ended up, even where the answer came after the lease had run out."""
        place = {"sent_channel": channel, "sent_ts": ts, "sent_at": stamp(now)}
        self._set(row, ("sending", "parked"), state="sent", lease_until=None, reason=None, **place)

    def postpone(self, row: Planned, until: datetime, *, reason: str) -> None:
        """Put a notice back until then (429, quiet hours, the caps of section 13); one that was withdrawn stays so."""
        self.postpone_all([row], until, reason=reason)

    def postpone_all(self, rows: Sequence[Planned], until: datetime, *, reason: str) -> None:
        """The same for several, until the same moment."""
        values = {"state": "planned", "due_at": ceil(until.timestamp()), "lease_until": None, "reason": reason}
        values |= UNSHOWN
        change_all(self._db, rows, HELD, self._safeguards, values)

    def hasten(self, mentorship: int, person: PersonId, *, reason: str, now: datetime) -> None:
        """Let what was put back for this reason go out now after all."""
        self.has_more = True
        self._db.execute(
            update(OUTBOX)
            .where(
                OUTBOX.c.mentorship_id == mentorship,
                OUTBOX.c.person_id == person,
                OUTBOX.c.state == "planned",
                OUTBOX.c.reason == reason,
            )
            .values(due_at=stamp(now), reason=None)
        )

    def hasten_to(self, person: PersonId, *, reason: str, now: datetime) -> None:
        """Let all that was put back for this person and this reason go out now after all."""
        self.has_more = True
        waiting = (OUTBOX.c.person_id == person, OUTBOX.c.state == "planned", OUTBOX.c.reason == reason)
        self._db.execute(update(OUTBOX).where(*waiting).values(due_at=stamp(now), reason=None))

    def hasten_of(self, mentorship: int, *, reason: str, now: datetime) -> None:
        """The same for all that is about a mentorship, whomever it goes to."""
        self.has_more = True
        waiting = (OUTBOX.c.mentorship_id == mentorship, OUTBOX.c.state == "planned", OUTBOX.c.reason == reason)
        self._db.execute(update(OUTBOX).where(*waiting).values(due_at=stamp(now), reason=None))

    def hasten_all(self, team: str, *, reason: str, now: datetime) -> None:
        """Let all that was put back for this reason in a workspace be asked about again now."""
        self.has_more = True
        theirs = select(PERSON.c.id).where(PERSON.c.team_id == team)
        waiting = (OUTBOX.c.person_id.in_(theirs), OUTBOX.c.state == "planned", OUTBOX.c.reason == reason)
        self._db.execute(update(OUTBOX).where(*waiting).values(due_at=stamp(now), reason=None))

    def settle(self, row: Planned, state: str, *, reason: str) -> None:
        """End a notice that does not go out: skipped, failed or parked, with the reason; one withdrawn stays so."""
        self._set(row, HELD, state=state, reason=reason, lease_until=None, **UNSHOWN)

    def was_heard(self, key: str, *, by: datetime) -> bool:
        """Whether what has this key went out until then, or may have."""
        at = func.coalesce(OUTBOX.c.sent_at, OUTBOX.c.begun_at)
        heard = select(OUTBOX.c.id).where(OUTBOX.c.key == key, OUTBOX.c.state.in_(GONE_OUT), at <= stamp(by))
        return self._db.execute(heard).first() is not None

    def unasked_to(self, person: PersonId, *, since: datetime) -> list[datetime]:
        """When messages with something unasked went to this person since then, or may have, in all mentorships; each once,
        however much it held."""
        asked = {"person": person, "since": stamp(since)}
        rows = UNASKED.all(self._db, **asked) + MAYBE_UNASKED.all(self._db, **asked)
        # what a restored backup parked has no message's id: what was due together counts as one
        return [moment(at) for at in sorted({row.message_id or row.at: row.at for row in rows}.values())]

    def place_of(self, key: str) -> Posted | None:
        """Where it stands in the chat, the whole message or the part of one, that went out under this key."""
        row = PLACE_OF.first(self._db, key=key)
        return None if row is None else Posted(row.sent_channel, row.sent_ts, 0 if row.part is None else row.id)

    def _set(self, row: Planned, was: tuple[str, ...], **values: Any) -> bool:
        return change(self._db, row, was, self._safeguards, values)
