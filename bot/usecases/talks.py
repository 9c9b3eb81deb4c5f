"""Finds something to talk about for now, and says where each guided conversation stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.mentoring import agendas, cadence
from bot.mentoring.agendas import Which
from bot.mentoring.appointments import Appointment
from bot.mentoring.goals import GoalState, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from bot.mentoring.stages import Stage
from bot.mentoring.talks import Stands, Talk
from bot.usecases import agendas as meetings
from bot.usecases import appointments, backwards, expectations, first_words, objectives, thoughts
from prompts import english
from storage.store import Work


@dataclass(frozen=True, slots=True)
class TalkPage:
    """Something to talk about for one member: the `nth` of this day from 0. `objective` is that of the next meeting,
    `goals` the titles of what is worked on; `talks` are the guided conversations, those that are begun first; `meeting` is
    the next one, to be given an objective."""

    mentorship: MentorshipId
    others: str
    stage: Stage
    today: date
    nth: int
    objective: str
    goals: tuple[str, ...]
    talks: tuple[Talk, ...]
    meeting: int = 0


def see(work: Work, actor: Handle, id: MentorshipId, *, nth: int = 0, now: datetime) -> TalkPage:
    """Something to talk about, and every guided conversation. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    meeting = appointments.next_meeting(work, id, now)
    found = [talk for stands in TALKS if (talk := stands(work, me, mentorship, meeting)) is not None]
    found += thoughts.talks(work, me, mentorship)
    if (talk := backwards.stands(work, me, mentorship, now)) is not None:
        found.append(talk)
    return TalkPage(
        mentorship=id,
        others=english.listed([other.person.first_name for other in mentorship.others(me.id)]),
        stage=mentorship.stage,
        today=cadence.local(now, me.zone).date(),
        nth=nth,
        objective=meeting.objective if meeting is not None else "",
        goals=tuple(each.title for each in current(work.plans.goals(id)) if each.state is GoalState.OPEN),
        talks=tuple(sorted(found, key=lambda talk: ORDER.index(talk.stands))),
        meeting=meeting.id if meeting is not None else 0,
    )


ORDER = (Stands.HALF, Stands.NEW, Stands.THEIRS, Stands.DONE)
Standing = Callable[[Work, Person, Mentorship, Appointment | None], Talk | None]
"""Where a conversation stands for a member whose next meeting is this; None where it isn't for now."""


def _expectations(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    return expectations.stands(work, me, mentorship)


def _first_words(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    """Until they have met."""
    met = work.appointments.last(mentorship.id, count=1)
    return None if met else first_words.stands(work, me, mentorship)


def _first_meeting(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    talk = meetings.stands(work, me, mentorship, Which.FIRST)
    return talk if mentorship.stage is Stage.S1 or talk.stands is Stands.HALF else None


def _second_meeting(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    """Also where its parts are open after the first stage."""
    talk = meetings.stands(work, me, mentorship, Which.SECOND)
    return talk if mentorship.stage in (Stage.S1, Stage.S2) or talk.stands is Stands.HALF else None


def _objective(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    """Of any but the first two meetings, which have an agenda."""
    if meeting is None or agendas.of_nth(work.appointments.nth(meeting)) is not None:
        return None
    return Talk("objective", Stands.NEW if objectives.unset(work, meeting) else Stands.DONE)


def _stock(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None) -> Talk | None:
    """Nothing of it is kept, so it is never half done."""
    return None if mentorship.stage is Stage.S1 else Talk("stock", Stands.NEW)


TALKS: tuple[Standing, ...] = (_expectations, _first_words, _first_meeting, _second_meeting, _objective, _stock)
"""Every guided conversation, in the order in which a pair comes to them."""
