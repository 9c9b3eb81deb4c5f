"""Pairs people, one pair or many; shows coordinators their pairs; ends one and takes it up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring import pairing as pairs
from bot.mentoring.mentorship import Mentorship, MentorshipId, roster
from bot.mentoring.notices import ToPerson
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.stages import Stage
from bot.usecases import closing, closure
from storage.planned import Planned
from storage.store import Work

PAGE = 15
"""Pairs on one page of the list."""


class Introduction(NamedTuple):
    """What the introduction in the group conversation says; `alone` where each gets it alone, as no hour is day for
    both."""

    mentorship: MentorshipId
    mentor: Person
    mentee: Person
    end: date
    coordinator: Person
    now: datetime
    alone: bool = False


class PairLine(NamedTuple):
    """A pair as a coordinator sees it: states and dates, never words."""

    mentorship: Mentorship
    mentor: Person
    mentee: Person
    stage: Stage
    ended_on: date | None
    introduced: bool
    today: date
    closing_since: date | None = None
    would_mentor: bool = False


class PairsPage(NamedTuple):
    """One page of the list of pairs."""

    lines: tuple[PairLine, ...]
    ended: bool
    page: int
    total: int


class EndedOrReopened(NamedTuple):
    """What a member is told when a coordinator ended the mentorship or took it up again."""

    mentorship: MentorshipId
    partner: str
    coordinator: str


def require_coordinator(work: Work, actor: Handle) -> Person:
    """The coordinator behind this handle. Raises Refusal("pairing.not_coordinator") with who can do it instead."""
    person = work.people.known(actor)
    if not work.program.coordinators:
        raise Refusal("pairing.no_coordinator")
    if not work.program.coordinates(actor.user):
        raise Refusal("pairing.not_coordinator", coordinators=work.program.coordinators)
    return person


def pair(work: Work, actor: Handle, request: PairRequest, *, now: datetime) -> MentorshipId:
    """Begin a mentorship. Raises Refusal(s): not a coordinator; at the fields; these two are paired already."""
    coordinator = require_coordinator(work, actor)
    mentor, mentee = work.people.all_known([request.mentor, request.mentee])
    id = work.mentorships.next_id()
    work.record(pairs.pair(request, id=id, mentor=mentor, mentee=mentee, coordinator=coordinator, now=now))
    return id


def check_many(
    work: Work, actor: Handle, requests: Sequence[tuple[int, PairRequest]], *, now: datetime
) -> list[tuple[int, Refusal]]:
    """What keeps these pairs (line number, request) from being made, all of it; empty where all can be."""
    today = cadence.local(now, require_coordinator(work, actor).zone).date()
    faults: list[tuple[int, Refusal]] = []
    seen: set[str] = set()
    work.people.all_known([handle for _, each in requests for handle in (each.mentor, each.mentee)])
    for number, request in requests:
        mentor, mentee = work.people.all_known([request.mentor, request.mentee])
        these = roster([(mentor.id, Role.MENTOR), (mentee.id, Role.MENTEE)])
        try:
            pairs.check_pair(request, mentor, mentee, today=today)
        except Refusals as refused:
            faults += [(number, refusal) for refusal in refused.refusals]
        else:
            if these in seen:
                faults.append((number, Refusal("pairing.twice_in_list")))
            elif work.mentorships.is_active(these):
                faults.append((number, Refusal("pairing.already")))
        seen.add(these)
    return faults


def pair_many(work: Work, actor: Handle, requests: Sequence[PairRequest], *, now: datetime) -> int:
    """Begin all these mentorships or none. Raises the first Refusal; `check_many` tells all of them beforehand."""
    for request in requests:
        pair(work, actor, request, now=now)
    return len(requests)


def names_of(work: Work, requests: Sequence[PairRequest]) -> list[tuple[str, str]]:
    """The full names (mentor, mentee) of each request, in order."""
    found = [work.people.all_known([each.mentor, each.mentee]) for each in requests]
    return [(mentor.full_name, mentee.full_name) for mentor, mentee in found]


def list_pairs(work: Work, actor: Handle, *, ended: bool, page: int, now: datetime) -> PairsPage:
    """A page (from 0) of the pairs that go on, or of those that ended. Raises Refusal: not a coordinator."""
    coordinator = require_coordinator(work, actor)
    found, total = work.mentorships.page(actor.team, ended=ended, offset=page * PAGE, limit=PAGE)
    return PairsPage(tuple(_line(work, each, coordinator, now) for each in found), ended, page, total)


def one_pair(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> PairLine:
    """One pair for a coordinator. Raises Refusal: not a coordinator, unknown."""
    coordinator = require_coordinator(work, actor)
    return _line(work, work.mentorships.get(id), coordinator, now)


def end(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> PairLine:
    """End a pair; nothing more goes out but the word that it ended. Raises Refusal."""
    coordinator = require_coordinator(work, actor)
    introduced = work.outbox.has_gone_out(f"introduction:{id}")
    decision = pairs.end(work.mentorships.get(id), by=coordinator.id, introduced=introduced, now=now)
    closure.clear(work, id, now=now)
    work.record(decision)
    return one_pair(work, actor, id, now=now)


def reopen(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> PairLine:
    """Take an ended pair up again. Raises Refusal; also where the same two are paired anew by now."""
    coordinator = require_coordinator(work, actor)
    introduced = work.outbox.has_gone_out(f"introduction:{id}")
    work.record(pairs.reopen(work.mentorships.get(id), by=coordinator.id, introduced=introduced, now=now))
    closing.take_up_again(work, id, now=now)
    return one_pair(work, actor, id, now=now)


def _line(work: Work, mentorship: Mentorship, reader: Person, now: datetime) -> PairLine:
    ended, closing_at = mentorship.ended_at, mentorship.closing_since
    return PairLine(
        mentorship=mentorship,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        stage=work.standings.shown(mentorship.id).stage,
        ended_on=None if ended is None else cadence.local(ended, reader.zone).date(),
        introduced=work.outbox.has_gone_out(f"introduction:{mentorship.id}"),
        today=cadence.local(now, reader.zone).date(),
        closing_since=None if closing_at is None else cadence.local(closing_at, reader.zone).date(),
        would_mentor=any(part.would_mentor for part in work.closings.parts(mentorship.id)),
    )


def introduction(work: Work, row: Planned, now: datetime) -> Introduction:
    """Gather the introduction of a new mentorship."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    return Introduction(
        mentorship=mentorship.id,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        end=mentorship.end,
        coordinator=work.people.get(mentorship.paired_by),
        now=now,
        alone=isinstance(row.to, ToPerson),
    )


def ended_or_reopened(work: Work, row: Planned, now: datetime) -> EndedOrReopened:
    """Gather what a member is told; whom to ask is the coordinator who did it."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    reader = row.to.person  # type: ignore[union-attr]
    return EndedOrReopened(
        mentorship=mentorship.id,
        partner=mentorship.others(reader)[0].person.first_name,
        coordinator=work.people.get(PersonId(row.about["by"])).full_name,
    )


NOTICES = {
    "pairing.introduction": introduction,
    "pairing.ended": ended_or_reopened,
    "pairing.reopened": ended_or_reopened,
}
