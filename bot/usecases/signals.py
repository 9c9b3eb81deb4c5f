"""Raises and clears signals, says what they rest on, and tells the coordinator which pairs could use a hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import cadence, signals
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Look
from bot.mentoring.life import Span, quiet_in
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person
from bot.mentoring.signals import Left, Signal, SignalId
from bot.mentoring.stages import Stage
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the message about a signal says to one of the pair. `ends` is the mentorship's last day; `hand_on` the day, on
    the coordinator's calendar, from which that person may see that the pair could use a hand if nothing changes
    (None: never); `hand_now` where that is so already. All of a pair are told the same."""

    signal: SignalId
    mentorship: MentorshipId
    kind: str
    stage: Stage
    facts: Mapping[str, int]
    others: tuple[Person, ...]
    coordinator: Person
    ends: date
    hand_on: date | None
    hand_now: bool


def record_look(work: Work, mentorship: Mentorship, look: Look, now: datetime) -> None:
    """Clear the open signals that a look found nothing to speak for any more, and raise the one it raised."""
    raised = look.raised
    work.record(signals.cleared(work.signals.open(mentorship.id), look.holding, now=now))
    if raised is not None:
        stage = look.standing.stage
        work.record(signals.raise_(raised, mentorship, id=work.signals.next_id(), stage=stage, now=now))


def could_use_a_hand(work: Work, mentorship: Mentorship, now: datetime) -> date | None:
    """Since which day (of the coordinator who paired them) this pair could use a hand; None where it doesn't.

    Nothing more than this leaves the pair: neither the kind of a signal nor its evidence.
    """
    open_signals = work.signals.open(mentorship.id)
    if not open_signals:
        return None
    told = {each.id: at for each in open_signals if (at := _told(work, mentorship, each)) is not None}
    since = signals.could_use_a_hand(
        open_signals, mentorship, told, pauses=_pauses(work, mentorship), rules=work.program.thresholds, now=now
    )
    return None if since is None else cadence.local(since, work.people.get(mentorship.paired_by).zone).date()


def leave(work: Work, actor: Handle, id: SignalId, *, now: datetime) -> None:
    """Put a suggestion aside for oneself; the same again changes nothing. Raises Refusal: not one's own, ended."""
    person = work.people.known(actor)
    signal = work.signals.get(id)
    work.mentorships.for_member(signal.mentorship, person.id)
    work.record(Decision(changes=(Left(id, person.id, now),)))


def suggestion(work: Work, row: Planned, now: datetime) -> Suggestion:
    """Gather what the message about a signal says. Raises Unwanted where it was cleared or put aside meanwhile."""
    signal = work.signals.get(SignalId(int(row.about["signal"])))
    assert isinstance(row.to, ToPerson)
    if signal.cleared_at is not None:
        raise Unwanted("nothing speaks for it any more")
    if work.signals.is_left(signal.id, row.to.person):
        raise Unwanted("put aside already")
    mentorship = work.mentorships.get(signal.mentorship)
    coordinator = work.people.get(mentorship.paired_by)
    told = _told(work, mentorship, signal) or now
    over = [each for each in _pauses(work, mentorship) if each[1] <= now]  # one that lasts would show in the day
    hand = signals.seen_from(signal, mentorship, told, pauses=over, rules=work.program.thresholds)
    return Suggestion(
        signal=signal.id,
        mentorship=mentorship.id,
        kind=signal.kind,
        stage=signal.stage,
        facts=signal.facts,
        others=tuple(other.person for other in mentorship.others(row.to.person)),
        coordinator=coordinator,
        ends=mentorship.end,
        hand_on=None if hand is None else cadence.local(hand, coordinator.zone).date(),
        hand_now=hand is not None and hand <= now,
    )


def _pauses(work: Work, mentorship: Mentorship) -> list[Span]:
    return quiet_in(work.evidence.pauses(mentorship.id))


def _told(work: Work, mentorship: Mentorship, signal: Signal) -> datetime | None:
    """When the first of the pair was told of a signal; None where nobody was yet."""
    keys = [signals.told_key(signal, member.person.id) for member in mentorship.members]
    return min(work.outbox.sent_at(keys), default=None)


NOTICES = {"signals.raised": suggestion}
