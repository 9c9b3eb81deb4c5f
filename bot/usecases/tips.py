"""Gives mentors a tip on its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.mentoring import cadence, check_ins, tips
from bot.mentoring.decision import Decision
from bot.mentoring.gathering import gather
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Person
from bot.mentoring.tips import Tip, TipPlan
from bot.usecases import looks, program_pauses
from bot.usecases.sweeping import PUT_OFF, one_by_one
from storage.planned import Planned
from storage.store import Work

AT_ONCE = 200
"""Tips planned in one unit of work."""


class TipGiven(NamedTuple):
    """A tip as its mentor reads it, with the first name of the mentee."""

    tip: Tip
    mentee: str


def plan_due(work: Work, now: datetime) -> None:
    """Sweep: the tips of all whose moment has come, or is near."""

    def put_off(plan: TipPlan) -> None:
        work.record(Decision(changes=(replace(plan, next_at=now + PUT_OFF),)))

    found = work.tips.due(now + cadence.PLANNED_AHEAD, limit=AT_ONCE)
    one_by_one(work, "tips.plan_due", found, lambda plan: _plan(work, plan, now), put_off=put_off)


def _plan(work: Work, plan: TipPlan, now: datetime) -> None:
    mentorship = work.mentorships.get(plan.mentorship)
    member = mentorship.member(plan.person)
    then = max(now, plan.next_at or now)
    life = gather(looks.frame_of(work, mentorship), work.evidence.of(plan.mentorship, now - tips.NO_ECHO))
    decision = tips.come_due(
        plan,
        mentorship,
        work.program.content.tips,
        lacking=tips.lacking(life, now),
        in_peace=check_ins.in_peace(mentorship, member, then) or program_pauses.rests(work, member.person, then),
        now=now,
        beside=[each.introduced_at for each in work.mentorships.active_of(plan.person) if each.id != mentorship.id],
    )
    work.record(decision)


def next_moment(work: Work) -> datetime | None:
    """When the next tip of anybody comes."""
    return work.tips.next_due()


def latest(work: Work, mentorship: Mentorship, person: Person) -> str:
    """The tip that this member had last about this mentorship; empty for who had none."""
    id = work.tips.latest(mentorship.id, person.id)
    tip = None if id is None else work.program.content.tip(id)
    return "" if tip is None else tip.text


def given(work: Work, row: Planned, now: datetime) -> TipGiven:
    """Gather a tip that goes out. Raises Unwanted where it has left the bank."""
    assert isinstance(row.to, ToPerson)
    tip = work.program.content.tip(row.about["tip"])
    if tip is None:
        raise Unwanted("the tip has left the bank")
    mentorship = work.mentorships.get(row.about["mentorship"])
    return TipGiven(tip, mentorship.mentee.first_name)


NOTICES = {"tips.tip": given}
