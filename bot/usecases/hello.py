"""Offers a pair a hand: a coordinator's hello is passed on in the pair's own conversation."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence, hello
from bot.mentoring.hello import Hello, HelloId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage
from bot.usecases import pairing
from storage.planned import Planned
from storage.store import Work


class Offer(NamedTuple):
    """What the form shows a coordinator: names, stage and the day of the introduction, nothing more."""

    mentorship: MentorshipId
    mentor: Person
    mentee: Person
    stage: Stage
    introduced: date
    opened: datetime


class PassedOn(NamedTuple):
    """A coordinator's words for the pair's conversation."""

    coordinator: Person
    words: str


def begin(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Offer:
    """Begin to offer a hand. Raises Refusal: not a coordinator, unknown, ended."""
    coordinator = pairing.require_coordinator(work, actor)
    mentorship = work.mentorships.get(id)
    if mentorship.is_ended:
        raise Refusal("hello.ended")
    return Offer(
        mentorship=id,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        stage=mentorship.stage,
        introduced=cadence.local(mentorship.introduced_at, coordinator.zone).date(),
        opened=now,
    )


def offer(work: Work, actor: Handle, id: MentorshipId, words: str, *, opened: datetime, now: datetime) -> None:
    """Pass a hello on; the same form again is the same hello, in other words where these have not gone out yet. Raises Refusal:
    not a coordinator, empty, too long, ended, gone out in other words."""
    coordinator = pairing.require_coordinator(work, actor)
    mentorship = work.mentorships.get(id)
    before = work.hellos.of_form(id, coordinator.id, opened)
    if before is not None:
        gone_out = work.outbox.has_gone_out(hello.notice_key(before.id))
        work.record(hello.reword(before, words, mentorship, gone_out=gone_out))
        return
    said = Hello(work.hellos.next_id(), id, coordinator.id, words, opened)
    work.record(hello.offer(said, mentorship, now=now))


def passed_on(work: Work, row: Planned, now: datetime) -> PassedOn:
    """Gather a hello for the pair's conversation."""
    said = work.hellos.get(HelloId(int(row.about["hello"])))
    return PassedOn(work.people.get(said.coordinator), said.words)


NOTICES = {"hello.passed_on": passed_on}
