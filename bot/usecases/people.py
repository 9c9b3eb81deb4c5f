"""Keeps what the chat says about people, and knows which mentorships they are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle, Person, Role
from bot.usecases import absences, check_ins
from prompts import english
from storage.store import Work


def remember(work: Work, profiles: Mapping[Handle, dict[str, Any]], *, now: datetime) -> None:
    """Keep these profiles, of new people and of known ones."""
    for handle, profile in profiles.items():
        _keep(work, handle, work.people.find(handle), profile, now)


def changed(work: Work, handle: Handle, profile: dict[str, Any], *, now: datetime) -> None:
    """The chat tells that a profile has changed (name, zone, deactivated): kept for people who are known already, and
    their questions move with them."""
    before = work.people.find(handle)
    if before is not None:
        _keep(work, handle, before, profile, now)


def gone(work: Work, handles: Sequence[Handle], *, now: datetime) -> None:
    """The chat tells, when something is to be sent, that these accounts are switched off."""
    for handle in handles:
        changed(work, handle, {"deactivated": True}, now=now)


def _keep(work: Work, handle: Handle, before: Person | None, profile: dict[str, Any], now: datetime) -> None:
    if before is not None and profile.get("deactivated"):
        profile = {"deactivated": True}  # of an account that is off the chat tells neither zone nor locale
    after = work.people.remember(handle, profile)
    if before is None:
        return
    if after.habits != before.habits:
        check_ins.follow(work, after, before.habits, now=now)
    absences.noticed(work, after, now)


class Choice(NamedTuple):
    """A mentorship as one of its members calls it: by the others' first names. Where two are called alike, the full
    names and one's own role tell them apart."""

    id: MentorshipId
    names: str
    full_names: str
    mine: Role


def active_mentorships(work: Work, actor: Handle) -> list[Choice]:
    """The mentorships a person is in, oldest first."""
    person = work.people.known(actor)
    return [
        Choice(
            id=each.id,
            names=english.listed([other.person.first_name for other in each.others(person.id)]),
            full_names=english.listed([other.person.full_name for other in each.others(person.id)]),
            mine=each.member(person.id).role,
        )
        for each in work.mentorships.active_of(person.id)
    ]
