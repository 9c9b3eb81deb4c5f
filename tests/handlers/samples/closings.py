"""Closings made up for views: fresh, half written, all there; with the longest and the strangest words and names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.mentoring.carried import GoalLeft, StepLeft
from bot.mentoring.closing_part import ANSWER, MentorNext, Part, Wish, pages
from bot.mentoring.mentorship import Celebration, Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.usecases.closing import Seen
from bot.usecases.closing_notices import Word
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, TEAM, person

AMARA, JONAS = person(1, "Amara", "Amara Okafor", zone="Africa/Lagos"), person(2)
ENDS = date(2027, 4, 16)
USUAL, LONG = "We built something that others use.", "W" * ANSWER


def mentorship(mentor=AMARA, mentee=JONAS, **more):
    return Mentorship(
        id=MentorshipId(41),
        team=TEAM,
        enterprise="",
        model=Model.FOUR_STAGE,
        start=date(2026, 10, 12),
        end=date(2027, 4, 9),
        members=(Member(mentor, Role.MENTOR), Member(mentee, Role.MENTEE)),
        introduced_at=MONDAY,
        paired_by=PersonId(3),
        **{"power": False, "closing_since": MONDAY, **more},
    )


def goals(title="Lead a project", steps=2):
    step = StepLeft(f"{title} step", date(2027, 3, 1), f"{title} help")
    return (GoalLeft(title, title, date(2027, 3, 1), (step,) * steps), GoalLeft(title, "", None, ()))


def part(of, who, words=USUAL, *, wish=Wish.FRIENDS, **more):
    asked = [id for page in pages(of, of.member(who.id).role) for id in page]
    answers = dict.fromkeys(asked, words) if words else {}
    return Part(of.id, who.id, answers, wish, MentorNext.YES, True, **more)


def seen(me=JONAS, mentor=AMARA, mentee=JONAS, *, words=USUAL, done=False, both=False, power=False, **more):
    ended = MONDAY + timedelta(days=9) if more.pop("ended", False) else None
    since = MONDAY if more.pop("begun", True) else None
    of = mentorship(mentor, mentee, closing_since=since, ended_at=ended, power=power)
    done_at = MONDAY if done or both else None
    other = mentor if me is mentee else mentee
    wish = Wish.WHATEVER if words else None
    end_at = MONDAY if more.pop("wished", False) else None
    return Seen(
        mentorship=of,
        me=of.member(me.id),
        others=other.first_name,
        mine=part(of, me, words, wish=wish, done_at=done_at, end_at=end_at),
        theirs=((other, part(of, other, words, wish=wish, done_at=MONDAY)),) if both else (),
        both=both,
        closes_on=ENDS,
        **more,
    )


def told(one):
    """The same where all allow that it is told with first names."""
    members = tuple(replace(each, celebration=Celebration.NAMES) for each in one.mentorship.members)
    return one._replace(mentorship=replace(one.mentorship, celebration_channel="C0GOOD", members=members))


HUGE = {"mentor": LONGEST, "mentee": STRANGEST, "me": STRANGEST}
SEEN = [
    seen(words="", left=goals()),
    seen(words="", begun=False, time_left=True),
    seen(words="", begun=False),
    seen(words="", time_left=True),
    seen(time_left=True),
    seen(AMARA),
    seen(done=True, left=goals()),
    seen(words="", drafts={1: {"Z.evaluate.worked": "Honesty", "wish": "friends"}}),
    seen(drafts={0: {"Z.outcomes": "W" * 1100}, 2: {"mentor_next": "no", "tell": ()}}),
    seen(done=True, wished=True),
    seen(done=True, wished_by=("Amara",)),
    seen(both=True, left=goals()),
    seen(both=True, words="", wished_by=("Amara",)),
    seen(both=True, wished=True, power=True),
    seen(both=True, ended=True, left=goals()),
    seen(ended=True),
    seen(words="", ended=True, left=goals()),
    *(seen(**HUGE, words=words, begun=begun, time_left=True) for words in (LONG, STRANGE) for begun in (True, False)),
    *(
        seen(**HUGE, words=words, both=True, ended=ended, left=goals(words[:150], 12))
        for words in (LONG, STRANGE)
        for ended in (True, False)
    ),
    seen(**HUGE, words=STRANGE, done=True, wished_by=(LONGEST.first_name,)),
    told(seen(both=True)),
    told(seen(**HUGE, words=STRANGE, both=True)),
]


def word(me=JONAS, mentor=AMARA, mentee=JONAS, **more):
    other = mentor if me is mentee else mentee
    values = {"by": other, "both": False, "closes_on": ENDS, "begun": True, **more}
    return Word(mentorship=mentorship(mentor, mentee), me=me, others=other.first_name, **values)


WORDS = [
    word(),
    word(both=True),
    word(begun=False),
    word(closes_on=None),
    word(left=goals()),
    word(both=True, left=goals("W" * 150, 12)),
    word(**HUGE),
    word(**HUGE, both=True, left=goals(STRANGE, 12)),
    told(word(**HUGE, both=True, left=goals("W" * 150, 12))),
]
