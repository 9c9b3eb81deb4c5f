"""Skipping one of the nine steps: one wishes it, the others are asked, and it is skipped when all wish it (section 4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.mentorship import Member, Mentorship
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId

WORTH_ASKING = timedelta(days=14)
WORTH_TELLING = timedelta(days=7)


def wish(mentorship: Mentorship, person: PersonId, wishing: Collection[PersonId], now: datetime) -> Decision:
    """Somebody wishes to skip the step they are in; who has not wished it yet is asked, the first time."""
    asked = () if wishing else (each for each in mentorship.others(person))
    return _said(mentorship, person, "yes", now) + Decision(
        notices=tuple(_notice(mentorship, member, "steps.skip", WORTH_ASKING, now) for member in asked)
    )


def keep(mentorship: Mentorship, person: PersonId, wishing: Collection[PersonId], now: datetime) -> Decision:
    """Somebody wishes to keep it: all words about it are taken back, and who wished to skip it is told that it stays."""
    told = (each for each in mentorship.others(person) if each.person.id in wishing)
    return _said(mentorship, person, "no", now) + Decision(
        notices=tuple(_notice(mentorship, member, "steps.kept", WORTH_TELLING, now) for member in told),
        withdrawn=(f"steps.skip:{mentorship.id}:{mentorship.step}:*",),
    )


def _said(mentorship: Mentorship, person: PersonId, value: str, now: datetime) -> Decision:
    piece = Evidence(now, What.SKIP_FELT, by=person, topic=mentorship.step or "", value=value)
    return Decision(evidence=((mentorship.id, piece),))


def _notice(mentorship: Mentorship, member: Member, kind: str, worth: timedelta, now: datetime) -> Notice:
    """What somebody's partner waits for or is told, so that no cap holds it back."""
    step = mentorship.step or ""
    return Notice(
        kind=kind,
        to=ToPerson(member.person.id),
        key=f"{kind}:{mentorship.id}:{step}:{int(now.timestamp())}:{member.person.id}",
        due=cadence.waking_moment(now, member.person.habits),
        latest=now + worth,
        about={"mentorship": mentorship.id, "step": step},
    )
