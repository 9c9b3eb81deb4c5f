"""Raises signals, says what they rest on, and tells the coordinator which pairs could use a hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import cadence, signals
from bot.mentoring.appointments import Appointment
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson
from bot.mentoring.people import Handle, Person
from bot.mentoring.signals import Left, Signal, SignalId
from bot.mentoring.stages import Stage
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the message about missed meetings says to one of the pair: `days` are those of the reader's calendar."""

    signal: SignalId
    mentorship: MentorshipId
    stage: Stage
    others: tuple[Person, ...]
    days: tuple[date, ...]
    of: int
    coordinator: Person


def meeting_missed(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """An appointment has come to count as missed: raise W.missed where its rule says so."""
    rule = signals.rule_for(mentorship.stage, work.program.missed)
    decision = signals.missed(
        work.appointments.last(mentorship.id, count=rule.of),
        mentorship,
        id=work.signals.next_id(),
        stage=mentorship.stage,
        rule=rule,
        before=work.signals.last(mentorship.id, signals.MISSED),
        rest=work.program.signal_rest,
        now=now,
    )
    work.record(decision)


def meeting_held(work: Work, mentorship: Mentorship, appointment: Appointment, now: datetime) -> None:
    """A meeting took place: what was raised before it is cleared."""
    work.record(signals.held(work.signals.open(mentorship.id), appointment, now=now))


def could_use_a_hand(work: Work, mentorship: Mentorship, now: datetime) -> date | None:
    """Since which day (of the coordinator who paired them) this pair could use a hand; None where it doesn't.

    Nothing more than this leaves the pair: neither the kind of a signal nor its evidence.
    """
    open_signals = work.signals.open(mentorship.id)
    if not open_signals:
        return None
    told = {each.id: at for each in open_signals if (at := _told(work, mentorship, each)) is not None}
    since = signals.could_use_a_hand(open_signals, mentorship, told, now=now)
    return None if since is None else cadence.local(since, work.people.get(mentorship.paired_by).zone).date()


def leave(work: Work, actor: Handle, id: SignalId, *, now: datetime) -> None:
    """Put a suggestion aside for oneself; the same again changes nothing. Raises Refusal: not one's own, ended."""
    person = work.people.known(actor)
    signal = work.signals.get(id)
    work.mentorships.for_member(signal.mentorship, person.id)
    work.record(Decision(changes=(Left(id, person.id, now),)))


def suggestion(work: Work, row: Planned, now: datetime) -> Suggestion:
    """Gather what the message about missed meetings says."""
    signal = work.signals.get(SignalId(int(row.about["signal"])))
    mentorship = work.mentorships.get(signal.mentorship)
    assert isinstance(row.to, ToPerson)
    me = mentorship.member(row.to.person).person
    met = [work.appointments.get(id) for id in signal.missed]
    return Suggestion(
        signal=signal.id,
        mentorship=mentorship.id,
        stage=signal.stage,
        others=tuple(other.person for other in mentorship.others(me.id)),
        days=tuple(cadence.local(each.starts, me.zone).date() for each in met),
        of=signal.of,
        coordinator=work.people.get(mentorship.paired_by),
    )


def _told(work: Work, mentorship: Mentorship, signal: Signal) -> datetime | None:
    """When the first of the pair was told of a signal; None where nobody was yet."""
    keys = [signals.told_key(signal, member.person.id) for member in mentorship.members]
    return min(work.outbox.sent_at(keys), default=None)


NOTICES = {"signals.missed": suggestion}
