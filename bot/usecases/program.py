"""The program as its coordinators see it: stages, dates and counts, and which pairs could use a hand. Never why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Person, Role
from bot.mentoring.stages import Stage
from prompts import english
from storage.mentorships import PairNames
from storage.store import Work

HANDS, NAMES = 10, 20
"""How many pairs that could use a hand, and how many of a stage, are shown before the rest is counted."""


class Hand(NamedTuple):
    """A pair that could use a hand: full names, and since which day."""

    mentorship: MentorshipId
    names: str
    stage: Stage
    since: date


class Resting(NamedTuple):
    """A pair that rests: full names, whose account is off since which day, and which role is to be filled; no role where
    both are gone."""

    mentorship: MentorshipId
    names: str
    gone: str
    since: date
    lacks: Role | None


class OnTheirWay(NamedTuple):
    """The other pairs of a stage: how many, and the first of them by first names."""

    stage: Stage
    total: int
    names: tuple[str, ...]


class ProgramPart(NamedTuple):
    """`stages` counts all pairs; `hands` are the first of `hands_total`, longest first, and so is `resting`; `today` is the
    reader's."""

    total: int
    stages: tuple[tuple[Stage, int], ...]
    next_end: date | None
    hands: tuple[Hand, ...]
    hands_total: int
    others: tuple[OnTheirWay, ...]
    today: date
    resting: tuple[Resting, ...] = ()
    resting_total: int = 0


def overview(work: Work, me: Person, *, now: datetime) -> ProgramPart:
    """The whole program for a coordinator, in a handful of statements."""
    today = cadence.local(now, me.zone).date()
    pairs = work.mentorships.names(me.handle.team)
    resting = sorted(
        (_resting(each, me) for each in pairs if each.gone), key=lambda each: (each.since, each.mentorship)
    )
    hands = _hands([each for each in pairs if not each.gone], me, now)
    in_need = {*(each.mentorship for each in hands), *(each.mentorship for each in resting)}
    by_stage = [(stage, [each for each in pairs if each.shown.stage is stage]) for stage in Stage]
    return ProgramPart(
        total=len(pairs),
        stages=tuple((stage, len(these)) for stage, these in by_stage if these),
        next_end=min((each.end for each in pairs if each.end >= today), default=None),
        hands=tuple(hands[:HANDS]),
        hands_total=len(hands),
        others=tuple(
            _on_their_way(stage, left)
            for stage, these in by_stage
            if (left := [each for each in these if each.id not in in_need])
        ),
        today=today,
        resting=tuple(resting[:HANDS]),
        resting_total=len(resting),
    )


def _resting(pair: PairNames, me: Person) -> Resting:
    (role, name, since), *more = pair.gone
    names = english.listed([full for _, full in pair.members])
    return Resting(pair.id, names, name, cadence.local(since, me.zone).date(), None if more else role)


def _hands(pairs: Sequence[PairNames], me: Person, now: datetime) -> list[Hand]:
    hands, today = [], cadence.local(now, me.zone).date()
    for each in pairs:
        since = each.shown.hand_since(now)
        if since is not None and each.end >= today:
            names = english.listed([full for _, full in each.members])
            hands.append(Hand(each.id, names, each.shown.stage, cadence.local(since, me.zone).date()))
    return sorted(hands, key=lambda hand: (hand.since, hand.mentorship))


def _on_their_way(stage: Stage, pairs: Sequence[PairNames]) -> OnTheirWay:
    names = tuple(english.listed([first for first, _ in each.members]) for each in pairs[:NAMES])
    return OnTheirWay(stage, len(pairs), names)
