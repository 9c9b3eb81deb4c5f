"""How a stage moves: read, asked of each, and moved by the word of all; never by one person's (field guide, section 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.mentoring.life import Said
from bot.mentoring.people import PersonId
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a relationship stands: the `stage` that was confirmed and since when, how long it was in each before, and
    what the evidence has spoken for since when. `asked_at`: when all were asked last; `open` while that question waits,
    with what each `felt` of it."""

    stage: Stage
    since: datetime
    read: Stage
    read_since: datetime
    spent: Mapping[Stage, timedelta] = field(default_factory=dict)
    asked_at: datetime | None = None
    open: bool = False
    felt: Mapping[PersonId, bool] = field(default_factory=dict)

    def time_in_stage(self, now: datetime) -> timedelta:
        """How long it has been in its stage, added up over its returns."""
        return self.spent.get(self.stage, timedelta()) + (now - self.since)

    def moved(self, stage: Stage, now: datetime) -> Standing:
        """In another stage from now on."""
        spent = {**self.spent, self.stage: self.time_in_stage(now)}
        return replace(self, stage=stage, since=now, spent=spent, open=False, felt={})


@dataclass(frozen=True, slots=True)
class Move:
    """What a look at the stage led to. `ask`: everybody is asked now whether the stage that is read feels true;
    `moved_from`: the stage that has ended; `disagreed`: not all felt it, so that taking stock is offered. `next_at`: when
    the calendar alone can lead to something."""

    standing: Standing
    ask: bool = False
    moved_from: Stage | None = None
    disagreed: bool = False
    next_at: datetime | None = None


def begin(now: datetime) -> Standing:
    """At the introduction."""
    return Standing(Stage.S1, now, Stage.S1, now)


def settle(
    standing: Standing,
    read: Stage,
    felt: Iterable[Said],
    members: Iterable[PersonId],
    *,
    rules: Thresholds,
    now: datetime,
    quiet: bool = False,
) -> Move:
    """What the evidence and the answers lead to. The first stage ends with what all did, every other with what all say.
    While somebody has asked for quiet nobody is asked."""
    if standing.stage is Stage.S1:
        if read is Stage.S1:
            return Move(standing)
        moved = _reads(standing.moved(Stage.S2, now), read, now)
        return Move(moved, moved_from=Stage.S1, next_at=_asks_at(moved, rules))
    standing = _reads(standing, read, now)
    if standing.open:
        told = _told(standing, felt)
        if told.felt.keys() >= set(members):
            if all(told.felt.values()):
                return Move(told.moved(read, now), moved_from=standing.stage)
            closed = _closed(told, rules, now)
            return Move(closed, disagreed=True, next_at=_asks_at(closed, rules))
        standing = told
    asks_at = _asks_at(standing, rules)
    if asks_at is not None and asks_at <= now and not quiet:
        return Move(replace(standing, asked_at=now, open=True, felt={}), ask=True, next_at=now + rules.asked_again)
    return Move(standing, next_at=asks_at)


def _reads(standing: Standing, read: Stage, now: datetime) -> Standing:
    """Another reading begins its days anew and ends a question that was about the one before."""
    if read is standing.read:
        return standing
    return replace(standing, read=read, read_since=now, open=False, felt={})


def _told(standing: Standing, felt: Iterable[Said]) -> Standing:
    assert standing.asked_at is not None
    answers = {said.by: said.value == "yes" for said in felt if said.at > standing.asked_at}
    return replace(standing, felt=answers)


def _closed(standing: Standing, rules: Thresholds, now: datetime) -> Standing:
    """A round that ended with a no. Where the last answer came so late that the next question were due at once, the
    reading begins its days anew."""
    closed = replace(standing, open=False, felt={})
    asks_at = _asks_at(closed, rules)
    return replace(closed, read_since=now) if asks_at is not None and asks_at <= now else closed


def _asks_at(standing: Standing, rules: Thresholds) -> datetime | None:
    """When everybody is asked, if nothing changes; None while the reading is the stage."""
    if standing.read is standing.stage:
        return None
    stands = standing.read_since + rules.reading_stands
    return stands if standing.asked_at is None else max(stands, standing.asked_at + rules.asked_again)
