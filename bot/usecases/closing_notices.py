"""What is told of a closing, asked once more as each message goes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import closing_part
from bot.mentoring.carried import GoalLeft
from bot.mentoring.closing_part import Part
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Person, PersonId
from bot.usecases.closing import closes_on, left_open, part_of
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Word(NamedTuple):
    """What a message about the closing says to `me`; `by`: who did what it tells."""

    mentorship: Mentorship
    me: Person
    others: str
    by: Person | None
    both: bool
    closes_on: date | None
    begun: bool
    left: tuple[GoalLeft, ...] = ()


def _word(work: Work, row: Planned) -> tuple[Word, Part]:
    assert isinstance(row.to, ToPerson)
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    me = mentorship.member(row.to.person)
    parts = work.closings.parts(mentorship.id)
    by = row.about.get("by")
    word = Word(
        mentorship=mentorship,
        me=me.person,
        others=english.listed([other.person.first_name for other in mentorship.others(me.person.id)]),
        by=None if by is None else work.people.get(PersonId(by)),
        both=closing_part.all_done(mentorship, parts),
        closes_on=closes_on(work, mentorship, parts, me.person),
        begun=mentorship.closing_since is not None,
        left=left_open(work, mentorship, me) if mentorship.is_ended else (),
    )
    return word, part_of(parts, mentorship, me.person)


def tell_begun(work: Work, row: Planned, now: datetime) -> Word:
    """Somebody has begun. Raises Unwanted where it rests again, or this one has finished meanwhile."""
    word, mine = _word(work, row)
    if not word.begun or mine.done_at is not None:
        raise Unwanted("it does not wait for this person any more")
    return word


def remind(work: Work, row: Planned, now: datetime) -> Word:
    """The one reminder. Raises Unwanted where this one has finished meanwhile."""
    word, mine = _word(work, row)
    if mine.done_at is not None:
        raise Unwanted("finished meanwhile")
    return word


def tell_asked(work: Work, row: Planned, now: datetime) -> Word:
    """Somebody thinks that it can end. Raises Unwanted where they have taken it back meanwhile."""
    return _told_while(work, row, wished=True)


def tell_not_yet(work: Work, row: Planned, now: datetime) -> Word:
    """Somebody has taken that back. Raises Unwanted where they think so again."""
    return _told_while(work, row, wished=False)


def _told_while(work: Work, row: Planned, *, wished: bool) -> Word:
    word, _ = _word(work, row)
    assert word.by is not None
    theirs = part_of(work.closings.parts(word.mentorship.id), word.mentorship, word.by)
    if (theirs.end_at is not None) is not wished:
        raise Unwanted("they have thought otherwise meanwhile")
    return word


def tell(work: Work, row: Planned, now: datetime) -> Word:
    """What has become of it: all have finished, it rests, it has ended."""
    return _word(work, row)[0]


NOTICES = {
    "closure.begun": tell_begun,
    "closure.remind": remind,
    "closure.both": tell,
    "closure.asked": tell_asked,
    "closure.not_yet": tell_not_yet,
    "closure.revisited": tell,
    "closure.closed": tell,
}
