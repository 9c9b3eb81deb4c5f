"""How a stage moves: read, asked of each, and moved by the word of all; never by one person's (field guide, section 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from bot.mentoring.life import Said
from bot.mentoring.people import PersonId
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds


class Place(NamedTuple):
    """Where a relationship may be: a stage, or one of the nine steps together with the stage that it counts as."""

    stage: Stage
    step: str | None = None

    @property
    def id(self) -> str:
        """The field guide's: S2, N5."""
        return self.step or self.stage.value


class Standing(NamedTuple):
    """Where a relationship stands: the `stage` that was confirmed and since when, how long it was in each before, and
    what the evidence has spoken for since when. `asked_at`: when all were asked last; `open` while that question waits,
    with what each `felt` of it, and who leaves it `unsaid` in this round, which counts for nothing.

    Of the nine steps it is in `step`, and the stage is what that counts as. What is said of a stage then holds for the step
    (`read_step`, `since`, `spent`). `skipped`: the steps that all wished to skip.
    """

    stage: Stage
    since: datetime
    read: Stage
    read_since: datetime
    spent: Mapping[str, timedelta] = MappingProxyType({})
    asked_at: datetime | None = None
    open: bool = False
    felt: Mapping[PersonId, bool] = MappingProxyType({})
    unsaid: frozenset[PersonId] = frozenset()
    step: str | None = None
    read_step: str | None = None
    skipped: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.stage, self.step)

    @property
    def read_place(self) -> Place:
        """Where the evidence says that it is."""
        return Place(self.read, self.read_step)

    def time_in_stage(self, now: datetime) -> timedelta:
        """How long it has been in its stage or step, added up over its returns."""
        return self.spent.get(self.place.id, timedelta()) + (now - self.since)

    def moved(self, to: Place, now: datetime) -> Standing:
        """In another stage or step from now on."""
        spent = {**self.spent, self.place.id: self.time_in_stage(now)}
        return self._replace(
            stage=to.stage, step=to.step, since=now, spent=spent, open=False, felt={}, unsaid=frozenset()
        )


Reads = Callable[[Standing], Place]
"""What the evidence speaks for; of the nine steps also by which one it is in, and for how long."""


class Move(NamedTuple):
    """What a look at the stage led to. `ask`: everybody is asked now whether the stage that is read feels true;
    `moved_from`: the stage that has ended, or that the ended step counts as; `disagreed`: not all felt it, so that taking
    stock is offered. `next_at`: when the calendar alone can lead to something."""

    standing: Standing
    ask: bool = False
    moved_from: Stage | None = None
    disagreed: bool = False
    next_at: datetime | None = None


def begin(now: datetime, step: str | None = None) -> Standing:
    """At the introduction; `step`: the first of nine."""
    return Standing(Stage.S1, now, Stage.S1, now, step=step, read_step=step)


def settle(
    standing: Standing,
    reads: Reads,
    felt: Iterable[Said],
    members: Iterable[PersonId],
    *,
    rules: Thresholds,
    now: datetime,
    quiet: bool = False,
    skipped_to: Place | None = None,
) -> Move:
    """What the evidence and the answers lead to. The first stage (N1 and N2) ends with what all did, every other with what
    all say; a step that all wish to skip leads to another at once. What was created together stays so: nothing leads back
    to the first stage. While somebody has asked for quiet nobody is asked."""
    read = reads(standing)
    if standing.stage is Stage.S1:
        if read == standing.place or read.id == Stage.S1:
            return Move(_reads(standing, read, now))
        return _move(standing, Place(Stage.S2) if read.step is None else read, reads, rules, now)
    if skipped_to is not None:
        standing = standing._replace(skipped=standing.skipped | {standing.place.id})
        return _move(standing, skipped_to, reads, rules, now)
    if read.stage is Stage.S1:
        read = standing.place
    standing = _reads(standing, read, now)
    if standing.open:
        told = _told(standing, felt)
        if told.felt.keys() >= set(members):
            if all(told.felt.values()):
                return _move(told, read, reads, rules, now)
            closed = _closed(told, rules, now)
            return Move(closed, disagreed=True, next_at=_asks_at(closed, rules))
        standing = told
    asks_at = _asks_at(standing, rules)
    if asks_at is not None and asks_at <= now and not quiet:
        return Move(
            standing._replace(asked_at=now, open=True, felt={}, unsaid=frozenset()),
            ask=True,
            next_at=now + rules.asked_again,
        )
    return Move(standing, next_at=asks_at)


def _move(standing: Standing, to: Place, reads: Reads, rules: Thresholds, now: datetime) -> Move:
    moved = standing.moved(to, now)
    moved = _reads(moved, reads(moved), now)
    return Move(moved, moved_from=standing.stage, next_at=_asks_at(moved, rules))


def _reads(standing: Standing, read: Place, now: datetime) -> Standing:
    """Another reading begins its days anew and ends a question that was about the one before."""
    if read == standing.read_place:
        return standing
    return standing._replace(
        read=read.stage, read_step=read.step, read_since=now, open=False, felt={}, unsaid=frozenset()
    )


def _told(standing: Standing, felt: Iterable[Said]) -> Standing:
    assert standing.asked_at is not None
    answers = {said.by: said.value == "yes" for said in felt if said.at >= standing.asked_at}
    return standing._replace(felt=answers)


def _closed(standing: Standing, rules: Thresholds, now: datetime) -> Standing:
    """A round that ended with a no. Where the last answer came so late that the next question were due at once, the
    reading begins its days anew."""
    closed = standing._replace(open=False, felt={}, unsaid=frozenset())
    asks_at = _asks_at(closed, rules)
    return closed._replace(read_since=now) if asks_at is not None and asks_at <= now else closed


def _asks_at(standing: Standing, rules: Thresholds) -> datetime | None:
    """When everybody is asked, if nothing changes; None while the reading is where it stands."""
    if standing.read_place == standing.place:
        return None
    stands = standing.read_since + rules.reading_stands
    return stands if standing.asked_at is None else max(stands, standing.asked_at + rules.asked_again)
