"""People whose account is switched off: their pairs rest, the others are told in the day, and all goes on when they are back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.mentoring import cadence, closure
from bot.mentoring.decision import Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import Person, PersonId

COUNTS_AFTER = timedelta(hours=4)
"""An account that was switched off by mistake is often back by then; nobody hears of it."""
UNTIL_BACK = timedelta(days=3650)
"""The pause of an absence has no end that is known."""
TELL_WITHIN = timedelta(days=14)
COMES_BACK_WITHIN = timedelta(days=183)
"""How long the word that a mentorship has ended waits for who is gone."""


def begins(person: Person, of: Iterable[MentorshipId], now: datetime) -> Decision:
    """An account is found switched off: the pairs' clocks stand still from now on. It counts, and is told, on that person's own
    next working morning, if it is still so."""
    counts = cadence.working_morning(now + COUNTS_AFTER, person.habits)
    return Decision(
        changes=(replace(person, gone_since=now, gone_counts_at=counts),),
        evidence=_rest(person.id, of, until=now + UNTIL_BACK, now=now),
    )


def ends(person: Person, of: Iterable[MentorshipId], now: datetime) -> Decision:
    """The account is back: the clocks go on, and what was not told yet is not told any more."""
    quiet = max(now, person.snoozed_until or now)
    return Decision(
        changes=(replace(person, gone_since=None, gone_counts_at=None),),
        evidence=_rest(person.id, of, until=quiet, now=now),
        withdrawn=(f"absence:{person.id}:*",),
    )


def _rest(person: PersonId, of: Iterable[MentorshipId], *, until: datetime, now: datetime) -> Traces:
    piece = Evidence(now, What.SNOOZED, person, value=str(int(until.timestamp())))
    return tuple((id, piece) for id in of)


def counted(person: Person) -> Decision:
    """Its morning has come; it counts once."""
    return Decision(changes=(replace(person, gone_counts_at=None),))


def told_key(gone: Person, to: PersonId) -> str:
    """Under which key somebody is told once of an absence, in however many pairs the two are."""
    assert gone.gone_since is not None
    return f"absence:{gone.id}:{int(gone.gone_since.timestamp())}:{to}"


def tell_partners(mentorship: Mentorship, gone: Person, now: datetime) -> Decision:
    """Tell the others of a mentorship, in their day; who is gone too hears nothing."""
    others = [each.person for each in mentorship.others(gone.id) if not each.person.deactivated]
    return Decision(
        notices=tuple(
            _notice("absences.gone", gone, each, told_key(gone, each.id), now, mentorship=mentorship.id)
            for each in others
        )
    )


def tell_coordinator(coordinator: Person, gone: Person, now: datetime) -> Decision:
    """Tell a coordinator, once for all pairs of who is gone, with what can be done."""
    key = f"{told_key(gone, coordinator.id)}:coordinator"
    return Decision(notices=(_notice("absences.replace", gone, coordinator, key, now),))


def tell_back(
    back: Person,
    to: Person,
    key: str,
    now: datetime,
    mentorship: MentorshipId | None = None,
    *,
    untold: bool = False,
) -> Decision:
    """Tell somebody that it goes on; `untold`: they had not been told that it rested."""
    about: dict[str, int] = {} if mentorship is None else {"mentorship": mentorship}
    if untold and back.gone_since is not None:
        about["untold_since"] = int(back.gone_since.timestamp())
    return Decision(notices=(_notice("absences.back", back, to, key, now, **about),))


def _notice(kind: str, of: Person, to: Person, key: str, now: datetime, **about: int) -> Notice:
    due = in_their_day(now, to.habits)
    return Notice(
        kind=kind, to=ToPerson(to.id), key=key, due=due, latest=due + TELL_WITHIN, about={"person": of.id, **about}
    )


def in_their_day(now: datetime, habits: Habits) -> datetime:
    """Now, if it is a working day there and nobody sleeps; otherwise the next working morning."""
    if cadence.is_working_day(cadence.local(now, habits.zone).date(), habits) and not cadence.is_quiet(now, habits):
        return now
    return cadence.working_morning(now, habits)


def replaced(mentorship: Mentorship, stays: Sequence[Person], by: PersonId, now: datetime) -> Decision:
    """Who is left behind is paired anew, so this mentorship ends; they are told, and the plan stays to be read. Who is gone
    reads it when they are back."""
    told = tuple(
        Notice(
            kind="absences.replaced",
            to=ToPerson(each.id),
            key=f"absences.replaced:{mentorship.id}:{each.id}",
            due=in_their_day(now, each.habits),
            latest=now + TELL_WITHIN,
            about={"mentorship": mentorship.id, "by": by, "after_end": 1},
        )
        for each in stays
    )
    gone = tuple(
        Notice(
            kind="pairing.ended",
            to=ToPerson(member.person.id),
            key=f"pairing.ended:{mentorship.id}:{member.person.id}:{int(now.timestamp())}",
            due=now,
            latest=now + COMES_BACK_WITHIN,
            about={"mentorship": mentorship.id, "by": by, "after_end": 1},
        )
        for member in mentorship.members
        if member.person.deactivated
    )
    return closure.end(mentorship, now=now) + Decision(notices=told + gone)
