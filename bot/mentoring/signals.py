"""Signals: a suggestion with its evidence, never an accusation; its evidence never names who (field guide, section 12)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Raised
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import AT_ONCE, Notice, ToPerson
from bot.mentoring.people import PersonId
from bot.mentoring.stages import Stage

SignalId = NewType("SignalId", int)
WORTH_SAYING = timedelta(days=14)
"""A signal that could not be sent within this (snooze, caps) is stale."""
NO_ECHO = timedelta(days=2)
"""What rests on answers is said no sooner than this, on the next `NO_ECHO_DAY`, so that nobody can tell which answer it was."""
NO_ECHO_DAY = 3
"""Thursday, counted from Monday as 0."""


class Told(StrEnum):
    """Who gets the words of a signal."""

    BOTH = "both"
    """Every member, in the same words."""
    NOBODY = "nobody"
    """It only makes some tips likelier, which come on their own day (section 14)."""


TOLD_TO: Mapping[str, Told] = MappingProxyType(
    {
        "W.limits": Told.BOTH,
        "W.missed": Told.BOTH,
        "W.quiet": Told.BOTH,
        "W.agreement-late": Told.BOTH,
        "W.end-near": Told.BOTH,
        "W.one-sided": Told.BOTH,
        "W.views-differ": Told.BOTH,
        "W.imbalance": Told.NOBODY,
        "W.plan-stalled": Told.BOTH,
        "W.stuck": Told.BOTH,
        "W.goals-too-broad": Told.BOTH,
        "W.reversal": Told.BOTH,
    }
)
IN_DISGUISE = frozenset({"W.limits", "W.one-sided", "W.views-differ", "W.imbalance"})
"""Answers in disguise: no coordinator ever sees anything of them, and their words give no answer away."""
BEHAVIOURAL = frozenset({"W.missed", "W.agreement-late", "W.quiet", "W.stuck", "W.end-near"})
"""What a coordinator may see as "could use a hand". The others are good news, or the pair's own affair."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of one pair, raised in a stage. `facts` are counts for its words; `cleared_at`: when nothing spoke for it
    any more."""

    id: SignalId
    mentorship: MentorshipId
    kind: str
    stage: Stage
    facts: Mapping[str, int]
    raised_at: datetime
    cleared_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """One person put a signal aside for themselves ("Leave it")."""

    signal: SignalId
    person: PersonId
    at: datetime


def raise_(raised: Raised, mentorship: Mentorship, *, id: SignalId, stage: Stage, now: datetime) -> Decision:
    """Keep a signal and tell those whom `TOLD_TO` says, all in the same words, each in their own day."""
    signal = Signal(id, mentorship.id, raised.kind, stage, dict(raised.facts), now)
    if TOLD_TO[raised.kind] is Told.NOBODY:
        return Decision(changes=(signal,))
    # A coordinator sees this one at once (section 12), so nobody reads of it days later.
    at_once = {AT_ONCE: 1} if raised.kind == "W.missed" and stage is Stage.S1 else {}
    notices = tuple(
        Notice(
            kind="signals.raised",
            to=ToPerson(member.person.id),
            key=told_key(signal, member.person.id),
            due=_due(signal, member.person.habits),
            latest=now + WORTH_SAYING,
            about={"mentorship": mentorship.id, "signal": id, **at_once},
            unasked=True,
        )
        for member in mentorship.members
    )
    return Decision(changes=(signal,), notices=notices)


def _due(signal: Signal, habits: Habits) -> datetime:
    if signal.kind not in IN_DISGUISE:
        return cadence.waking_moment(signal.raised_at, habits)
    moment = signal.raised_at + NO_ECHO
    day = cadence.local(moment, habits.zone).date()
    while cadence.asking_time(day, habits) < moment or day.weekday() != NO_ECHO_DAY:
        day += timedelta(days=1)
    return cadence.asking_time(cadence.working_day(day, habits), habits)


def cleared(open_signals: Iterable[Signal], holding: Collection[str], *, now: datetime) -> Decision:
    """Clear the signals nothing speaks for any more; what was not sent of them yet is not sent."""
    gone = [each for each in open_signals if each.kind not in holding]
    return Decision(
        changes=tuple(replace(each, cleared_at=now) for each in gone),
        withdrawn=tuple(f"signal:{each.id}:*" for each in gone),
    )


def told_key(signal: Signal, person: PersonId) -> str:
    """The key of the message that tells one person of a signal."""
    return f"signal:{signal.id}:{person}"
