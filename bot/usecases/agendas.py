"""Leads a pair through its first two meetings, part by part; either ticks, both see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import agendas, cadence
from bot.mentoring.action_plan import GoalGlance
from bot.mentoring.agendas import AgendaTick, Which
from bot.mentoring.decision import Decision
from bot.mentoring.goals import Goal, GoalId, GoalState, current
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person, Role
from bot.mentoring.talks import Stands, Talk
from bot.usecases import action_plan, agreement
from prompts import english
from storage.store import Work


class Agenda(NamedTuple):
    """An agenda as one member sees it: `through` are the parts that were talked about, each with its day in that member's
    zone; `goals` what is worked on, in order; `agreed`, whether an agreement holds."""

    mentorship: MentorshipId
    which: Which
    role: Role
    mentor: str
    mentee: str
    others: str
    power: bool
    through: Mapping[str, date]
    goals: tuple[GoalGlance, ...] = ()
    agreed: bool = False

    @property
    def stands(self) -> Stands:
        return agendas.stands(self.which, self.through)


class Order(NamedTuple):
    """The goals that are worked on, as they stand now."""

    mentorship: MentorshipId
    goals: tuple[Goal, ...]


def see(work: Work, actor: Handle, id: MentorshipId, which: Which, *, now: datetime) -> Agenda:
    """An agenda. Raises Refusal: unknown, not a member, ended."""
    me = work.people.known(actor)
    return _seen(work, work.mentorships.for_member(id, me.id), me, which)


def tick(work: Work, actor: Handle, id: MentorshipId, part: str, *, done: bool, now: datetime) -> Agenda:
    """Say that a part was talked about, or is open again. Repeating it changes nothing."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    which = agendas.which_has(part)
    if done is not (part in work.agendas.of(id)):
        work.record(Decision(changes=(AgendaTick(id, part, me.id, now if done else None),)))
    return _seen(work, mentorship, me, which)


def order(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Order:
    """The goals to put in order. Raises Refusal as `see`."""
    me = work.people.known(actor)
    work.mentorships.for_member(id, me.id)
    return Order(id, tuple(current(work.plans.goals(id))))


def put_in_order(work: Work, actor: Handle, id: MentorshipId, wanted: tuple[GoalId, ...], *, now: datetime) -> Agenda:
    """Put them in this order. Raises Refusal at the place that cannot stand."""
    me = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, me.id)
    work.record(agendas.in_order(work.plans.goals(id), wanted))
    return _seen(work, mentorship, me, Which.SECOND)


def stands(work: Work, person: Person, mentorship: Mentorship, which: Which) -> Talk:
    """Where this conversation stands; the same for both."""
    return Talk(f"agenda.{which}", agendas.stands(which, work.agendas.of(mentorship.id)))


def _seen(work: Work, mentorship: Mentorship, me: Person, which: Which) -> Agenda:
    ticks = work.agendas.of(mentorship.id)
    return Agenda(
        mentorship=mentorship.id,
        which=which,
        role=mentorship.member(me.id).role,
        mentor=mentorship.in_role(Role.MENTOR).person.first_name,
        mentee=mentorship.in_role(Role.MENTEE).person.first_name,
        others=english.listed([other.person.first_name for other in mentorship.others(me.id)]),
        power=mentorship.power,
        through={
            part: cadence.local(each.done_at, me.zone).date()
            for part, each in ticks.items()
            if each.done_at is not None
        },
        goals=tuple(each for each in action_plan.glance(work, mentorship.id).goals if each.state is not GoalState.MET),
        agreed=agreement.in_force(work, mentorship.id) is not None,
    )
