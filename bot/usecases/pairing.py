"""Pairs two people, and says what their introduction needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import mentorship as pairs
from bot.mentoring.mentorship import MentorshipId, PairRequest
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Refusal
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the introduction in the group conversation says."""

    mentorship: MentorshipId
    mentor: Person
    mentee: Person
    end: date
    coordinator: Person
    now: datetime


def require_coordinator(work: Work, actor: Handle) -> Person:
    """The coordinator behind this handle. Raises Refusal("pairing.not_coordinator") with who can do it instead."""
    person = work.people.known(actor)
    if not work.program.coordinates(actor.user):
        raise Refusal("pairing.not_coordinator", coordinators=work.program.coordinators)
    return person


def pair(work: Work, actor: Handle, request: PairRequest, *, now: datetime) -> MentorshipId:
    """Begin a mentorship. Raises Refusal(s): not a coordinator; at the fields; these two are paired already."""
    coordinator = require_coordinator(work, actor)
    mentor, mentee = work.people.all_known([request.mentor, request.mentee])
    id = work.mentorships.next_id()
    work.record(pairs.pair(request, id=id, mentor=mentor, mentee=mentee, coordinator=coordinator.id, now=now))
    return id


def introduction(work: Work, row: Planned, now: datetime) -> Introduction:
    """Gather the introduction of a new mentorship."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    return Introduction(
        mentorship=mentorship.id,
        mentor=mentorship.in_role(Role.MENTOR).person,
        mentee=mentorship.in_role(Role.MENTEE).person,
        end=mentorship.end,
        coordinator=work.people.get(mentorship.paired_by),
        now=now,
    )


NOTICES = {"pairing.introduction": introduction}
