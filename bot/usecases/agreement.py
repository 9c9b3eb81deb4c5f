"""The agreement as its members read, write, sign and change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.mentoring import agreement as agreements
from bot.mentoring.agreement import Agreement, PageEdit
from bot.mentoring.agreement_changes import Overlap, overlap
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId
from bot.mentoring.milestones import Kind
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.standing import Waiting
from bot.ports import Posted
from bot.usecases import looks, milestones
from bot.usecases.sweeping import one_by_one
from storage.planned import Planned
from storage.store import Work

NUDGED_WITHIN = timedelta(days=18)
"""Since when an introduction may have nudges to plan: the last of them and a few days of standing still."""


OFFERED = timedelta(days=14)
"""How long after the last signature it waits in Home that the meetings can be planned."""


class Reading(NamedTuple):
    """An agreement as one of its members sees it; `signed` is the last version before the newest that they signed."""

    mentorship: Mentorship
    me: Member
    newest: Agreement | None
    now: datetime
    signed: Agreement | None = None

    @property
    def seen(self) -> int:
        """The revision that is shown."""
        return self.newest.revision if self.newest else 0

    @property
    def open_page(self) -> int | None:
        """Where to go on writing; None where it can be signed."""
        return self.newest.terms.first_open_page() if self.newest else 1


class PageSaved(NamedTuple):
    """What came of sending in a page. Where it was `overtaken`, nothing was kept."""

    reading: Reading
    overtaken: Overlap | None = None


class Signing(NamedTuple):
    """What came of signing. Where it had `changed` since it was read, nothing was signed. `asked`: where the messages
    stand that asked for this name, by conversation and ts."""

    reading: Reading
    changed: bool = False
    asked: tuple[Posted, ...] = ()


class Versions(NamedTuple):
    """Every version of an agreement, newest first."""

    reading: Reading
    versions: tuple[Agreement, ...]


def read(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Reading:
    """The newest version. Raises Refusal: not a member, or ended."""
    person = work.people.known(actor)
    mentorship = work.mentorships.for_member(id, person.id)
    newest = work.agreements.newest(id)
    earlier = work.agreements.versions(id)[1:] if newest is not None and newest.version > 1 else []
    return Reading(mentorship, mentorship.member(person.id), newest, now, _signed_last(earlier, person))


def _signed_last(versions: Sequence[Agreement], person: Person) -> Agreement | None:
    return next((each for each in versions if each.signed_by(person.id)), None)


def save_page(work: Work, actor: Handle, edit: PageEdit, *, now: datetime) -> PageSaved:
    """Keep one page of the draft. Raises Refusals at its fields; keeps nothing where somebody else was faster."""
    reading = read(work, actor, edit.mentorship, now=now)
    agreements.check(edit)
    overtaken = overlap(reading.newest, edit)
    if overtaken is not None:
        return PageSaved(reading, overtaken)
    me = reading.me.person.id
    work.record(agreements.save_page(reading.mentorship, reading.newest, edit, by=me, now=now))
    return PageSaved(read(work, actor, edit.mentorship, now=now))


def sign(work: Work, actor: Handle, id: MentorshipId, *, seen: int, now: datetime) -> Signing:
    """Sign the revision that was read. Raises Refusal where something is open that has to be said first."""
    reading = read(work, actor, id, now=now)
    newest, mentorship = reading.newest, reading.mentorship
    if newest is None or newest.revision != seen:
        return Signing(reading, changed=True)
    if reading.open_page is not None:
        raise Refusal("agreement.open")
    work.record(agreements.sign(mentorship, newest, by=reading.me.person.id, now=now))
    after = read(work, actor, id, now=now)
    if after.newest is not None and after.newest.holds(mentorship):
        _go_on_as_planned(work, after.newest, now)
        milestones.reached(work, mentorship, Kind.AGREEMENT_SIGNED, 0, now)
        milestones.ask_consent(work, mentorship, now)
    looks.look_at(work, id, now)
    places = map(work.outbox.place_of, agreements.asked_keys(newest, reading.me.person.id))
    return Signing(after, asked=tuple(place for place in places if place is not None))


def _go_on_as_planned(work: Work, newest: Agreement, now: datetime) -> None:
    """Where the new version has the rhythm of the series that goes on, there is nothing to plan anew."""
    series = work.series.of(newest.mentorship)
    if series is None or series.version == newest.version:
        return
    planned = next(each for each in work.agreements.versions(newest.mentorship) if each.version == series.version)
    if planned.terms.schedule == newest.terms.schedule:
        work.record(Decision(changes=(replace(newest, planned_at=now), replace(series, version=newest.version))))


def versions(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Versions:
    """Every version, newest first; to be read after the end too. Raises Refusal: not a member; ended with nothing to
    read."""
    person = work.people.known(actor)
    mentorship = work.mentorships.of_member(id, person.id)
    found = tuple(work.agreements.versions(id))
    if not found:
        mentorship = work.mentorships.for_member(id, person.id)
    newest, *earlier = found or (None,)
    me = mentorship.member(person.id)
    return Versions(Reading(mentorship, me, newest, now, _signed_last(earlier, person)), found)


def in_force(work: Work, id: MentorshipId) -> Agreement | None:
    """The newest version that all members have signed; a change that waits for signatures leaves it in force."""
    mentorship = work.mentorships.get(id)
    return next((each for each in work.agreements.versions(id) if each.holds(mentorship)), None)


def all_signed(work: Work, id: MentorshipId) -> bool:
    """Whether an agreement is in force."""
    return in_force(work, id) is not None


def waiting(work: Work, person: Person, mentorship: Mentorship, now: datetime) -> list[Waiting]:
    """The agreement that is to be begun or finished, or the version that waits for this person's name."""
    newest = work.agreements.newest(mentorship.id)
    if newest is None:
        return [Waiting("agreement.draft", mentorship.id, mentorship.introduced_at)]
    if newest.signed_by(person.id) is not None:
        return _to_plan(mentorship, newest, now)
    if newest.terms.first_open_page() is not None:
        return [Waiting("agreement.begun", mentorship.id, newest.edited_at)]
    signed = [each.person.first_name for each in _members(mentorship, newest)]
    return [Waiting("agreement.sign", mentorship.id, newest.edited_at, {"names": signed, "version": newest.version})]


def _to_plan(mentorship: Mentorship, newest: Agreement, now: datetime) -> list[Waiting]:
    """The agreed rhythm, for a while after the last signature: the meetings can be planned by it. No statement."""
    if newest.planned_at is not None or mentorship.closing_since is not None or not newest.holds(mentorship):
        return []
    since = max(signature.signed_at for signature in newest.signatures)
    return [Waiting("series.plan", mentorship.id, since)] if now < since + OFFERED else []


def asked_to_sign(work: Work, person: Person, mentorship: Mentorship) -> list[str]:
    """The first names of those who have yet to sign what this person signed."""
    newest = work.agreements.newest(mentorship.id)
    if newest is None or newest.signed_by(person.id) is None:
        return []
    return [each.person.first_name for each in mentorship.members if newest.signed_by(each.person.id) is None]


def _members(mentorship: Mentorship, version: Agreement) -> list[Member]:
    return [member for member in mentorship.members if version.signed_by(member.person.id) is not None]


def nudge(work: Work, now: datetime) -> None:
    """A sweep: plan the nudges of those who were introduced lately and have not signed."""

    def plan(id: MentorshipId) -> None:
        if not all_signed(work, id):
            work.record(agreements.nudges(work.mentorships.get(id)))

    one_by_one(work, "agreement.nudge", work.agreements.introduced_since(now - NUDGED_WITHIN), plan)


class Invitation(NamedTuple):
    """What a message about somebody's signature needs: who signed or changed, which version, and which earlier one is
    `holding` until this one does; 0 where none is."""

    mentorship: MentorshipId
    by: Person
    version: int
    holding: int = 0


class Nudge(NamedTuple):
    """What a nudge needs; `begun` says whether anything is written yet, `short` that it is one of several in a message."""

    mentorship: MentorshipId
    others: tuple[str, ...]
    begun: bool
    short: bool = False


class Signed(NamedTuple):
    """What "You have an agreement" needs."""

    mentorship: Mentorship
    agreement: Agreement
    now: datetime

    @property
    def at(self) -> datetime:
        """When the last of them signed."""
        return max(signature.signed_at for signature in self.agreement.signatures)


def to_sign(work: Work, row: Planned, now: datetime) -> Invitation:
    """Somebody signed; the others are asked, unless they have signed or it changed meanwhile."""
    newest = _still_unsigned(work, row)
    if newest.version != row.about["version"]:
        raise Unwanted("a newer version")
    return _invitation(work, row, newest)


def changed(work: Work, row: Planned, now: datetime) -> Invitation:
    """What somebody had signed was changed; unless they have signed the newest version already."""
    return _invitation(work, row, _still_unsigned(work, row))


def _still_unsigned(work: Work, row: Planned) -> Agreement:
    newest = work.agreements.newest(MentorshipId(row.about["mentorship"]))
    if newest is None or newest.signed_by(_reader(row)) is not None:
        raise Unwanted("signed")
    return newest


def _reader(row: Planned) -> PersonId:
    assert isinstance(row.to, ToPerson)
    return row.to.person


def _invitation(work: Work, row: Planned, newest: Agreement) -> Invitation:
    holds = in_force(work, newest.mentorship)
    by = work.people.get(PersonId(row.about["by"]))
    return Invitation(newest.mentorship, by, newest.version, holding=holds.version if holds else 0)


def nudged(work: Work, row: Planned, now: datetime) -> Nudge:
    """A missing signature is named to who has not given it."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    newest = work.agreements.newest(mentorship.id)
    if all_signed(work, mentorship.id) or (newest is not None and newest.signed_by(_reader(row)) is not None):
        raise Unwanted("signed")
    others = tuple(each.person.first_name for each in mentorship.others(_reader(row)))
    return Nudge(mentorship.id, others, begun=newest is not None)


def signed(work: Work, row: Planned, now: datetime) -> Signed:
    """All have signed a version."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    version = next(each for each in work.agreements.versions(mentorship.id) if each.version == row.about["version"])
    return Signed(mentorship, version, now)


NOTICES = {
    "agreement.to_sign": to_sign,
    "agreement.changed": changed,
    "agreement.nudge": nudged,
    "agreement.signed": signed,
}
