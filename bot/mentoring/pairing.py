"""Pairing: beginning a mentorship, one or many at once; a coordinator may end one and take it up again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.mentoring import cadence, closure, steps, tips
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.notices import Notice, ToGroup, ToPerson
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.refusals import Checks, Refusal


@dataclass(frozen=True, slots=True)
class PairRequest:
    """What a coordinator asks for; dates are local days, `power` is the explicit "yes, knowingly" of section 14."""

    mentor: Handle
    mentee: Handle
    model: Model
    start: date
    end: date
    power: bool
    celebration_channel: str | None = None


def check_pair(request: PairRequest, mentor: Person, mentee: Person, *, today: date) -> None:
    """Raise `Refusals`, each at its field, where these two cannot be paired as asked; `today` is the coordinator's."""
    checks = Checks()
    if mentor.id == mentee.id:
        checks.refuse("pairing.same_person", field="mentee", name=mentor.first_name)
    for field, person in (("mentor", mentor), ("mentee", mentee)):
        if person.is_bot:
            checks.refuse("pairing.is_bot", field=field, name=person.full_name)
        elif person.deactivated:
            checks.refuse("pairing.deactivated", field=field, name=person.full_name)
    if request.end <= request.start:
        checks.refuse("pairing.end_before_start", field="end", start=request.start)
    elif request.end <= today:
        checks.refuse("pairing.end_passed", field="end", today=today)
    checks.done()


def pair(
    request: PairRequest, *, id: MentorshipId, mentor: Person, mentee: Person, coordinator: Person, now: datetime
) -> Decision:
    """Begin a mentorship and introduce both in a group conversation, when neither is in quiet hours.

    Raises `Refusals` at the fields of the form. The unique roster is checked by storage, under two clicks at once too.
    """
    check_pair(request, mentor, mentee, today=cadence.local(now, coordinator.zone).date())
    members = (Member(mentor, Role.MENTOR), Member(mentee, Role.MENTEE))
    begun = Mentorship(
        id=id,
        team=mentor.handle.team,
        enterprise=mentor.handle.enterprise,
        model=request.model,
        start=request.start,
        end=request.end,
        power=request.power,
        members=tuple(
            replace(member, next_check_in_at=cadence.first_check_in(now, member.person.habits)) for member in members
        ),
        introduced_at=now,
        paired_by=coordinator.id,
        celebration_channel=request.celebration_channel,
        step=steps.FIRST if request.model is Model.NINE_STEP else None,
    )
    return Decision(
        changes=(begun, *(tips.begin(id, each, now) for each in begun.members if each.role is Role.MENTOR)),
        notices=(_introduction(begun, f"introduction:{id}", now),),
        evidence=((id, Evidence(now, What.INTRODUCED)),),
    )


def _introduction(mentorship: Mentorship, key: str, now: datetime) -> Notice:
    group = [member.person.habits for member in mentorship.members]
    return Notice(
        kind="pairing.introduction",
        to=ToGroup(mentorship.id),
        key=key,
        due=cadence.group_moment(now, group) or now,
        latest=now + timedelta(days=30),
        about={"mentorship": mentorship.id},
    )


def end(mentorship: Mentorship, *, by: PersonId, introduced: bool, now: datetime) -> Decision:
    """A coordinator ends a mentorship: nothing more goes out but the word that it has ended, in each one's own morning.

    Who was never introduced hears nothing at all. Raises Refusal when it has ended already.
    """
    if mentorship.is_ended:
        raise Refusal("pairing.ended_already")
    if not introduced:
        return closure.end(mentorship, now=now)
    told = tuple(
        _to_member(mentorship, member, "pairing.ended", by, cadence.working_morning(now, member.person.habits), now)
        for member in mentorship.members
    )
    return closure.end(mentorship, now=now) + Decision(notices=told)


def reopen(mentorship: Mentorship, *, by: PersonId, introduced: bool, now: datetime) -> Decision:
    """A coordinator takes an ended mentorship up again: questions begin anew, and both are told; or introduced, if
    that had never come to pass.

    Raises Refusal when it goes on already, or somebody's account is switched off. The unique roster is checked by storage.
    """
    if not mentorship.is_ended:
        raise Refusal("pairing.goes_on_already")
    for member in mentorship.members:
        if member.person.deactivated:
            raise Refusal("pairing.gone", name=member.person.full_name)
    members = tuple(
        replace(member, leaving=None, next_check_in_at=cadence.first_check_in(now, member.person.habits))
        for member in mentorship.members
    )
    taken_up = replace(mentorship, ended_at=None, members=members)
    if not introduced:
        taken_up = replace(taken_up, introduced_at=now)
        key = f"introduction:{mentorship.id}:{int(now.timestamp())}"
        return Decision(changes=(taken_up,), notices=(_introduction(taken_up, key, now),))
    return Decision(
        changes=(taken_up,),
        notices=tuple(
            _to_member(taken_up, member, "pairing.reopened", by, cadence.waking_moment(now, member.person.habits), now)
            for member in members
        ),
        withdrawn=(f"pairing.ended:{mentorship.id}:*", f"closure:{mentorship.id}:*"),
    )


def _to_member(mentorship: Mentorship, member: Member, kind: str, by: PersonId, due: datetime, now: datetime) -> Notice:
    return Notice(
        kind=kind,
        to=ToPerson(member.person.id),
        key=f"{kind}:{mentorship.id}:{member.person.id}:{int(now.timestamp())}",
        due=due,
        latest=due + timedelta(days=14),
        about={"mentorship": mentorship.id, "by": by, "after_end": 1},
    )
