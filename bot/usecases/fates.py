"""What became of messages that no answer came to: adopted where they arrived, due again where they did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.mentoring.notices import ToPerson
from bot.ports import People, Receipt, Sought
from storage.fates import Lost
from storage.planned import Planned
from storage.store import Work

AT_ONCE = 20
"""Messages that are looked for in one turn."""


def expire(work: Work, *, now: datetime, patience: timedelta) -> None:
    """Free what a crash left half-way."""
    work.fates.expire(now, patience=patience)


class Before(NamedTuple):
    """What counts in the pace of a process that has just started: when the last minute's messages went out, and until when the
    chat asked the one before it to wait."""

    went: list[datetime]
    held: datetime | None


def begin(work: Work, *, now: datetime, patience: timedelta, limit: int) -> Before:
    """Free what a crash left half-way, whoever had it, and say what went out just before; `limit`: notices looked at for it."""
    work.fates.expire(now, patience=patience, alone=True)
    went = work.fates.went_lately(now, since=now - timedelta(minutes=1), limit=limit)
    return Before(went, work.fates.asked_to_wait_until(now))


def lost(work: Work, rows: Sequence[Planned], *, reason: str, now: datetime, until: datetime) -> None:
    """Nobody knows whether this message arrived: it is looked for then."""
    for row in rows:
        if not work.safeguards.reconciliation:
            work.fates.again(row, now)
        else:
            work.fates.wait(row, reason=reason, until=until)


def to_look_for(work: Work, *, now: datetime, limit: int = AT_ONCE) -> list[tuple[Lost, Sought]]:
    """Take the messages that are to be looked for now, and where each is to be looked for."""
    taken = work.fates.take(now, limit=limit)
    if not work.safeguards.reconciliation:
        for lost in taken:
            again(work, lost.rows, now=now)
        return []
    return [(lost, _sought(work, lost, now)) for lost in taken]


def _sought(work: Work, lost: Lost, now: datetime) -> Sought:
    to = lost.rows[0].to
    assert isinstance(to, ToPerson)
    handle = work.people.get(to.person).handle
    kinds = tuple(row.kind for row in lost.rows)
    return Sought(People((handle,), work.people.channel_of(to.person)), lost.message_id, now - lost.begun, kinds)


def adopt(work: Work, rows: Sequence[Planned], *, lost: Lost, receipt: Receipt) -> None:
    """It had arrived, with all that it tells: how each part stands in it was written down before the post."""
    for row in rows:
        work.outbox.sent(row, channel=receipt.channel, ts=receipt.ts, now=lost.begun)


def again(work: Work, rows: Sequence[Planned], *, now: datetime) -> None:
    """It never arrived: it is due again, and asked again about everything."""
    for row in rows:
        work.fates.again(row, now)


def look_again(work: Work, rows: Sequence[Planned], *, until: datetime) -> None:
    """The chat could not be asked just now."""
    for row in rows:
        work.fates.look_again(row, until)


def park(work: Work, rows: Sequence[Planned], *, reason: str) -> None:
    """The chat cannot be asked at all: shown to people, never sent again blindly."""
    for row in rows:
        work.fates.park(row, reason)
