"""Raises and clears signals, and says what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import signals
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Look
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person
from bot.mentoring.signals import Left, SignalId
from bot.mentoring.stages import Stage
from storage.planned import Planned
from storage.store import Work


class Suggestion(NamedTuple):
    """What the message about a signal says to one of the pair, the same to all. `ends` is the mentorship's last day;
    `coordinators`: how many people outside the pair see whether it could use a hand, `coordinator` who of them to name,
    None where none is known by name; `hand`: they see it by now; `step`: the one of nine they are in; `mentor` and
    `mentee` are first names."""

    signal: SignalId
    mentorship: MentorshipId
    kind: str
    stage: Stage
    facts: Mapping[str, int]
    others: tuple[Person, ...]
    coordinator: Person | None
    coordinators: int
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
    outside = _outside(work, mentorship)
    return Suggestion(
        signal=signal.id,
        mentorship=mentorship.id,
        kind=signal.kind,
        stage=signal.stage,
        facts=signal.facts,
        others=tuple(other.person for other in mentorship.others(row.to.person)),
        coordinator=_named(work, mentorship, outside),
        coordinators=len(outside),
        ends=mentorship.end,
        hand=work.standings.shown(mentorship.id).hand_since(now) is not None,
        step=mentorship.step,
        mentor=mentorship.mentor.first_name,
        mentee=mentorship.mentee.first_name,
    )


def coordinator_of(work: Work, mentorship: Mentorship) -> Person | None:
    """Whom to name, or to tell, as coordinator of this pair: none of the two."""
    return _named(work, mentorship, _outside(work, mentorship))


def _outside(work: Work, mentorship: Mentorship) -> list[str]:
    """The user ids of the coordinators who are none of the pair."""
    inside = {member.person.handle.user for member in mentorship.members}
    return [user for user in dict.fromkeys(work.program.coordinators) if user not in inside]


def _named(work: Work, mentorship: Mentorship, outside: list[str]) -> Person | None:
    """Whoever made the pair, otherwise the first of the others whom the companion knows; nobody whose account is off."""
    maker = work.people.get(mentorship.paired_by)
    if maker.handle.user in outside and not maker.deactivated:
        return maker
    handle = mentorship.members[0].person.handle
    known = (work.people.find(Handle(handle.team, user, handle.enterprise)) for user in outside)
    return next((person for person in known if person is not None and not person.deactivated), None)


NOTICES = {"signals.raised": suggestion}
