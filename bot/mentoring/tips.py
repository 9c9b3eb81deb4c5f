"""Tips: one small thing for a mentor to try, on a fixed day, never the echo of an answer (field guide, sections 9 and 14)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.life import Life
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId

EVERY = timedelta(weeks=2)
FIRST_AFTER = timedelta(days=14)
KEEPS = timedelta(hours=10)
"""A tip that cannot go out on its day is dropped: on another day it could look like an answer to something."""
NO_ECHO = timedelta(days=2)
"""What the mentee answered in this time weighs in nowhere."""
CONDITIONS = ("support", "challenge", "vision")
NEWEST, LATELY = 3, timedelta(days=90)
LOW = 3.0
"""A mean of the mentee's newest answers below which a condition is lacking."""
ROUND = 4
"""So many tips in a row are about one condition. A year has seven rounds at the most, and tells no more than seven draws."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip as the bank holds it. `condition` is support, challenge or vision, `function` what of it the tip does."""

    id: str
    text: str
    condition: str
    function: str


@dataclass(frozen=True, slots=True)
class TipPlan:
    """When a mentor's next tip comes (None: there are no more), and the ids of those they had, oldest first."""

    mentorship: MentorshipId
    person: PersonId
    next_at: datetime | None
    given: tuple[str, ...] = ()


def begin(mentorship: MentorshipId, member: Member, now: datetime) -> TipPlan:
    """The first tip comes two weeks after the introduction, on the day on which this mentor is asked about it."""
    habits = cadence.fixed_day(member.person.habits, [now])
    first = cadence.local(now, habits.zone).date() + FIRST_AFTER
    return TipPlan(mentorship, member.person.id, cadence.asking_moment(first, habits))


def lacking(life: Life, now: datetime) -> str | None:
    """The condition that the mentee's newest answers miss most; None where none is low. It leaves this module only as
    a second lot in the drawing of a round."""
    means = {}
    for condition in CONDITIONS:
        newest = life.answers(condition, now - LATELY)[-NEWEST:]
        if newest:
            means[condition] = sum(each.number for each in newest) / len(newest)
    lowest = min(means, key=lambda condition: (means[condition], condition), default=None)
    return lowest if lowest is not None and means[lowest] < LOW else None


def lots(lacking: str | None) -> tuple[str, ...]:
    """What the condition of a round is drawn from, each lot as likely as the others: one for each condition, and a second
    one for what is lacking."""
    return CONDITIONS if lacking is None else (*CONDITIONS, lacking)


def choose(tips: Sequence[Tip], *, given: Sequence[str], lacking: str | None, seed: int) -> Tip:
    """The tip for this time. What is lacking weighs in where a round begins and nowhere else; how much that tells stands
    in docs/decisions/21. The functions of a condition take turns, and no tip comes again before all of its function have
    come. The same `seed` draws the same."""
    known = {tip.id: tip for tip in tips}
    round_so_far = given[len(given) - len(given) % ROUND :]
    condition = next((known[id].condition for id in round_so_far if id in known), None)
    if condition is None:
        condition = lots(lacking)[seed % len(lots(lacking))]
    latest = {known[id].function: nth for nth, id in enumerate(given) if id in known}
    return min(
        [tip for tip in tips if tip.condition == condition] or tips,
        key=lambda tip: (latest.get(tip.function, -1), given.count(tip.id), _number(f"{seed}:{tip.id}")),
    )


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def come_due(
    plan: TipPlan,
    mentorship: Mentorship,
    tips: Sequence[Tip],
    *,
    lacking: str | None,
    in_peace: bool,
    now: datetime,
    beside: Sequence[datetime] = (),
) -> Decision:
    """What happens when a tip's moment has come: the tip, if that day is today, and the next moment two weeks on. After
    the last day of the program there are no more. It waits for the mentor's day for questions where that is another by now;
    `beside`: when the other mentorships of this mentor began, which share one."""
    habits = cadence.fixed_day(mentorship.member(plan.person).person.habits, (mentorship.introduced_at, *beside))
    day = None if plan.next_at is None else cadence.local(plan.next_at, habits.zone).date()
    if plan.next_at is None or day is None or day > mentorship.end:
        return Decision(changes=(replace(plan, next_at=None),))
    at_its_hour = cadence.asking_moment(day, habits)
    if at_its_hour > plan.next_at:
        return Decision(changes=(replace(plan, next_at=at_its_hour),))
    while (following := cadence.asking_moment(day + EVERY, habits)) <= now:
        day += EVERY
    if in_peace or now > plan.next_at + KEEPS:
        return Decision(changes=(replace(plan, next_at=following),))
    which = f"{plan.mentorship}:{plan.person}:{plan.next_at:%Y-%m-%d}"
    tip = choose(tips, given=plan.given, lacking=lacking, seed=_number(which))
    notice = Notice(
        kind="tips.tip",
        to=ToPerson(plan.person),
        key=f"tip:{which}",
        due=plan.next_at,
        latest=plan.next_at + KEEPS,
        about={"mentorship": plan.mentorship, "tip": tip.id},
        unasked=True,
    )
    return Decision(changes=(replace(plan, next_at=following, given=(*plan.given, tip.id)),), notices=(notice,))
