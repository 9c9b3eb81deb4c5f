"""Leaving a mentorship in private, taking it back, and its end (field guide, section 14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Leaving, Member, Mentorship
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId

TELL_WITHIN = timedelta(days=30)
"""How late the others may still be told, should sending be impossible for long."""


def told_at(mentorship: Mentorship, by: PersonId, *, after: timedelta, now: datetime) -> datetime:
    """When the others would be told: 9:00 on the first working morning of their zone that is `after` from now.

    Where there are several others, the latest of their mornings, so that one day can be named to who leaves.
    """
    return max(cadence.working_morning(now + after, other.person.habits) for other in mentorship.others(by))


def leave(mentorship: Mentorship, by: PersonId, *, told: datetime, now: datetime) -> Decision:
    """Ask to leave: nothing is sent, and nothing changes for the others until `told`. Asked again, the first time stands."""
    member = mentorship.member(by)
    if member.leaving is not None:
        return NOTHING
    return Decision(changes=(mentorship.with_member(replace(member, leaving=Leaving(now, told))),))


def take_back(mentorship: Mentorship, by: PersonId) -> Decision:
    """Stay after all; nobody learns that it was asked. Taken back twice, it is taken back."""
    member = mentorship.member(by)
    if member.leaving is None:
        return NOTHING
    return Decision(changes=(mentorship.with_member(replace(member, leaving=None)),))


def first_to_leave(mentorship: Mentorship) -> Member | None:
    """Whose leaving counts where several asked: whose day comes first, then who asked first."""
    leavers = [(member.leaving, member) for member in mentorship.members if member.leaving is not None]
    if not leavers:
        return None
    return min(leavers, key=lambda each: (each[0].told_at, each[0].asked_at, each[1].person.id))[1]


def end(mentorship: Mentorship, *, now: datetime) -> Decision:
    """End it. Whatever was asked before is void; what is pending is withdrawn by who records this."""
    stays = tuple(replace(member, leaving=None, next_check_in_at=None) for member in mentorship.members)
    return Decision(changes=(replace(mentorship, members=stays, ended_at=now),))


def carry_out(mentorship: Mentorship, *, now: datetime) -> Decision:
    """End a mentorship somebody has left, and tell the others by the sentence that was shown to who left.

    Who left hears nothing. Where both asked, the earlier day ends it for both, and its sentence goes to the other one,
    as that was promised; the later promise is void with the mentorship. Nobody is told at night or at a weekend: where
    the day has passed (the companion stood still), it becomes the next working morning.
    """
    leaver = first_to_leave(mentorship)
    if leaver is None or leaver.leaving is None or now < leaver.leaving.told_at:
        return NOTHING
    others = mentorship.others(leaver.person.id)
    if not all(_can_be_told(now, other.person.habits) for other in others):
        morning = max(cadence.working_morning(now, other.person.habits) for other in others)
        later = replace(leaver, leaving=replace(leaver.leaving, told_at=morning))
        return Decision(changes=(mentorship.with_member(later),))
    told = tuple(
        Notice(
            kind="closure.told",
            to=ToPerson(other.person.id),
            key=f"closure:{mentorship.id}:{int(leaver.leaving.asked_at.timestamp())}:{other.person.id}",
            due=now,
            latest=now + TELL_WITHIN,
            about={"mentorship": mentorship.id, "by": leaver.person.id, "after_end": True},
            always=True,
        )
        for other in others
    )
    return end(mentorship, now=now) + Decision(notices=told)


def _can_be_told(now: datetime, habits: Habits) -> bool:
    return cadence.is_working_day(cadence.local(now, habits.zone).date(), habits) and not cadence.is_quiet(now, habits)
