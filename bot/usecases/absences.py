"""Notices that accounts are switched off and on again, says so to whom it concerns, and makes room for a new pair."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from bot.mentoring import absences, appointments, cadence
from bot.mentoring.appointments import Appointment
from bot.mentoring.decision import NOTHING
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import ToPerson, Unwanted
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, Person, PersonId, Role
from bot.mentoring.refusals import Refusal
from bot.usecases import closure, pairing, series, signals
from bot.usecases.invitations import with_files
from bot.usecases.sweeping import one_by_one
from prompts import english
from storage.planned import Planned
from storage.store import Work


class Gone(NamedTuple):
    """What a partner reads: whose account is off, in which role they were, which meetings are called off by that, and
    who will see how it goes on."""

    gone: Person
    me: Person
    called_off: tuple[Appointment, ...]
    coordinator: str | None


class LeftBehind(NamedTuple):
    """A pair that rests, as its coordinator sees it: who is left in it, and whom it lacks; no role where both are gone."""

    mentorship: MentorshipId
    stays: str
    lacks: Role | None


class Replacing(NamedTuple):
    """What a coordinator reads: whose account is off since which day of theirs, and the pairs that rest for it."""

    gone: Person
    since: date
    today: date
    pairs: tuple[LeftBehind, ...]


class Back(NamedTuple):
    """What is read when somebody is back: by themselves, with the first names of the `others`; by the partner in a
    `mentorship`, with the next meeting, if one is set, and what was `called_off` where they had not been told yet; or by a
    coordinator."""

    back: Person
    me: Person
    others: str = ""
    mentorship: MentorshipId | None = None
    meeting: Appointment | None = None
    called_off: tuple[Appointment, ...] = ()


class Replaced(NamedTuple):
    """What who was left behind reads once they are paired anew."""

    gone: str
    role: Role
    coordinator: str


class Vacancy(NamedTuple):
    """A mentorship that a coordinator makes a new pair from: who stays as what, and who is gone."""

    mentorship: Mentorship
    stays: Person
    role: Role
    gone: Person


def noticed(work: Work, person: Person, now: datetime) -> None:
    """The chat tells that an account has been switched off or on; told twice, it is told once."""
    if person.deactivated and person.gone_since is None:
        work.record(absences.begins(person, work.mentorships.ids_of(person.id), now))
    elif not person.deactivated and person.gone_since is not None:
        _back(work, person, now)


def _back(work: Work, person: Person, now: datetime) -> None:
    told = person.gone_counts_at is None
    ids = work.mentorships.ids_of(person.id)
    work.record(absences.ends(person, ids, now))
    for id in ids:
        work.outbox.hasten_of(id, reason=ACCOUNT_OFF, now=now)
        work.series.wake(id, now)
    work.outbox.hasten_to(person.id, reason=ACCOUNT_OFF, now=now)
    if told:
        _tell_back(work, person, now)


def _tell_back(work: Work, person: Person, now: datetime) -> None:
    """Whoever was told that somebody is gone is told that they are back, and so are they themselves. Whom the first word had
    not reached yet is told where a meeting was called off by then."""
    active = work.mentorships.active_of(person.id)
    for mentorship in active:
        series.take_up(work, mentorship.id, now)
        for other in mentorship.others(person.id):
            key = absences.told_key(person, other.person.id)
            told = work.outbox.has_gone_out(key)
            if (told or _off(work, mentorship.id, person.gone_since, now)) and not other.person.deactivated:
                decision = absences.tell_back(person, other.person, f"{key}:back", now, mentorship.id, untold=not told)
                work.record(decision)
    if active:
        key = absences.told_key(person, person.id)
        work.record(absences.tell_back(person, person, f"{key}:back", now))
    for coordinator in _coordinators(work, person):
        key = f"{absences.told_key(person, coordinator.id)}:coordinator"
        if work.outbox.has_gone_out(key):
            work.record(absences.tell_back(person, coordinator, f"{key}:back", now))


def _off(work: Work, id: MentorshipId, since: datetime | None, now: datetime) -> list[Appointment]:
    """The meetings ahead that were called off since then and were not set anew for the same time."""
    again = {each.starts for each in work.appointments.ahead(id, now)}
    off = [] if since is None else work.appointments.called_off_since(id, since)
    return [each for each in off if each.starts > now and each.starts not in again]


ACCOUNT_OFF = "an account is switched off"
"""Why notices wait while somebody of a mentorship is gone."""


def come_to_count(work: Work, now: datetime) -> None:
    """Sweep: those who are still gone on their morning. What is booked is called off, and it is told to whom it concerns."""
    one_by_one(work, "absences.come_to_count", work.people.gone_until(now), lambda each: _counts(work, each, now))


def _counts(work: Work, person: Person, now: datetime) -> None:
    for mentorship in work.mentorships.active_of(person.id):
        _call_off(work, mentorship, now)
        if work.outbox.has_gone_out(f"introduction:{mentorship.id}"):
            work.record(absences.tell_partners(mentorship, person, now))
    for coordinator in _coordinators(work, person):
        work.record(absences.tell_coordinator(coordinator, person, now))
    work.record(absences.counted(person))


def _call_off(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """What lies ahead does not take place; who has it in a calendar by a file of ours gets the newer one."""
    series.make_room(work, mentorship, now)
    off = NOTHING
    for each in work.appointments.booked(mentorship.id):
        if each.starts > now:
            off += appointments.called_off(each, now=now)
    work.record(with_files(work, mentorship, off, now))


def next_moment(work: Work) -> datetime | None:
    """When the next absence comes to count."""
    return work.people.next_gone()


def _coordinators(work: Work, person: Person) -> list[Person]:
    """Who is told of this person's pairs: of each the one who made it, or the first who is outside it."""
    found = [signals.coordinator_of(work, each) for each in work.mentorships.active_of(person.id)]
    return list({each.id: each for each in found if each is not None}.values())


def rests(mentorship: Mentorship) -> bool:
    """Whether somebody of it is gone."""
    return any(member.person.deactivated for member in mentorship.members)


def vacancy(work: Work, actor: Handle, id: MentorshipId) -> Vacancy:
    """Begin to pair anew who is left behind. Raises Refusal: not a coordinator, ended, everybody is there or gone."""
    pairing.require_coordinator(work, actor)
    mentorship = work.mentorships.get(id)
    if mentorship.is_ended:
        raise Refusal("pairing.ended_already")
    gone = [each for each in mentorship.members if each.person.deactivated]
    stays = [each for each in mentorship.members if not each.person.deactivated]
    if not gone:
        raise Refusal("absences.all_there")
    if not stays:
        raise Refusal("absences.nobody_left")
    return Vacancy(mentorship, stays[0].person, stays[0].role, gone[0].person)


def pair_anew(work: Work, actor: Handle, id: MentorshipId, request: PairRequest, *, now: datetime) -> MentorshipId:
    """Pair who is left behind with somebody else; the mentorship before ends with that. Raises Refusal(s): as pairing does, as
    `vacancy`, and at their field where it is somebody else who would be paired."""
    found = vacancy(work, actor, id)
    named = request.mentor if found.role is Role.MENTOR else request.mentee
    if work.people.known(named).id != found.stays.id:
        name, role = found.stays.first_name, found.role.value
        raise Refusal(f"absences.other_{role}", field=role, name=name)
    to = pairing.pair(work, actor, request, now=now)
    closure.clear(work, id, now=now)
    work.record(absences.replaced(work.mentorships.get(id), [found.stays], work.people.known(actor).id, now))
    return to


def gone(work: Work, row: Planned, now: datetime) -> Gone:
    """Gather what a partner reads. Raises Unwanted where who was gone is back."""
    person, me = _still_gone(work, row), work.people.get(_reader(row))
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    coordinator = signals.coordinator_of(work, mentorship)
    return Gone(
        gone=person,
        me=me,
        called_off=tuple(_off(work, mentorship.id, person.gone_since, now)),
        coordinator=None if coordinator is None else coordinator.first_name,
    )


def replace(work: Work, row: Planned, now: datetime) -> Replacing:
    """Gather what a coordinator reads. Raises Unwanted where who was gone is back, or nothing of theirs goes on."""
    person, me = _still_gone(work, row), work.people.get(_reader(row))
    pairs = [
        _left_behind(each) for each in work.mentorships.active_of(person.id) if signals.coordinator_of(work, each) == me
    ]
    if not pairs:
        raise Unwanted("nothing of theirs goes on")
    assert person.gone_since is not None
    since, today = (cadence.local(moment, me.zone).date() for moment in (person.gone_since, now))
    return Replacing(person, since, today, tuple(pairs))


def _left_behind(mentorship: Mentorship) -> LeftBehind:
    stays = [each for each in mentorship.members if not each.person.deactivated]
    gone = next(each for each in mentorship.members if each.person.deactivated)
    names = english.listed([each.person.full_name for each in stays or mentorship.members])
    return LeftBehind(mentorship.id, names, gone.role if stays else None)


def back(work: Work, row: Planned, now: datetime) -> Back:
    """Gather what is read when somebody is back. Raises Unwanted where they are gone again."""
    person = work.people.get(PersonId(row.about["person"]))
    if person.deactivated:
        raise Unwanted("gone again")
    me = work.people.get(_reader(row))
    if me.id != person.id:
        if "mentorship" not in row.about:
            return Back(person, me)
        id = MentorshipId(row.about["mentorship"])
        found = Back(person, me, mentorship=id, meeting=work.appointments.next(id, now))
        if "untold_since" not in row.about:
            return found
        off = _off(work, id, datetime.fromtimestamp(row.about["untold_since"], UTC), now)
        if not off:
            raise Unwanted("nothing is missing")
        return found._replace(called_off=tuple(off))
    others = [other.person.first_name for each in work.mentorships.active_of(me.id) for other in each.others(me.id)]
    if not others:
        raise Unwanted("nothing of theirs goes on")
    return Back(person, me, english.listed(others))


def replaced(work: Work, row: Planned, now: datetime) -> Replaced:
    """Gather what who is paired anew reads of the mentorship before."""
    mentorship = work.mentorships.get(MentorshipId(row.about["mentorship"]))
    other = mentorship.others(_reader(row))[0]
    return Replaced(other.person.first_name, other.role, work.people.get(PersonId(row.about["by"])).full_name)


def _reader(row: Planned) -> PersonId:
    assert isinstance(row.to, ToPerson)
    return row.to.person


def _still_gone(work: Work, row: Planned) -> Person:
    person = work.people.get(PersonId(row.about["person"]))
    if not person.deactivated or person.gone_since is None:
        raise Unwanted("back again")
    return person


NOTICES = {
    "absences.gone": gone,
    "absences.replace": replace,
    "absences.back": back,
    "absences.replaced": replaced,
}
