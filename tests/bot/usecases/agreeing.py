"""What the tests of agreements and milestones share: writing, signing, and what is sent by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.mentoring.agreement import PageEdit
from bot.ports import Outgoing
from bot.usecases import agreement
from tests.builders import MONDAY, going_alone
from tests.handlers.samples.agreements import TERMS


def edit(id, page, *, seen=0, shown: Mapping[str, str] | None = None, **changed: Any) -> PageEdit:
    """A page as somebody sends it in."""
    return PageEdit(id, page, seen, replace(TERMS, **changed), shown or {})


def write(hand, id, who, *, now=MONDAY) -> int:
    """All three pages; the revision that is shown afterwards."""
    for page in (1, 2, 3):
        saved = hand.run(agreement.save_page, who, edit(id, page), now=now)
    return saved.reading.seen


def sign(hand, id, who, *, seen=None, now=MONDAY):
    """Sign what there is, or the revision that was seen."""
    seen = seen or hand.run(agreement.read, who, id, now=now).seen
    return hand.run(agreement.sign, who, id, seen=seen, now=now)


def agree(hand, id, *people, now=MONDAY) -> None:
    """One writes, all sign."""
    write(hand, id, people[0], now=now)
    for who in people:
        sign(hand, id, who, now=now)


def send(hand, now, *kinds: str) -> list[Outgoing]:
    """Everything of these kinds that really goes out until `now`."""

    def prepare(work):
        gone = []
        for row in work.outbox.claim(now, limit=50):
            outgoing = going_alone(work, row, now=now, message_id=row.key)
            if isinstance(outgoing, Outgoing):
                work.outbox.sent(row, channel="D1", ts="1.0", now=now)
                gone.append(outgoing)
        return gone

    return [each for each in hand.run(prepare) if each.kind in kinds]


def planned(hand, pattern):
    """(key, state) of what lies in the outbox under keys like this."""
    return [tuple(row) for row in hand.look("SELECT key, state FROM outbox WHERE key LIKE :p ORDER BY key", p=pattern)]
