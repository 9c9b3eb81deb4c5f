"""Keeps what the chat says about people, and knows which mentorships they are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle, Role
from bot.usecases import check_ins
from prompts import english
from storage.store import Work


def remember(work: Work, profiles: Mapping[Handle, dict[str, Any]]) -> None:
    """Keep these profiles, of new people and of known ones."""
    for handle, profile in profiles.items():
        work.people.remember(handle, profile)


def changed(work: Work, handle: Handle, profile: dict[str, Any], *, now: datetime) -> None:
    """The chat tells that a profile has changed (name, zone, deactivated): kept for people who are known already, and
    their questions move with them."""
    before = work.people.find(handle)
    if before is None:
        return
    after = work.people.remember(handle, profile)
    if after.habits != before.habits:
        check_ins.follow(work, after, before.habits, now=now)


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
