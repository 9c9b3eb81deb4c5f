"""Keeps what the chat says about people, and knows which mentorships they are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog

from bot.mentoring.habits import is_zone
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.notices import ToChannel, ToGroup, ToPerson
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.usecases import absences, check_ins
from prompts import english
from storage.planned import Planned
from storage.store import Work
from storage.times import stamp

log = structlog.get_logger("people")
READ_ANEW = timedelta(days=1)
"""How old what the chat said of somebody may be when a message to them goes out; changes are told us in between."""
READ_ALL = timedelta(days=14)
"""How old it may be of anybody in a mentorship, whether or not a message goes to them."""
LOCALE = "en-GB"


def remember(work: Work, profiles: Mapping[Handle, dict[str, Any]], *, now: datetime) -> None:
    """Keep these profiles, of new people and of known ones, as read at `now`."""
    for handle, profile in profiles.items():
        _keep(work, handle, work.people.find(handle), profile, now)


def changed(work: Work, handle: Handle, profile: dict[str, Any], *, now: datetime) -> None:
    """What the chat says of a profile now (name, zone, deactivated): kept for people who are known already, and
    their questions move with them."""
    before = work.people.find(handle)
    if before is not None:
        _keep(work, handle, before, profile, now)


def gone(work: Work, profiles: Mapping[Handle, dict[str, Any]], *, now: datetime) -> None:
    """The chat tells, when something is to be sent, that these accounts are switched off: so it is, whatever was told before,
    and of whatever moment."""
    for handle, profile in profiles.items():
        before = work.people.find(handle)
        if before is not None:
            _keep(work, handle, before, profile, now, newest=True)


def _keep(
    work: Work,
    handle: Handle,
    before: Person | None,
    profile: dict[str, Any],
    now: datetime,
    *,
    newest: bool = False,
) -> None:
    if before is not None:
        at = profile.get("profile_changed_at")
        if not newest and not _is_newest(work, before, at):
            profile = {}
        elif profile.get("deactivated"):  # of an account that is off the chat tells neither zone nor locale
            profile = {"deactivated": True} | ({} if at is None else {"profile_changed_at": at})
    after = work.people.remember(handle, {**_placed(work, handle, before, profile), "profile_read_at": stamp(now)})
    if before is None:
        return
    if after.habits != before.habits:
        check_ins.follow(work, after, before.habits, now=now)
    absences.noticed(work, after, now)


def _is_newest(work: Work, person: Person, at: int | None) -> bool:
    """Whether no later change of this profile is kept already. Changes come in any order, and an event says more exactly when
    it was than a profile that was looked up: of the same second the event counts."""
    if at is None or not work.safeguards.event_once:
        return True
    kept = work.people.changed_at(person.id)
    return kept is None or at >= kept


def _placed(work: Work, handle: Handle, before: Person | None, profile: Mapping[str, Any]) -> dict[str, Any]:
    """The same profile, with a zone to count with: one that nobody knows becomes the workspace's, and what was said is noted;
    where none is said, what was known stays."""
    kept = dict(profile)
    said = kept.pop("zone", None)
    if said and is_zone(said):
        kept |= {"zone": said, "zone_said": None}
    elif said or before is None:
        kept |= {"zone": work.people.usual_zone(handle.team), "zone_said": said or ""}
        log.warning("a zone that is not known", user=handle.user, said=said, taken=kept["zone"])
    return kept if before is not None else {"locale": LOCALE, **kept}


def to_read_anew(work: Work, row: Planned, *, now: datetime, began: datetime) -> list[Handle]:
    """Those whom a message is for and whose profile was read more than a day ago, or before we `began` to be told of changes,
    or never."""
    if row.always or isinstance(row.to, ToChannel):
        return []
    ids = [row.to.person] if isinstance(row.to, ToPerson) else _members(work, row.to)
    return work.people.read_before(ids, max(now - READ_ANEW, min(began, now)), until=now + READ_ANEW)


def few_to_read_anew(work: Work, *, now: datetime, began: datetime, limit: int) -> list[Handle]:
    """Some of those in a mentorship whose profile was read before we `began` to be told of changes, or weeks ago: what changed
    while nobody listened, an account that is on again above all, shows in no message."""
    return work.people.oldest_read(max(now - READ_ALL, min(began, now)), limit=limit)


def _members(work: Work, group: ToGroup) -> list[PersonId]:
    return [member.person.id for member in work.mentorships.get(MentorshipId(group.mentorship)).members]


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
