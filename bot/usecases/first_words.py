"""Helps a member to write a first message to the other, and passes it on once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import cadence, first_words
from bot.mentoring.first_words import FirstWords
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.talks import Stands, Talk
from prompts import english
from storage.outbox import Planned
from storage.store import Work


@dataclass(frozen=True, slots=True)
class Writing:
    """The form: what is written by now (None: nothing), or what was sent and on which day of the sender's."""

    mentorship: MentorshipId
    me: Person
    role: Role
    others: str
    words: str | None
    sent: date | None = None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A first message as all read it."""

    by: Person
    others: str
    words: str


def see(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Writing:
    """What this member has written. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    return _seen(work, work.mentorships.for_member(id, me.id), me)


def keep(work: Work, actor: Handle, id: MentorshipId, words: str, *, now: datetime) -> None:
    """Keep what is written by now, seen by nobody else."""
    me = work.people.known(actor)
    work.mentorships.for_member(id, me.id)
    work.record(first_words.keep(_mine(work, id, me.id), words))


def send(work: Work, actor: Handle, id: MentorshipId, words: str, *, now: datetime) -> Writing:
    """Pass it on; what was sent before is not sent again. Raises Refusal at "words"."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    work.record(first_words.send(_mine(work, id, me.id), mentorship, words, now=now))
    return _seen(work, mentorship, me)


def stands(work: Work, person: Person, mentorship: Mentorship) -> Talk:
    """Where this one's own first message stands."""
    mine = _mine(work, mentorship.id, person.id)
    if mine.sent_at is not None:
        return Talk("first_words", Stands.DONE)
    return Talk("first_words", Stands.HALF if mine.words else Stands.NEW)


def _mine(work: Work, id: MentorshipId, me: PersonId) -> FirstWords:
    return work.first_words.of(id, me) or FirstWords(id, me, "")


def _seen(work: Work, mentorship: Mentorship, me: Person) -> Writing:
    mine = work.first_words.of(mentorship.id, me.id)
    sent = mine.sent_at if mine is not None else None
    return Writing(
        mentorship=mentorship.id,
        me=me,
        role=mentorship.member(me.id).role,
        others=_others(mentorship, me),
        words=mine.words if mine is not None else None,
        sent=cadence.local(sent, me.zone).date() if sent is not None else None,
    )


def _others(mentorship: Mentorship, me: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(me.id)])


def passed_on(work: Work, row: Planned, now: datetime) -> PassedOn:
    """Gather it for the pair's conversation."""
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    by = work.people.get(PersonId(int(row.about["by"])))
    return PassedOn(by, _others(mentorship, by), _mine(work, mentorship.id, by.id).words)


NOTICES = {"first_words.passed_on": passed_on}
