"""Signals: a suggestion with its evidence, never an accusation; its evidence never names who (field guide, section 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NewType

from bot.mentoring import cadence
from bot.mentoring.appointments import Appointment, AppointmentId, State
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId
from bot.mentoring.program import MissedRule
from bot.mentoring.stages import Stage

SignalId = NewType("SignalId", int)
MISSED: Literal["W.missed"] = "W.missed"
NOTHING_CHANGED = timedelta(days=14)
"""Past the first stage the coordinator sees a pair when this long after it was told nothing has changed."""
WORTH_SAYING = timedelta(days=14)
"""A signal that could not be sent within this (snooze, caps) is stale."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of one pair. `missed` are the appointments that it rests on, out of the last `of`; `stage` is the one it
    was raised in; `cleared_at` when a meeting was held after it."""

    id: SignalId
    mentorship: MentorshipId
    kind: str
    stage: Stage
    missed: tuple[AppointmentId, ...]
    of: int
    raised_at: datetime
    cleared_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """One person put a signal aside for themselves ("Leave it")."""

    signal: SignalId
    person: PersonId
    at: datetime


def missed(
    last: Sequence[Appointment],
    mentorship: Mentorship,
    *,
    id: SignalId,
    stage: Stage,
    rule: MissedRule,
    before: Signal | None,
    rest: timedelta,
    now: datetime,
) -> Decision:
    """Raise `W.missed` where `rule.count` of the last `rule.of` appointments did not happen.

    `last` are those that took place or didn't, latest first: unknown, moved and called off ones are no miss and do not
    count. It rests (`rest`) after `before`, the one raised last, and while anybody of the pair asked for quiet. Both get
    the same words.
    """
    considered = last[: rule.of]
    not_held = [each for each in considered if each.state is State.MISSED]
    resting = before is not None and now < before.raised_at + rest
    snoozed = any(member.person.is_snoozed(now) for member in mentorship.members)
    if len(not_held) < rule.count or resting or snoozed:
        return Decision()
    raised = Signal(
        id=id,
        mentorship=mentorship.id,
        kind=MISSED,
        stage=stage,
        missed=tuple(each.id for each in reversed(not_held)),
        of=len(considered),
        raised_at=now,
    )
    notices = tuple(
        Notice(
            kind="signals.missed",
            to=ToPerson(member.person.id),
            key=told_key(raised, member.person.id),
            due=cadence.waking_moment(now, member.person.zone),
            latest=now + WORTH_SAYING,
            about={"mentorship": mentorship.id, "signal": id},
            unasked=True,
        )
        for member in mentorship.members
    )
    return Decision(changes=(raised,), notices=notices)


def rule_for(stage: Stage, rules: Iterable[tuple[str, MissedRule]]) -> MissedRule:
    """The rule of `W.missed` in this stage."""
    return dict(rules)[stage.value]


def held(open_signals: Iterable[Signal], appointment: Appointment, *, now: datetime) -> Decision:
    """A meeting that took place after a signal clears it, and what was not sent of it yet is not sent any more."""
    cleared = [each for each in open_signals if appointment.ends > each.raised_at]
    return Decision(
        changes=tuple(replace(each, cleared_at=now) for each in cleared),
        withdrawn=tuple(f"signal:{each.id}:*" for each in cleared),
    )


def told_key(signal: Signal, person: PersonId) -> str:
    """The key of the message that tells one person of a signal."""
    return f"signal:{signal.id}:{person}"


def could_use_a_hand(
    open_signals: Iterable[Signal],
    mentorship: Mentorship,
    told: Mapping[SignalId, datetime],
    *,
    now: datetime,
) -> datetime | None:
    """Since when the coordinator sees "could use a hand"; None where there is nothing to see.

    In the first stage at once; later 14 days after the pair was told (`told`), where nothing has changed by then. While
    somebody of the pair has asked for quiet there is nothing to see, and the 14 days begin anew when that ends.
    """
    people = [member.person for member in mentorship.members]
    if mentorship.is_ended or any(person.is_snoozed(now) for person in people):
        return None
    quiet_ended = [person.snoozed_until for person in people if person.snoozed_until is not None]
    moments = []
    for signal in open_signals:
        if signal.stage is Stage.S1:
            moments.append(signal.raised_at)
        elif signal.id in told:
            since = max([told[signal.id], *(each for each in quiet_ended if each > told[signal.id])])
            moments.append(since + NOTHING_CHANGED)
    seen = [each for each in moments if each <= now]
    return min(seen, default=None)
