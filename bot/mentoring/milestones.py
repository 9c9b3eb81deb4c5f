"""Milestones: what a pair has reached, once each, and how that is celebrated (A.celebrations; field guide, section 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Celebration, Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToChannel, ToGroup, ToPerson

TIME_TO_CHOOSE = timedelta(days=1)
"""The agreement is celebrated a day later: both have only then been asked whether it may be."""
KEEPS = timedelta(days=7)


class Kind(StrEnum):
    """What can be reached."""

    AGREEMENT_SIGNED = "agreement_signed"
    FIRST_MEETING = "first_meeting"
    GOAL_ACCOMPLISHED = "goal_accomplished"
    ALL_GOALS = "all_goals"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Milestone:
    """Reached once: `subject` tells two of a kind apart (a goal's id; 0 where there can be one alone)."""

    mentorship: MentorshipId
    kind: Kind
    subject: int
    reached_at: datetime


LEAST_FIRST = (Celebration.OFF, Celebration.COUNTS, Celebration.NAMES)


def allowed(mentorship: Mentorship) -> Celebration:
    """What the pair allows: the least that any member chose, silence being off. Nobody sees whose choice it was."""
    if mentorship.celebration_channel is None:
        return Celebration.OFF
    return min((member.celebration or Celebration.OFF for member in mentorship.members), key=LEAST_FIRST.index)


def office_moment(moment: datetime, habits: Habits) -> datetime:
    """This moment, or the next working morning where it lies outside working days, 9:00 to 17:00, there."""
    return moment if cadence.is_working_hour(moment, habits) else cadence.working_morning(moment, habits)


def good_moment(mentorship: Mentorship, now: datetime) -> datetime:
    """When to congratulate a pair in its own conversation: once nobody has a pause any more, and in the working hours
    of all where they share some. Good news wakes nobody and takes nobody's weekend."""
    people = [member.person for member in mentorship.members]
    awake = max([now, *(each.snoozed_until for each in people if each.snoozed_until is not None)])
    return cadence.shared_working_moment(awake, [each.habits for each in people]) or awake


def reached(mentorship: Mentorship, milestone: Milestone, *, office: Habits) -> Decision:
    """Keep a milestone and celebrate it: in the channel where the pair allows it, otherwise between the two.

    `office` is how the coordinator works who paired them: the channel keeps that person's working hours.
    """
    last = milestone.kind is Kind.ALL_GOALS
    return Decision(
        changes=(milestone,),
        notices=celebration(mentorship, milestone, office=office),
        # The last goal and "all goals" are one piece of news.
        withdrawn=(f"celebration:{mentorship.id}:{Kind.GOAL_ACCOMPLISHED}:*",) if last else (),
    )


def celebration(mentorship: Mentorship, milestone: Milestone, *, office: Habits) -> tuple[Notice, ...]:
    """How a milestone is celebrated as far as is known now; consent is asked again at the moment of sending."""
    now = milestone.reached_at
    if milestone.kind is Kind.AGREEMENT_SIGNED:
        if mentorship.celebration_channel is None:
            return ()
        return (in_channel(mentorship, milestone, due=office_moment(now + TIME_TO_CHOOSE, office)),)
    if allowed(mentorship) is Celebration.OFF:
        if milestone.kind is Kind.CLOSED:  # each has been told by then that it is closed
            return ()
        return (between(mentorship, milestone, now=now),)
    return (in_channel(mentorship, milestone, due=office_moment(now, office)),)


def in_channel(mentorship: Mentorship, milestone: Milestone, *, due: datetime, again: str = "") -> Notice:
    """The post in the celebration channel; `again` tells a second attempt from the first."""
    assert mentorship.celebration_channel is not None
    return Notice(
        kind="celebrations.post",
        to=ToChannel(mentorship.team, mentorship.celebration_channel, mentorship.enterprise),
        key=f"{_key(milestone)}:channel{again}",
        due=due,
        latest=due + KEEPS,
        about=_about(milestone),
    )


def between(
    mentorship: Mentorship, milestone: Milestone, *, now: datetime, latest: datetime | None = None, again: str = ""
) -> Notice:
    """The congratulation in the pair's own group conversation; `again` tells a later attempt from the first, which
    keeps to the `latest` moment of that one."""
    return Notice(
        kind="celebrations.between",
        to=ToGroup(mentorship.id),
        key=f"{_key(milestone)}:between{again}",
        due=good_moment(mentorship, now),
        latest=latest or now + KEEPS,
        about=_about(milestone),
    )


def ask_consent(mentorship: Mentorship, *, now: datetime) -> Decision:
    """Ask each member, once and in private, what may be told; nothing where there is no channel to tell it in."""
    if mentorship.celebration_channel is None:
        return Decision()
    return Decision(
        notices=tuple(
            Notice(
                kind="celebrations.consent",
                to=ToPerson(member.person.id),
                key=f"celebrations.consent:{mentorship.id}:{member.person.id}",
                due=now,
                latest=now + KEEPS,
                about={"mentorship": mentorship.id},
            )
            for member in mentorship.members
            if member.celebration is None
        )
    )


def _key(milestone: Milestone) -> str:
    return f"celebration:{milestone.mentorship}:{milestone.kind}:{milestone.subject}"


def _about(milestone: Milestone) -> dict[str, int | str]:
    return {
        "mentorship": milestone.mentorship,
        "milestone": str(milestone.kind),
        "subject": milestone.subject,
        **({"after_end": 1} if milestone.kind is Kind.CLOSED else {}),
    }
