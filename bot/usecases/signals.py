"""Raises and clears signals, and says what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import signals
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Look
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.signals import Left, SignalId
from bot.mentoring.stages import Stage
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the message about a signal says to one of the pair, the same to all. `ends` is the mentorship's last day;
    `hand`: the coordinator sees by now that the pair could use a hand; `step`: the one of nine they are in; `mentor`
    and `mentee` are first names."""

    signal: SignalId
    mentorship: MentorshipId
    kind: str
    stage: Stage
    facts: Mapping[str, int]
    others: tuple[Person, ...]
    coordinator: Person
    ends: date
    hand: bool
    step: str | None = None
    mentor: str = ""
    mentee: str = ""


def record_look(work: Work, mentorship: Mentorship, look: Look, now: datetime) -> None:
    """Clear the open signals that a look found nothing to speak for any more, and raise the one it raised."""
    raised = look.raised
    work.record(signals.cleared(work.signals.open(mentorship.id), look.holding, now=now))
    if raised is not None:
        stage = look.standing.stage
        work.record(signals.raise_(raised, mentorship, id=work.signals.next_id(), stage=stage, now=now))


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
    return Suggestion(
        signal=signal.id,
        mentorship=mentorship.id,
        kind=signal.kind,
        stage=signal.stage,
        facts=signal.facts,
        others=tuple(other.person for other in mentorship.others(row.to.person)),
        coordinator=work.people.get(mentorship.paired_by),
        ends=mentorship.end,
        hand=work.standings.shown(mentorship.id).hand_since(now) is not None,
        step=mentorship.step,
        mentor=mentorship.in_role(Role.MENTOR).person.first_name,
        mentee=mentorship.in_role(Role.MENTEE).person.first_name,
    )


NOTICES = {"signals.raised": suggestion}
