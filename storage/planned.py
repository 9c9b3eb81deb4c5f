"""A notice as it lies in the outbox, and how whoever has claimed one changes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from bot.mentoring.notices import Recipient, ToChannel, ToGroup, ToPerson
from bot.mentoring.people import PersonId
from bot.safeguards import Safeguards
from storage.prepared import Prepared
from storage.tables import OutboxRow
from storage.times import moment

OUTBOX = OutboxRow.__table__  # type: ignore[attr-defined]
LEASE = timedelta(seconds=60)
WHAT: tuple[str, ...] = ("id", "key", "kind", "person_id", "mentorship_id", "channel", "team_id", "about", "due_at")
WHAT += ("latest_at", "unasked", "always", "fence", "attempts")
"""What a notice is, without what became of it."""
ID, WHOM, FENCE = (WHAT.index(name) for name in ("id", "person_id", "fence"))
PLANNED = select(*(OUTBOX.c[name] for name in WHAT))
OURS = {
    fenced: tuple(OUTBOX.c[name] == bindparam(name) for name in (("id", "fence") if fenced else ("id",)))
    for fenced in (True, False)
}
"""The row of a claim, as long as nobody else has claimed it; without the fence whoever has by now."""
UNSHOWN: dict[str, Any] = {"part": None, "shown": None, "folded": False}
"""Of what stands in no message, or will stand in another one."""
OF_ONE = json.JSONDecoder()
"""What `about` holds lies there as it was written, with nothing around it to look for."""
GONE_OUT = ("sending", "sent", "parked")
HELD = ("claimed", "sending")


class Planned(NamedTuple):
    """A notice as it lies in the outbox. `fence` rises with every claim: a late writer with an old one changes nothing."""

    id: int
    key: str
    kind: str
    to: Recipient
    about: Mapping[str, Any]
    due: datetime
    latest: datetime
    unasked: bool
    always: bool
    fence: int
    attempts: int


def _recipient(person: int | None, mentorship: int, channel: str | None, team: str) -> Recipient:
    if person is not None:
        return ToPerson(PersonId(person))
    return ToGroup(mentorship) if channel is None else ToChannel(team, channel)


def planned_of(row: Any, fence: int) -> Planned:
    """A row as a notice, held under this fence."""
    return planned_from([getattr(row, name) for name in WHAT], fence)


def planned_from(row: Sequence[Any], fence: int) -> Planned:
    """The same of a row of PLANNED; thousands may be claimed together."""
    id, key, kind, person, mentorship, channel, team, about, due, latest, unasked, always, _, attempts = row
    to = _recipient(person, mentorship, channel, team)
    unasked, always = bool(unasked), bool(always)
    return Planned(
        id, key, kind, to, OF_ONE.raw_decode(about)[0], moment(due), moment(latest), unasked, always, fence, attempts
    )


def change(db: Connection, row: Planned, was: tuple[str, ...], safeguards: Safeguards, values: dict[str, Any]) -> bool:
    """Change a row of ours that is in one of these states, as long as the claim is the one under which we have it."""
    statement, claim = _change(was, tuple(values), fenced=safeguards.fence), claim_of(row, safeguards)
    return statement.write(db, **claim, **_new(values)) == 1


def change_all(
    db: Connection, rows: Sequence[Planned], was: tuple[str, ...], safeguards: Safeguards, values: dict[str, Any]
) -> None:
    """The same for several rows that all become the same."""
    claims = [claim_of(row, safeguards) for row in rows]
    _change(was, tuple(values), fenced=safeguards.fence).write_many(db, claims, **_new(values))


def claim_of(row: Planned, safeguards: Safeguards) -> dict[str, int]:
    """The values of OURS for this row."""
    return {"id": row.id, "fence": row.fence} if safeguards.fence else {"id": row.id}


def _new(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in values.items()}


@cache
def _change(was: tuple[str, ...], names: tuple[str, ...], *, fenced: bool) -> Prepared:
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return Prepared(update(OUTBOX).where(*OURS[fenced], OUTBOX.c.state.in_(was)).values(new))
