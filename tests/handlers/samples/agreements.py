"""Mentorships and agreements that the samples of several views are drawn from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.mentoring.agreement import Agreement, Signature
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.terms import LENGTHS, Commitment, Confidentiality, Frequency, Initiator, MentorRole, Terms, Weekday
from bot.usecases.agreement import Reading
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person

JONAS, AMARA = person(2, "Jonas"), person(1, "Amara", "Amara Okafor", "Africa/Lagos")

TERMS = Terms(
    frequency=Frequency.TWO_WEEKS,
    weekday=Weekday.TUESDAY,
    time=time(16),
    zone="Europe/Stockholm",
    duration=60,
    where="meet.example/jonas-amara",
    initiator=Initiator.MENTEE,
    goals="Decide by spring whether product work suits me\nRun one small study from question to result",
    roles=(MentorRole.THINKS_ALONG, MentorRole.OPENS_DOORS),
    mentor_part="Listen first, open doors",
    mentee_part="Bring a question every time",
    confidentiality=Confidentiality.NOTHING,
    commitment=Commitment.HOUR,
    ground_rules="Phones away. Call off a day ahead.",
)
LONGEST_TERMS = replace(
    TERMS,
    frequency=Frequency.MONTHLY,
    zone="America/Argentina/ComodRivadavia",
    roles=tuple(MentorRole),
    initiator=Initiator.TURNS,
    confidentiality=Confidentiality.PERMISSION,
    **{name: "W" * length for name, length in LENGTHS.items()},
)
STRANGEST_TERMS = replace(TERMS, **dict.fromkeys(LENGTHS, STRANGE))


def mentorship(mentor=AMARA, mentee=JONAS, channel="C0MENTOR"):
    """Two people in a mentorship."""
    return Mentorship(
        id=MentorshipId(41),
        team="T0COMMON",
        enterprise="",
        model=Model.FOUR_STAGE,
        start=date(2026, 10, 12),
        end=date(2027, 4, 9),
        power=False,
        members=(Member(mentor, Role.MENTOR), Member(mentee, Role.MENTEE)),
        introduced_at=MONDAY,
        paired_by=PersonId(1),
        celebration_channel=channel,
    )


def agreement(terms=TERMS, *, version=1, by=JONAS, signed=()):
    """A version, signed by these people."""
    return Agreement(
        mentorship=MentorshipId(41),
        version=version,
        revision=3,
        terms=terms,
        pages=(1, 2, 3),
        edited_by=by.id,
        edited_at=MONDAY,
        signatures=tuple(Signature(each.id, MONDAY + timedelta(hours=1)) for each in signed),
    )


def reading(newest=None, *, pair=None, me=JONAS, signed=None):
    """An agreement as one of them sees it."""
    pair = pair or mentorship()
    return Reading(pair, pair.member(me.id), newest, MONDAY + timedelta(days=1), signed)


LONG_PAIR = mentorship(LONGEST, replace(LONGEST, id=PersonId(7)))
STRANGE_PAIR = mentorship(STRANGEST, replace(STRANGEST, id=PersonId(7)))


def longest(*, before=None, **more):
    return reading(agreement(LONGEST_TERMS, by=LONGEST, **more), pair=LONG_PAIR, me=LONGEST, signed=before)


def strangest(*, before=None, **more):
    return reading(agreement(STRANGEST_TERMS, by=STRANGEST, **more), pair=STRANGE_PAIR, me=STRANGEST, signed=before)
