"""Helps a member to write a first message to the other, and passes it on once."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence, first_words
from bot.mentoring.drafts import Written, is_begun, put_away
from bot.mentoring.first_words import PAGE
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.talks import Stands, Talk
from bot.usecases import drafts
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Writing(NamedTuple):
    """The form, with what was kept of it; or what was sent, and on which day of the sender's."""

    mentorship: MentorshipId
    me: Person
    role: Role
    others: str
    draft: Written | None = None
    words: str = ""
    sent: date | None = None


class PassedOn(NamedTuple):
    """A first message as all read it."""

    by: Person
    others: str
    words: str


def see(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Writing:
    """What this member has kept or sent. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    return _seen(work, work.mentorships.for_member(id, me.id), me)


def send(work: Work, actor: Handle, id: MentorshipId, words: str, *, now: datetime) -> Writing:
    """Pass it on; what was sent before is not sent again. Raises Refusal at "words"."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    sent = first_words.send(work.first_words.of(id, me.id), mentorship, me.id, words, now=now)
    work.record(sent + put_away(id, me.id, PAGE))
    return _seen(work, mentorship, me)


def stands(work: Work, person: Person, mentorship: Mentorship) -> Talk:
    """Where this one's own first message stands."""
    if work.first_words.of(mentorship.id, person.id) is not None:
        return Talk("first_words", Stands.DONE)
    begun = is_begun(drafts.see(work, person, mentorship).get(PAGE))
    return Talk("first_words", Stands.HALF if begun else Stands.NEW)


def _seen(work: Work, mentorship: Mentorship, me: Person) -> Writing:
    mine = work.first_words.of(mentorship.id, me.id)
    return Writing(
        mentorship=mentorship.id,
        me=me,
        role=mentorship.member(me.id).role,
        others=_others(mentorship, me),
        draft=drafts.see(work, me, mentorship).get(PAGE),
        words=mine.words if mine is not None else "",
        sent=cadence.local(mine.sent_at, me.zone).date() if mine is not None else None,
    )


def _others(mentorship: Mentorship, me: Person) -> str:
    return english.listed([other.person.first_name for other in mentorship.others(me.id)])


def passed_on(work: Work, row: Planned, now: datetime) -> PassedOn:
    """Gather it for the pair's conversation."""
    mentorship = work.mentorships.get(MentorshipId(int(row.about["mentorship"])))
    by = work.people.get(PersonId(int(row.about["by"])))
    sent = work.first_words.of(mentorship.id, by.id)
    assert sent is not None
    return PassedOn(by, _others(mentorship, by), sent.words)


NOTICES = {"first_words.passed_on": passed_on}
