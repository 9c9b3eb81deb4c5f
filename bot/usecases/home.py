"""Where a person stands: every mentorship at a glance, what waits for them, and the program where they coordinate it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring.action_plan import PlanGlance, Progress, Step, Vision
from bot.mentoring.agreement import Agreement
from bot.mentoring.appointments import Appointment
from bot.mentoring.closing import Closing
from bot.mentoring.expectations import Expectations
from bot.mentoring.goals import Goal
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.program_pauses import ProgramPause
from bot.mentoring.standing import Waiting
from bot.usecases import (
    action_plan,
    agreement,
    appointments,
    check_ins,
    closing,
    closure,
    expectations,
    goals,
    milestones,
    objectives,
    program,
    program_pauses,
    quiet,
    reports,
    stages,
    steps,
    thoughts,
    tips,
)
from bot.usecases.program import ProgramPart
from prompts import english
from storage.planned import Planned
from storage.store import Work
from storage.times import stamp

Waits = Callable[[Work, Person, Mentorship, datetime], list[Waiting]]
WAITS: tuple[Waits, ...] = (
    agreement.waiting,
    appointments.waiting,
    check_ins.waiting,
    closure.waiting,
    expectations.waiting,
    closing.waiting,
    goals.waiting,
    milestones.waiting,
    objectives.waiting,
    reports.waiting,
    stages.waiting,
    steps.waiting,
)
"""Who can let something wait for a person: every capability says its own."""

Shared = Mentorship | Appointment | Vision | Goal | Step | Agreement | Expectations | Closing
"""What the Homes of a mentorship's members may show."""
HELLO_LASTS = timedelta(hours=1)


class Part(NamedTuple):
    """One mentorship as one of its members sees it; `place` is its stage or step, `week` is (23, 39), `waiting` oldest
    first. `progress` counts the steps of the plan; `plan` is None for one of several, of which a row is shown. `asked`
    names those who have yet to sign what this person signed; `agreed` says that an agreement with goals holds. `stopped`:
    this person has said that something isn't right (H.help), and nothing is asked of them. `tip` is what a mentor was given to
    try last."""

    mentorship: MentorshipId
    role: Role
    other: Person
    others: str
    place: str
    week: tuple[int, int]
    meeting: Appointment | None
    progress: Progress
    plan: PlanGlance | None
    waiting: tuple[Waiting, ...]
    asked: str = ""
    agreed: bool = False
    stopped: bool = False
    tip: str = ""


class Ended(NamedTuple):
    """A mentorship that is over: what the reader was in it and with whom, the day it ended in their zone, and what there is
    to read of it."""

    mentorship: MentorshipId
    role: Role
    others: str
    day: date
    agreement: bool = False
    plan: bool = False
    closing: bool = False
    expectations: bool = False
    thoughts: bool = False


class Here(NamedTuple):
    """Where a person stands. `contact` is the user id of a coordinator and `contact_name` their name, where known;
    `paused`, until which day of theirs they are left in peace; `rests`, a pause of the program to tell them of;
    `unheard`, the day of a message that may not have reached them; `doubtful`, how many of such in the program they coordinate."""

    me: Person
    now: datetime
    parts: tuple[Part, ...]
    ended: tuple[Ended, ...]
    program: ProgramPart | None
    contact: str | None
    contact_name: str | None
    paused: date | None = None
    rests: ProgramPause | None = None
    unheard: date | None = None
    doubtful: int = 0


class Hello(NamedTuple):
    """The answer to somebody who wrote to the companion: where they are, and the sub-command they may have meant."""

    here: Here
    word: str | None


def here(work: Work, actor: Handle, *, now: datetime, whole: bool = False) -> Here:
    """Where this person is; the `whole` of it tells of mentorships that are over beside those that go on. Raises
    UnknownPeople for somebody who was never seen."""
    mentorships = work.mentorships.active_of_handle(actor)
    me = mentorships[0].named(actor).person if mentorships else work.people.known(actor)
    several = len(mentorships) > 1
    if several:
        work.look_ahead([each.id for each in mentorships], me.id, now)
    parts = [_part(work, me, each, now, full=not several) for each in mentorships]
    if whole and not several:
        parts = [part._replace(tip=_tip(work, each, me)) for part, each in zip(parts, mentorships, strict=True)]
    contact = next((user for user in work.program.coordinators if user != actor.user), None)
    newcomer = contact is not None and not mentorships
    name = work.people.find(Handle(actor.team, contact or "", actor.enterprise)) if newcomer else None
    coordinates = work.program.coordinates(actor.user)
    return Here(
        me=me,
        now=now,
        parts=tuple(parts),
        ended=_ended(work, me) if whole or not mentorships else (),
        program=program.overview(work, me, now=now) if coordinates else None,
        contact=contact,
        contact_name=name.full_name if name else None,
        paused=quiet.pause_of(me, now).until,
        rests=program_pauses.shown_to(work, me, now) if whole else None,
        unheard=_unheard(work, me, mentorships, now) if whole else None,
        doubtful=len(work.deliveries.parked(actor.team, now)) if whole and coordinates else 0,
    )


def part(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> tuple[Person, Part]:
    """One mentorship for one of its members. Raises Refusal: not a member, ended."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    found = _part(work, me, mentorship, now, full=True)
    return me, found._replace(tip=_tip(work, mentorship, me))


def _tip(work: Work, mentorship: Mentorship, me: Person) -> str:
    return tips.latest(work, mentorship, me) if mentorship.member(me.id).role is Role.MENTOR else ""


def _part(work: Work, me: Person, mentorship: Mentorship, now: datetime, *, full: bool) -> Part:
    others = mentorship.others(me.id)
    newest = work.agreements.newest(mentorship.id)
    stopped = mentorship.member(me.id).stopped_at is not None
    asking = (closure.waiting,) if stopped else WAITS
    waiting = [each for waits in asking for each in waits(work, me, mentorship, now)]
    plan = action_plan.glance(work, mentorship.id) if full else None
    return Part(
        mentorship=mentorship.id,
        role=mentorship.member(me.id).role,
        other=others[0].person,
        others=english.listed([other.person.first_name for other in others]),
        place=mentorship.place,
        week=mentorship.week(cadence.local(now, me.zone).date()),
        meeting=appointments.next_meeting(work, mentorship.id, now),
        progress=work.plans.progress(mentorship.id) if plan is None else Progress(plan.done, plan.total),
        plan=plan,
        waiting=tuple(sorted(waiting, key=lambda each: each.since)),
        asked=english.listed(agreement.asked_to_sign(work, me, mentorship)),
        agreed=newest is not None and newest.holds(mentorship),
        stopped=stopped,
    )


def _unheard(work: Work, me: Person, mentorships: Sequence[Mentorship], now: datetime) -> date | None:
    at = work.deliveries.maybe_heard(me.id, [each.id for each in mentorships], now)
    return None if at is None else cadence.local(at, me.zone).date()


def _ended(work: Work, me: Person) -> tuple[Ended, ...]:
    return tuple(
        Ended(
            mentorship=each.id,
            role=each.member(me.id).role,
            agreement=work.agreements.newest(each.id) is not None,
            plan=bool(action_plan.glance(work, each.id).goals),
            closing=closing.is_to_read(work, each, me),
            expectations=expectations.is_to_read(work, each),
            thoughts=thoughts.is_to_read(work, each, me),
            others=english.listed([other.person.first_name for other in each.others(me.id)]),
            day=cadence.local(each.ended_at, me.zone).date(),
        )
        for each in work.mentorships.ended_of(me.id, limit=3)
        if each.ended_at is not None
    )


def concerned(work: Work, changes: Sequence[Shared]) -> set[Handle]:
    """Who sees these changes: the members of their mentorships. What one member has chosen alone (to stop messages, to
    leave) moves nothing before the eyes of the others."""
    ids = {_mentorship_of(work, each) for each in changes if not _is_of_one(each)}
    return {member.person.handle for id in ids for member in work.mentorships.get(id).members}


def _is_of_one(change: Shared) -> bool:
    """Of a mentorship itself all see that it begins and that it ends; the rest are choices of one member."""
    return isinstance(change, Mentorship) and change.group_channel is not None and not change.is_ended


def _mentorship_of(work: Work, change: Shared) -> MentorshipId:
    if isinstance(change, Mentorship):
        return change.id
    return work.plans.goal(change.goal).mentorship if isinstance(change, Step) else change.mentorship


def say_hello(work: Work, actor: Handle, *, event: str, word: str | None, now: datetime) -> None:
    """Answer something that was written to the companion, once, however often the event is repeated."""
    me = work.people.known(actor)
    about = {"word": word} if word else {}
    work.outbox.plan(
        Notice(
            kind="home.hello",
            to=ToPerson(me.id),
            key=f"hello:{event}" if work.safeguards.event_once else f"hello:{event}:{stamp(now)}",
            due=now,
            latest=now + HELLO_LASTS,
            about=about,
            always=True,
        )
    )


def hello(work: Work, row: Planned, now: datetime) -> Hello:
    """Gather the answer, as things are when it goes out."""
    assert isinstance(row.to, ToPerson)
    return Hello(here(work, work.people.get(row.to.person).handle, now=now), row.about.get("word"))


NOTICES = {"home.hello": hello}
