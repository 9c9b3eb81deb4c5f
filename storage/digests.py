"""What stands in the chat as one part of a message among others, so that one part can change and the others stay."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from bot.mentoring.people import PersonId
from bot.ports import PartShown, Posted
from storage.planned import OUTBOX
from storage.prepared import Prepared

PLACE = Prepared(
    select(OUTBOX.c.person_id, OUTBOX.c.sent_channel, OUTBOX.c.sent_ts).where(
        OUTBOX.c.id == bindparam("id"), OUTBOX.c.state == "sent", OUTBOX.c.part.is_not(None)
    )
)
PARTS = Prepared(
    select(OUTBOX.c.id, OUTBOX.c.mentorship_id, OUTBOX.c.shown, OUTBOX.c.folded)
    .where(
        OUTBOX.c.person_id == bindparam("person"),
        OUTBOX.c.sent_at.is_not(None),
        OUTBOX.c.sent_channel == bindparam("channel"),
        OUTBOX.c.sent_ts == bindparam("ts"),
        OUTBOX.c.shown.is_not(None),
    )
    .order_by(OUTBOX.c.part)
)


class KeptPart(NamedTuple):
    """One part as it stands, and which mentorship it is about, if any."""

    part: PartShown
    mentorship: int | None


class Digest(NamedTuple):
    """A message that tells several things to one person."""

    person: PersonId
    place: Posted
    parts: tuple[KeptPart, ...]


class Digests:
    """Looks at messages of several parts and changes one part."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def with_part(self, id: int) -> Digest | None:
        """The message with this part (a notice's id); None where there is none."""
        row = PLACE.first(self._db, id=id)
        if row is None:
            return None
        found = PARTS.all(self._db, person=row.person_id, channel=row.sent_channel, ts=row.sent_ts)
        parts = tuple(KeptPart(PartShown(each.id, each.shown, each.folded), each.mentorship_id) for each in found)
        return Digest(PersonId(row.person_id), Posted(row.sent_channel, row.sent_ts), parts)

    def show(self, id: int, shown: str) -> None:
        """This part is shown so from now on."""
        self._db.execute(update(OUTBOX).where(OUTBOX.c.id == id, OUTBOX.c.part.is_not(None)).values(shown=shown))

    def fold(self, ids: tuple[int, ...], *, folded: bool) -> None:
        """These parts are folded away from now on, or shown whole."""
        self._db.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(folded=folded))

    def forget(self, key: str) -> None:
        """How the part with this key is shown is kept no longer: it is left out when its message is next drawn."""
        self._db.execute(update(OUTBOX).where(OUTBOX.c.key == key).values(shown=None))
