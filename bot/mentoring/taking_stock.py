"""When a pair is offered a conversation about how the two are doing: each quarter, sooner after they saw it differently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Member, Mentorship
from bot.mentoring.notices import Notice, ToPerson

WEEKS = 13
"""Every pair is offered it each quarter, so that being offered it says nothing (section 13)."""
NO_ECHO = timedelta(days=3)
"""Brought forward it comes no sooner than this, on the weekday on which it always comes."""
APART = timedelta(days=28)
"""Never twice within this."""
WORTH_OFFERING = timedelta(days=14)
"""An offer that could not be sent within this (snooze, caps) is stale."""


@dataclass(frozen=True, slots=True)
class Stock:
    """When a pair is offered to take stock next (None: not planned yet), and when it was last."""

    next_at: datetime | None = None
    last_at: datetime | None = None


def following(mentorship: Mentorship, stock: Stock, now: datetime) -> Stock:
    """The same with the next regular offer after `now`: whole quarters after the introduction."""
    return replace(stock, next_at=_first(mentorship, stock, WEEKS, now))


def brought_forward(mentorship: Mentorship, stock: Stock, now: datetime) -> Stock:
    """The same with the offer on the next weekday of the introduction that is no echo, unless one comes sooner anyway."""
    soon = _first(mentorship, stock, 1, now + NO_ECHO)
    return replace(stock, next_at=soon if stock.next_at is None else min(soon, stock.next_at))


def offer(mentorship: Mentorship, stock: Stock, now: datetime) -> Decision:
    """Offer it to each, in the same words, each at their hour of their own day."""
    assert stock.next_at is not None
    day = _day(mentorship, stock.next_at)
    return Decision(
        notices=tuple(
            Notice(
                kind="stages.take_stock",
                to=ToPerson(member.person.id),
                key=f"stock:{mentorship.id}:{int(stock.next_at.timestamp())}:{member.person.id}",
                due=_awake(max(now, cadence.asking_time(day, member.person.habits)), member),
                latest=now + WORTH_OFFERING,
                about={"mentorship": mentorship.id},
                unasked=True,
            )
            for member in mentorship.members
        )
    )


def _awake(moment: datetime, member: Member) -> datetime:
    return cadence.waking_moment(moment, member.person.habits)


def _first(mentorship: Mentorship, stock: Stock, weeks: int, after: datetime) -> datetime:
    """The first morning that is a multiple of so many weeks after the introduction, after that moment and far enough
    from the last offer."""
    begun = cadence.local(mentorship.introduced_at, mentorship.members[0].person.zone).date()
    not_before = after if stock.last_at is None else max(after, stock.last_at + APART)
    times = 1
    while (moment := _morning(mentorship, begun + timedelta(weeks=weeks * times))) <= not_before:
        times += 1
    return moment


def _morning(mentorship: Mentorship, day: date) -> datetime:
    """The first 9:00 among the members' own on this day, or on the working day after it."""
    day = cadence.working_day(day)
    return min(cadence.at(day, cadence.MORNING, member.person.zone) for member in mentorship.members)


def _day(mentorship: Mentorship, moment: datetime) -> date:
    """The day of which this is the first 9:00: nobody's calendar is further."""
    return max(cadence.local(moment, member.person.zone).date() for member in mentorship.members)
