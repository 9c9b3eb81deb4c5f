"""Says which stage a mentorship is in and what that rests on, and ends the first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.stages import Reading
from storage.store import Work


@dataclass(frozen=True, slots=True)
class WhereYouAre:
    """What the page about the stage says."""

    mentorship: MentorshipId
    reading: Reading
    mentor: Person
    mentee: Person
    power: bool = False


def reading(work: Work, mentorship: Mentorship) -> Reading:
    """The stage of this mentorship and what that rests on."""
    signed, held = work.stages.counts(mentorship.id)
    return Reading(mentorship.stage, signed=signed, members=len(mentorship.members), held=held)


def where_you_are(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> WhereYouAre:
    """The stage of one's own mentorship. Raises Refusal: unknown, not a member, ended."""
    person = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, person.id)
    return WhereYouAre(
        mentorship=id,
        reading=reading(work, mentorship),
        mentor=mentorship.in_role(Role.MENTOR).person,
        mentee=mentorship.in_role(Role.MENTEE).person,
        power=mentorship.power,
    )
