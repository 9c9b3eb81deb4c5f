"""Finds something to talk about for now, and says where each guided conversation stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import agendas, cadence
from bot.mentoring.agendas import Which
from bot.mentoring.appointments import Appointment
from bot.mentoring.closing_part import PAGES, draft
from bot.mentoring.goals import GoalState, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.objectives import SET
from bot.mentoring.people import Handle, Person
from bot.mentoring.stages import Stage
from bot.mentoring.talks import Stands, Talk
from bot.usecases import agendas as meetings
from bot.usecases import appointments, backwards, drafts, expectations, first_words, objectives, thoughts
from prompts import english
from storage.store import Work


class TalkPage(NamedTuple):
    """Something to talk about for one member: the `nth` of this day from 0. `objective` is that of the next meeting,
    `goals` the titles of what is worked on; `talks` are the guided conversations, those that are begun first; `meeting` is
    the next one, to be given an objective; `power`: one of them manages or grades the other."""

    mentorship: MentorshipId
    others: str
    stage: Stage
    today: date
    nth: int
    objective: str
    goals: tuple[str, ...]
    talks: tuple[Talk, ...]
    meeting: int = 0
    power: bool = False


def see(work: Work, actor: Handle, id: MentorshipId, *, nth: int = 0, now: datetime) -> TalkPage:
    """Something to talk about, and every guided conversation. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    meeting = appointments.next_meeting(work, id, now)
    found = [talk for stand in TALKS for talk in stand(work, me, mentorship, meeting, now)]
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
        power=mentorship.power,
    )


ORDER = (Stands.HALF, Stands.NEW, Stands.ANY_TIME, Stands.THEIRS, Stands.DONE)
Standing = Callable[[Work, Person, Mentorship, Appointment | None, datetime], list[Talk]]
"""Where conversations stand for a member whose next meeting is this; none where they aren't for now."""


def _beginning(
    work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None, now: datetime
) -> list[Talk]:
    """What the first two meetings are made of; what is begun stays until it is done."""
    met = len(work.appointments.last(mentorship.id, count=2))
    usual = [
        (expectations.stands(work, me, mentorship), True),
        (first_words.stands(work, me, mentorship), met == 0),
        (meetings.stands(work, me, mentorship, Which.FIRST), met < 2 and mentorship.stage is Stage.S1),
        (meetings.stands(work, me, mentorship, Which.SECOND), met < 2),
    ]
    return [talk for talk, is_time in usual if is_time or (talk.stands is Stands.HALF and talk.name != "first_words")]


def _goals(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None, now: datetime) -> list[Talk]:
    backward = backwards.stands(work, me, mentorship, now)
    return thoughts.talks(work, me, mentorship) + ([] if backward is None else [backward])


def _later(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None, now: datetime) -> list[Talk]:
    """An objective for any but the first two meetings, which have an agenda; and taking stock, of which nothing is kept."""
    found = []
    if meeting is not None and agendas.of_nth(work.appointments.nth(meeting)) is None:
        stands = Stands.NEW if objectives.unset(work, meeting) else Stands.DONE
        kept = SET.format(meeting.id) in drafts.see(work, me, mentorship)
        found.append(Talk("objective", Stands.HALF if kept else stands))
    if mentorship.stage is not Stage.S1:
        found.append(Talk("stock", Stands.ANY_TIME))
    return found


def _closing(work: Work, me: Person, mentorship: Mentorship, meeting: Appointment | None, now: datetime) -> list[Talk]:
    """Once it has begun, for oneself."""
    if mentorship.closing_since is None:
        return []
    parts = {each.person: each for each in work.closings.parts(mentorship.id)}
    mine = parts.get(me.id)
    if mine is None or mine.done_at is None:
        kept = any(draft(nth) in drafts.see(work, me, mentorship) for nth in range(PAGES))
        return [Talk("closing", Stands.HALF if mine is not None or kept else Stands.NEW)]
    all_done = all(each.person.id in parts and parts[each.person.id].done_at for each in mentorship.members)
    return [Talk("closing", Stands.DONE if all_done else Stands.THEIRS)]


TALKS: tuple[Standing, ...] = (_beginning, _goals, _later, _closing)
"""Every guided conversation, in the order in which a pair comes to them."""
