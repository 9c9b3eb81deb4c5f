"""Sets up, moves and calls off meetings, and shows them to their members."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.mentoring import agendas, appointments, cadence, proposals
from bot.mentoring.agendas import Which
from bot.mentoring.appointments import Appointment, AppointmentId, Slot, State
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import alone_key
from bot.mentoring.objectives import HowFar
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.refusals import Checks, Refusal
from bot.mentoring.reports import Answer
from bot.mentoring.series import Odd, odd
from bot.mentoring.standing import Waiting
from bot.ports import Posted
from bot.usecases import agreement, following, series
from bot.usecases.invitations import with_files
from storage.store import Work


class Wanted(NamedTuple):
    """A time as somebody chose it: a local day and clock, and which meeting (as it was then) it moves, if any.
    `words_shown` marks the place and objective that stood in the form, "" where there were none."""

    mentorship: MentorshipId
    day: date
    clock: time
    minutes: int
    moves: AppointmentId | None = None
    revision: int = 0
    words_shown: str = ""


class Choosing(NamedTuple):
    """What the form for a time starts from; `starts` is aware, `appointment` is the meeting that is moved, if any."""

    mentorship: MentorshipId
    me: Person
    others: tuple[Person, ...]
    starts: datetime
    minutes: int
    appointment: Appointment | None = None


class Proposal(NamedTuple):
    """A chosen time on everybody's clock, before it counts. `untold`: the others sleep until it has begun; `weekend`:
    it is one for somebody; `at_night`: for whom it lies in the night (`appointments.at_night`); `odd`: what a change of
    clocks does to it where I am; `ended_by_then`: the last day of the mentorship, where it is before that."""

    wanted: Wanted
    slot: Slot
    me: Person
    others: tuple[Person, ...]
    untold: bool
    place: str = ""
    objective: str = ""
    weekend: bool = False
    ended_by_then: date | None = None
    at_night: tuple[Person, ...] = ()
    odd: Odd | None = None


class Seen(NamedTuple):
    """A meeting as one of its members sees it; `answer` is that member's own, `agenda` what guides them through it, if
    anything does. `untold`: the others sleep until it has begun. `goal` is the title of the goal its objective is taken
    from, `bring` what to bring, `evaluated` how far which goal had come. `sets`: it is this member who usually sets the
    objective (M.objective), of any but the first two. `following`: the one of the same series that comes after it; `asked` is where
    this member was asked whether they met."""

    appointment: Appointment
    me: Person
    others: tuple[Person, ...]
    now: datetime
    answer: Answer | None = None
    agenda: Which | None = None
    untold: bool = False
    goal: str = ""
    bring: str = ""
    evaluated: tuple[tuple[str, HowFar], ...] = ()
    sets: bool = False
    following: datetime | None = None
    asked: Posted | None = None


class Announced(NamedTuple):
    """A meeting as the group conversation sees it; `by` set its present time. `told` is the conversation and the ts of
    the message that says so, `following` when the next one begins, `was` when it began before it was moved."""

    appointment: Appointment
    by: Person
    members: tuple[Person, ...]
    accepted: bool = False
    told: Posted | None = None
    following: datetime | None = None
    was: datetime | None = None


def next_meeting(work: Work, mentorship: MentorshipId, now: datetime) -> Appointment | None:
    """The first booked meeting that is not over at `now` (aware)."""
    return work.appointments.next(mentorship, now)


def choose_time(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Choosing:
    """Begin to set up a meeting, where there is an agreement as it says; beside those of a series it is one more, soon.
    Raises Refusal: unknown, not a member, ended, somebody's account is off."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    appointments.require_all_there(mentorship)
    others = _others(mentorship, me)
    agreed = agreement.in_force(work, id)
    if agreed is not None:
        meetings = [*work.appointments.booked(id), *work.appointments.last(id, count=1)]
        regular = any(each.series is not None for each in meetings)
        starts = None if regular else proposals.as_agreed(agreed.terms, meetings, now)
        if starts is not None:
            return Choosing(id, me, others, starts, agreed.terms.duration or appointments.USUAL_MINUTES)
    starts = proposals.suggest([me.habits, *(other.habits for other in others)], now)
    return Choosing(id, me, others, starts, appointments.USUAL_MINUTES)


def choose_new_time(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Choosing:
    """Begin to move a meeting. Raises Refusal: not one's own, called off, over, begun."""
    me, mentorship, appointment = own(work, actor, id)
    appointments.require_ahead(appointment, now)
    return Choosing(mentorship.id, me, _others(mentorship, me), appointment.starts, appointment.minutes, appointment)


def propose(work: Work, actor: Handle, wanted: Wanted, *, now: datetime) -> Proposal:
    """Look at a chosen time on everybody's clock. Raises Refusals at "date" and "time"; nothing is kept yet."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(wanted.mentorship, me.id)
    moved = _still_asseen_by(work, mentorship, wanted, now, field="date")
    starts = cadence.at(wanted.day, wanted.clock, me.zone)
    slot = Slot(starts, starts + timedelta(minutes=wanted.minutes))
    appointments.check_slot(slot, _beside(work, wanted, now), zone=me.zone, now=now)
    people = (me, *_others(mentorship, me))
    return Proposal(
        wanted=wanted._replace(words_shown=_mark(moved)),
        slot=slot,
        me=me,
        others=_others(mentorship, me),
        untold=_asleep(mentorship, now, until=starts),
        place=moved.place if moved else _agreed_place(work, mentorship),
        objective=moved.objective if moved else "",
        ended_by_then=mentorship.end if cadence.local(starts, me.zone).date() > mentorship.end else None,
        weekend=any(
            not cadence.is_working_day(cadence.local(starts, each.zone).date(), each.habits) for each in people
        ),
        at_night=appointments.at_night([slot], me, people[1:]),
        odd=odd(wanted.day, wanted.clock, me.zone),
    )


def set_up(
    work: Work, actor: Handle, wanted: Wanted, *, place: str, objective: str, now: datetime
) -> AppointmentId | Proposal:
    """Book a meeting, or move one. The same again changes nothing. Where its words were changed since they were shown,
    nothing is kept and the present ones come back. Raises Refusals, all of them at "place" or "objective": by now the
    time has passed, is taken, or the meeting was given another time by somebody else."""
    _check_words(place, objective)
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(wanted.mentorship, me.id)
    starts = cadence.at(wanted.day, wanted.clock, me.zone)
    slot = Slot(starts, starts + timedelta(minutes=wanted.minutes))
    twin = _twin(work, wanted, slot, me)
    if twin is not None:
        return twin.id
    moved = _still_asseen_by(work, mentorship, wanted, now, field="place")
    appointments.check_slot(slot, _beside(work, wanted, now), zone=me.zone, now=now, fields=("place", "place"))
    if (
        moved is not None
        and _mark(moved) != wanted.words_shown
        and (moved.place, moved.objective) != (place, objective)
    ):
        return propose(work, actor, wanted, now=now)
    if moved is None:
        booked = Appointment(
            id=work.appointments.next_id(),
            mentorship=mentorship.id,
            starts=slot.starts,
            ends=slot.ends,
            place=place,
            objective=objective,
            set_up_by=me.id,
        )
        work.record(appointments.book(booked, mentorship, now=now))
        return booked.id
    decision = appointments.move(moved, mentorship, slot, place=place, objective=objective, by=me.id, now=now)
    work.record(with_files(work, mentorship, decision, now))
    return moved.id


def see(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Seen:
    """A meeting of one's own. Raises Refusal: unknown, not a member, the mentorship has ended."""
    me, mentorship, appointment = own(work, actor, id)
    return seen_by(work, mentorship, appointment, me, now)


def ask_to_cancel(work: Work, actor: Handle, id: AppointmentId, *, now: datetime) -> Seen:
    """Before calling it off. Raises Refusal as `see`, and where it is not ahead any more."""
    me, mentorship, appointment = own(work, actor, id)
    appointments.require_ahead(appointment, now)
    seen = seen_by(work, mentorship, appointment, me, now)
    return seen._replace(following=following.after(work, appointment, now))


def cancel(work: Work, actor: Handle, id: AppointmentId, *, revision: int, now: datetime) -> None:
    """Call a meeting off beforehand; the same again changes nothing. Raises Refusal: begun, settled, moved meanwhile."""
    _, mentorship, appointment = own(work, actor, id)
    if appointment.state is State.CANCELLED:
        return
    if appointment.revision != revision:
        raise Refusal("appointments.changed")
    work.record(with_files(work, mentorship, appointments.cancel(appointment, mentorship, now=now), now))
    series.keep_after(work, appointment, now)


def accept(work: Work, actor: Handle, id: AppointmentId, *, revision: int, now: datetime) -> Announced:
    """Say that a time works; repeating it changes nothing. `told` is what the group, or who says it, read of it. Raises
    Refusal: one's own suggestion, moved, not ahead."""
    me, mentorship, appointment = own(work, actor, id)
    work.record(appointments.accept(appointment, mentorship, by=me.id, revision=revision, now=now))
    key = appointments.told_keys(appointment)[-1]
    told = work.outbox.place_of(key) or work.outbox.place_of(alone_key(key, me.id))
    return announced(work, work.appointments.get(id))._replace(told=told)


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """Meetings ahead that another has set and nobody has said yes to."""
    found = []
    for each in work.appointments.ahead(mentorship.id, now):
        if each.accepted_at is None and not each.is_regular and each.set_up_by != person.id and each.starts > now:
            by = mentorship.member(each.set_up_by).person.first_name
            local = cadence.local(each.starts, person.zone)
            values = {"name": by, "at": local, "revision": each.revision}
            found.append(Waiting("meeting.accept", each.id, now, values))
    return found


def call_off_all(work: Work, mentorship: MentorshipId, now: datetime) -> None:
    """At the end of a mentorship: what is booked does not take place any more, and nothing is sent about it."""
    series.close(work, mentorship, now)
    for appointment in work.appointments.booked(mentorship):
        work.record(appointments.called_off(appointment, now=now))


def announced(work: Work, appointment: Appointment, now: datetime | None = None) -> Announced:
    """A meeting for the group conversation; `now`, where it matters what comes after it."""
    mentorship = work.mentorships.get(appointment.mentorship)
    return Announced(
        appointment=appointment,
        by=work.people.get(appointment.set_up_by),
        members=tuple(member.person for member in mentorship.members),
        accepted=appointment.accepted_at is not None,
        following=None if now is None else following.after(work, appointment, now),
    )


def seen_by(work: Work, mentorship: Mentorship, appointment: Appointment, me: Person, now: datetime) -> Seen:
    """A meeting with what one member said of it."""
    said = [each.answer for each in work.appointments.reports(appointment.id) if each.person == me.id]
    objective = work.objectives.of(appointment.id)
    agenda = agendas.of_nth(work.appointments.nth(appointment))
    return Seen(
        appointment=appointment,
        me=me,
        others=_others(mentorship, me),
        now=now,
        answer=said[0] if said else None,
        agenda=agenda,
        untold=_asleep(mentorship, now, until=appointment.starts),
        goal="" if objective.goal is None else work.plans.goal(objective.goal).title,
        bring=objective.bring,
        evaluated=tuple((title, each.how_far) for title, each in work.objectives.evaluated(appointment.id)),
        sets=agenda is None and mentorship.member(me.id).role is Role.MENTOR,
    )


def own(work: Work, actor: Handle, id: AppointmentId) -> tuple[Person, Mentorship, Appointment]:
    me = work.people.known(actor)
    appointment = work.appointments.get(id)
    return me, work.mentorships.for_member(appointment.mentorship, me.id), appointment


def _others(mentorship: Mentorship, me: Person) -> tuple[Person, ...]:
    return tuple(member.person for member in mentorship.others(me.id))


def _asleep(mentorship: Mentorship, now: datetime, *, until: datetime) -> bool:
    """Whether the group conversation cannot be written to before then."""
    told = cadence.group_moment(now, [member.person.habits for member in mentorship.members])
    return told is not None and told >= until


def _agreed_place(work: Work, mentorship: Mentorship) -> str:
    agreed = agreement.in_force(work, mentorship.id)
    return agreed.terms.where if agreed else ""


def _beside(work: Work, wanted: Wanted, now: datetime) -> list[Appointment]:
    return [each for each in work.appointments.ahead(wanted.mentorship, now) if each.id != wanted.moves]


def _mark(appointment: Appointment | None) -> str:
    if appointment is None:
        return ""
    return hashlib.sha256(f"{appointment.place}\0{appointment.objective}".encode()).hexdigest()[:16]


def _twin(work: Work, wanted: Wanted, slot: Slot, me: Person) -> Appointment | None:
    """The meeting that this very request has set up before (a double click, a retried request)."""
    for each in work.appointments.booked(wanted.mentorship):
        same_time = (each.starts, each.ends) == (slot.starts, slot.ends)
        repeated = wanted.moves is None or (each.id == wanted.moves and each.revision == wanted.revision + 1)
        if same_time and repeated and each.set_up_by == me.id:
            return each
    return None


def _still_asseen_by(
    work: Work, mentorship: Mentorship, wanted: Wanted, now: datetime, *, field: str
) -> Appointment | None:
    """The meeting to move, as it was when the form opened; None where a new one is set up."""
    if wanted.moves is None:
        return None
    appointment = work.appointments.get(wanted.moves)
    if appointment.mentorship != mentorship.id:
        raise Refusal("appointments.unknown")
    appointments.require_ahead(appointment, now)
    if appointment.revision != wanted.revision:
        raise Refusal("appointments.changed", field=field)
    return appointment


def _check_words(place: str, objective: str) -> None:
    checks = Checks()
    limits = {"place": appointments.LONGEST_PLACE, "objective": appointments.LONGEST_OBJECTIVE}
    for field, text in (("place", place), ("objective", objective)):
        if len(text) > limits[field]:
            checks.refuse("appointments.too_long", field=field, limit=limits[field])
    checks.done()
