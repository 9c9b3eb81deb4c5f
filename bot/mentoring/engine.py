"""One look at a mentorship: where it stands, whether its partners are asked about that, and which signal is raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from bot.mentoring import coordinator, moves, reading, rests, steps
from bot.mentoring.coordinator import View
from bot.mentoring.evidence import Evidence, Refused
from bot.mentoring.frame import Frame
from bot.mentoring.gathering import gather
from bot.mentoring.life import Life
from bot.mentoring.moves import Move, Place, Standing
from bot.mentoring.reading import StageReading
from bot.mentoring.rests import Last
from bot.mentoring.sight import Seen, Sight
from bot.mentoring.signs import RULES, UNTOLD
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import Thresholds

LEAST = timedelta(minutes=1)
"""A look leads to another one no sooner than this, whatever it found."""


class Raised(NamedTuple):
    """A signal that is raised now, with the counts and days its words are made of."""

    kind: str
    facts: Mapping[str, int]


class Look(NamedTuple):
    """What a look led to. `holding`: the signals whose evidence still speaks for them, raised or not; `next_at`: when the
    calendar alone can lead to something; None where only new evidence can. `shown`: what the coordinator sees from now on."""

    reading: StageReading
    move: Move
    raised: Raised | None
    holding: frozenset[str]
    next_at: datetime | None
    refused: tuple[Refused, ...] = ()
    shown: View = coordinator.NOTHING_YET

    @property
    def standing(self) -> Standing:
        return self.move.standing


def look(
    frame: Frame,
    pieces: Iterable[Evidence],
    standing: Standing,
    told: Mapping[str, Last],
    *,
    rules: Thresholds,
    now: datetime,
) -> Look:
    """Look at a mentorship that goes on. `told`: when each signal was raised last, and how often. Deciding twice is deciding
    once: what this look leads to, recorded, leads to nothing more at the same moment."""
    life = gather(frame, pieces)
    read = reading.read(life, now, words_count=rules.words_count)
    if now >= datetime.combine(frame.end, time(), UTC) + timedelta(days=1):
        ended = View(coordinator.by_deeds(life, rules, now).stage, None)
        return Look(read, Move(standing), None, frozenset(), None, tuple(life.refused), ended)
    resting = life.pauses.end_at(now)
    move = _move(life, read.stage, standing, rules=rules, now=now, quiet=resting is not None)
    sight = Sight(life, move.standing, rules, now, None)
    seen = {kind: rule(_after(sight, told[kind].at) if kind in told else sight) for kind, rule in RULES.items()}
    raised, waits = _raise(life, seen, told, rules=rules, now=now) if resting is None else (None, resting)
    turns = [steps.turns_at(life, move.standing, rules=rules), coordinator.turns_at(life, rules, now)]
    moments = [move.next_at, *turns, read.lapses, waits, *(each.at for each in seen.values() if each is not None)]
    ahead = [each for each in moments if each is not None and each > now]
    return Look(
        reading=read,
        move=move,
        raised=raised,
        holding=_holding(seen, sight, told),
        next_at=max(min(ahead), now + LEAST) if ahead else None,
        refused=tuple(life.refused),
        shown=coordinator.view(life, rules, now),
    )


def told_after(told: Mapping[str, Last], found: Look, now: datetime) -> dict[str, Last]:
    """When each signal was raised last, and how often, once what a look at this moment led to is recorded."""
    after = {kind: last if kind in found.holding else last._replace(often=0) for kind, last in told.items()}
    if found.raised is not None:
        kind = found.raised.kind
        after[kind] = Last(now, after[kind].often + 1 if kind in after else 1)
    return after


def _move(life: Life, stage: Stage, standing: Standing, *, rules: Thresholds, now: datetime, quiet: bool) -> Move:
    """In the four-stage model by the stage that is read, otherwise by the step."""

    def reads(at: Standing) -> Place:
        return steps.read(life, stage, at, rules=rules, now=now) if life.frame.steps else Place(stage)

    skipped_to = steps.skipped_to(life, stage, standing, rules=rules, now=now)
    members = life.frame.members
    return moves.settle(standing, reads, life.felt, members, rules=rules, now=now, quiet=quiet, skipped_to=skipped_to)


def _after(sight: Sight, told: datetime) -> Sight:
    return sight._replace(told=told)


def _raise(
    life: Life, seen: Mapping[str, Seen | None], told: Mapping[str, Last], *, rules: Thresholds, now: datetime
) -> tuple[Raised | None, datetime | None]:
    """The one signal to raise now, if any; and when one that holds already may be raised, if it still holds then."""
    waits: list[datetime] = []
    for kind, found in seen.items():
        if found is None or found.at > now:
            continue
        free_at = _free_at(life, kind, told, rules, now)
        if free_at <= now:
            others = {other: each for other, each in seen.items() if other != kind}
            _, beside = _raise(life, others, {**told, kind: Last(now)}, rules=rules, now=now)
            again = life.pauses.after(now, rules.apart)
            return Raised(kind, found.facts), again if beside is None else min(again, beside)
        waits.append(free_at)
    return None, min(waits, default=None)


def _free_at(life: Life, kind: str, told: Mapping[str, Last], rules: Thresholds, now: datetime) -> datetime:
    """From when on this one may be raised: one at a look, and one at a time of those that anybody is told."""
    moments = [now, *(last.at + LEAST for last in told.values())]
    if kind not in UNTOLD:
        moments += [life.pauses.after(last.at, rules.apart) for other, last in told.items() if other not in UNTOLD]
    if kind in told:
        moments.append(life.pauses.after(told[kind].at, rests.rest(told[kind], rules)))
    return max(moments)


def _holding(seen: Mapping[str, Seen | None], sight: Sight, told: Mapping[str, Last]) -> frozenset[str]:
    """What still holds, whether or not it was told before."""
    still = {**seen, **{kind: RULES[kind](sight) for kind in told if kind in seen}}
    return frozenset([kind for kind, each in still.items() if each is not None and each.at <= sight.now])
