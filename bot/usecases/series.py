"""Plans a pair's meetings by the rhythm they have agreed on, keeps three ahead, and pauses, changes or ends the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from bot.mentoring import appointments, cadence, proposals
from bot.mentoring import series as core
from bot.mentoring.agreement import Agreement
from bot.mentoring.appointments import Appointment, SeriesId
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Unwanted
from bot.mentoring.objectives import Objective
from bot.mentoring.people import Handle, Person, PersonId
from bot.mentoring.refusals import Checks, Refusal
from bot.mentoring.series import Coming, Odd, Series
from bot.mentoring.terms import Frequency, Initiator
from bot.usecases import agreement
from bot.usecases.invitations import with_files
from storage.outbox import Planned
from storage.store import Work

MOST_SHIFTS = 2
"""Changes of clocks that are said of each person."""
MOST_OVER = 4
"""Meetings that are over and shown below those ahead."""


class Wanted(NamedTuple):
    """A rhythm as somebody chose it, on their own clock; `revision` is that of the series they saw, 0 where there was
    none."""

    mentorship: MentorshipId
    frequency: Frequency
    day: date
    clock: time
    minutes: int
    place: str
    revision: int = 0


class Choosing(NamedTuple):
    """What the form starts from; `starts` is the first meeting (aware), `series` the one that is changed, if any."""

    mentorship: MentorshipId
    me: Person
    others: tuple[Person, ...]
    frequency: Frequency
    starts: datetime
    minutes: int
    place: str
    series: Series | None = None


class Shift(NamedTuple):
    """From this meeting on a person's clock shows another time, as only one of two zones changes its clocks."""

    person: Person
    at: datetime


class Proposal(NamedTuple):
    """A rhythm before it counts: its first meetings on everybody's clock, whose clock will shift when, the days on which a
    change of clocks touches its own time (as it will be there), how many meetings give way to it and which stay, the day
    it `ends`; `today` is the reader's. `at_night`: for whom one of the first lies in their quiet hours, `weekend`: one is
    at a weekend for somebody."""

    wanted: Wanted
    series: Series
    me: Person
    others: tuple[Person, ...]
    coming: tuple[Coming, ...]
    shifts: tuple[Shift, ...]
    odd: tuple[tuple[datetime, Odd], ...]
    replaced: int
    stay: tuple[Appointment, ...]
    ends: date
    today: date
    weekend: bool
    at_night: tuple[Person, ...]


class Page(NamedTuple):
    """The meetings of a pair that lie ahead, as one of them sees them, with the rhythm where there is one. `can_plan`: an
    agreement is in force that has a rhythm; `newer`: it has another one than the series; `over`: the latest that are over,
    latest first."""

    mentorship: MentorshipId
    me: Person
    others: tuple[Person, ...]
    now: datetime
    series: Series | None
    meetings: tuple[Appointment, ...]
    can_plan: bool
    newer: bool
    over: tuple[Appointment, ...] = ()


class Told(NamedTuple):
    """What a message about a series says; `again` where the group has heard of it before."""

    mentorship: MentorshipId
    series: Series
    by: Person
    members: tuple[Person, ...]
    meetings: tuple[Appointment, ...]
    again: bool = False


def page(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """The meetings ahead, and the latest before. Raises Refusal: not a member, ended."""
    me, mentorship = _own(work, actor, id)
    agreed, series = agreement.in_force(work, id), work.series.of(id)
    return Page(
        mentorship=id,
        me=me,
        others=_others(mentorship, me),
        now=now,
        series=series,
        meetings=tuple(work.appointments.ahead(id, now)),
        can_plan=agreed is not None and mentorship.closing_since is None,
        newer=series is not None and agreed is not None and agreed.version != series.version,
        over=tuple(work.appointments.over(id, now, count=MOST_OVER)),
    )


def choose(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Choosing:
    """Begin to plan, by what was agreed; where a series goes on by that, by the series. Raises Refusal: not a member,
    ended, being closed, nothing agreed, somebody's account is off."""
    me, mentorship = _own(work, actor, id)
    appointments.require_all_there(mentorship)
    agreed, current = _agreed(work, mentorship), work.series.of(id)
    terms = agreed.terms
    if current is not None and current.version == agreed.version:
        day = next((each for each in core.days(current) if current.slot(each).starts > now), current.first)
        starts = current.slot(day).starts
        return Choosing(
            id, me, _others(mentorship, me), current.frequency, starts, current.minutes, current.place, current
        )
    free = {each.id for each in _untouched(work, current, now)}
    meetings = [each for each in work.appointments.booked(id) if each.id not in free]
    first = proposals.as_agreed(terms, [*meetings, *work.appointments.last(id, count=1)], now)
    assert first is not None
    return Choosing(
        mentorship=id,
        me=me,
        others=_others(mentorship, me),
        frequency=terms.frequency or Frequency.TWO_WEEKS,
        starts=first,
        minutes=terms.duration or appointments.USUAL_MINUTES,
        place=terms.where,
        series=current,
    )


def propose(work: Work, actor: Handle, wanted: Wanted, *, now: datetime) -> Proposal:
    """Look at a rhythm on everybody's clock; nothing is kept yet. Raises Refusals at "date" and "place", and Refusal as
    `choose` and where the series was changed meanwhile."""
    me, mentorship = _own(work, actor, wanted.mentorship)
    current = _as_seen(work, wanted)
    series = _series(work, mentorship, me, wanted, current, now)
    free = _untouched(work, current, now)
    stay = _without(work.appointments.ahead(mentorship.id, now), free)
    pauses = work.program_pauses.of(mentorship.team)
    coming = core.coming(series, mentorship.end, stay, _taken(work, current, free), pauses, now=now)
    if not coming:
        if len(stay) >= appointments.OPEN_AT_ONCE:
            raise Refusal("appointments.enough", field="date", count=len(stay))
        raise Refusal("series.after_end", field="date", end=mentorship.end)
    return _proposal(mentorship, me, wanted, series, coming)._replace(
        replaced=len(free),
        stay=tuple(each for each in stay if current is not None and each.series == current.id),
        today=cadence.local(now, me.zone).date(),
    )


def _proposal(
    mentorship: Mentorship, me: Person, wanted: Wanted, series: Series, coming: tuple[Coming, ...]
) -> Proposal:
    people = (me, *_others(mentorship, me))
    days = [day for day in core.days_until(series, mentorship.end) if day >= coming[0].day]
    moments = [series.slot(day).starts for day in days]
    odd = (
        (cadence.local(series.slot(day).starts, series.zone), core.odd(day, series.clock, series.zone)) for day in days
    )
    return Proposal(
        wanted=wanted,
        series=series,
        me=me,
        others=people[1:],
        coming=coming,
        shifts=tuple(
            Shift(person, at)
            for person in people
            for at in core.shifts(moments, series.zone, person.zone)[:MOST_SHIFTS]
        ),
        odd=tuple((at, found) for at, found in odd if found is not None),
        replaced=0,
        stay=(),
        ends=mentorship.end,
        today=mentorship.start,
        weekend=any(
            not cadence.is_working_day(cadence.local(each.slot.starts, person.zone).date(), person.habits)
            for each in coming
            for person in people
        ),
        at_night=tuple(each for each in people if any(one.slot.is_quiet(each.zone) for one in coming)),
    )


def book(work: Work, actor: Handle, wanted: Wanted, *, now: datetime) -> Page:
    """Book the first meetings of a rhythm, all at once, in place of those of the former one that nobody has touched; the
    group reads one message. The same again changes nothing. Raises what `propose` raises."""
    me, mentorship = _own(work, actor, wanted.mentorship)
    if _is_done(work, mentorship, me, wanted, now):
        return page(work, actor, wanted.mentorship, now=now)
    propose(work, actor, wanted, now=now)
    current, agreed = _as_seen(work, wanted), _agreed(work, mentorship)
    series = _series(work, mentorship, me, wanted, current, now)
    free = _untouched(work, current, now)
    stay = _without(work.appointments.ahead(mentorship.id, now), free)
    taken, pauses = _taken(work, current, free), work.program_pauses.of(mentorship.team)
    next_id = work.appointments.next_id()
    decision = Decision(changes=(replace(agreed, planned_at=now),)) + _released(work, mentorship, free, now)
    decision += core.keep_ahead(series, mentorship, stay, taken, pauses, next_id=next_id, now=now, silent=False)
    work.record(decision + core.told(series, mentorship, "planned", by=me.id, now=now))
    return page(work, actor, wanted.mentorship, now=now)


def pause(work: Work, actor: Handle, id: MentorshipId, until: date, *, now: datetime) -> Page:
    """Let it rest until before a day, its meetings until then called off; the group is told. The same again changes
    nothing. Raises Refusal: there is none; at "date": not ahead, after the end."""
    me, mentorship = _own(work, actor, id)
    series = _going_on(work, id)
    if series.resumes == until:
        return page(work, actor, id, now=now)
    checks = Checks()
    if until <= series.today(now):
        checks.refuse("series.pause_past", field="date")
    elif until > mentorship.end:
        checks.refuse("series.pause_end", field="date", end=mentorship.end)
    checks.done()
    free = [each for each in _untouched(work, series, now) if each.occurrence is not None and each.occurrence < until]
    _change(work, mentorship, replace(series, resumes=until), "paused", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def go_on(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """End a pause before its day: the next meetings come in place of those after it; the group is told. Raises Refusal:
    there is none."""
    me, mentorship = _own(work, actor, id)
    series = _going_on(work, id)
    if series.is_paused(series.today(now)):
        free = _untouched(work, series, now)
        _change(work, mentorship, replace(series, resumes=None), "resumed", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def end(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Page:
    """End it: what nobody has touched of it is called off, the rest stays; the group is told. The same again changes
    nothing."""
    me, mentorship = _own(work, actor, id)
    series = work.series.of(id)
    if series is not None:
        free = _untouched(work, series, now)
        over = replace(series, ended_at=now, look_at=None)
        _change(work, mentorship, over, "ended", free=free, by=me.id, now=now)
    return page(work, actor, id, now=now)


def _change(
    work: Work,
    mentorship: Mentorship,
    series: Series,
    kind: str,
    *,
    free: Sequence[Appointment],
    by: PersonId,
    now: datetime,
) -> None:
    changed = replace(series, revision=series.revision + 1)
    decision = Decision(changes=(changed,)) + _released(work, mentorship, free, now)
    work.record(decision + core.told(changed, mentorship, kind, by=by, now=now))
    keep(work, changed, now)


def keep(work: Work, series: Series, now: datetime) -> None:
    """Book what is missing of the three meetings ahead of a series."""
    mentorship = work.mentorships.get(series.mentorship)
    ahead, taken = work.appointments.ahead(series.mentorship, now), work.series.taken(series.id)
    pauses, next_id = work.program_pauses.of(mentorship.team), work.appointments.next_id()
    work.record(core.keep_ahead(series, mentorship, ahead, taken, pauses, next_id=next_id, now=now))


def keep_after(work: Work, meeting: Appointment, now: datetime) -> None:
    """Book the one after, when a meeting of a series was called off."""
    series = work.series.of(meeting.mentorship)
    if series is not None and series.id == meeting.series:
        keep(work, series, now)


def keep_all(work: Work, now: datetime) -> None:
    """A sweep: keep three meetings ahead of every series. Nobody is told of what is booked here."""
    for series in work.series.to_look_at(now):
        keep(work, series, now)


def next_moment(work: Work) -> datetime | None:
    """When `keep_all` has something to do next."""
    return work.series.next_look()


def make_room(work: Work, mentorship: Mentorship, now: datetime) -> None:
    """Somebody of the pair is gone: what nobody has prepared is called off, and its days are free for when they are back."""
    free = _untouched(work, work.series.of(mentorship.id), now)
    work.record(_released(work, mentorship, free, now))


def take_up(work: Work, id: MentorshipId, now: datetime) -> None:
    """All are back: the meetings ahead are booked again."""
    series = work.series.of(id)
    if series is not None:
        keep(work, series, now)


def close(work: Work, id: MentorshipId, now: datetime) -> None:
    """At the end of a mentorship: the series ends with it, and nothing is sent about that."""
    series = work.series.of(id)
    if series is not None:
        work.record(Decision(changes=(replace(series, ended_at=now, look_at=None),)))


def after(work: Work, meeting: Appointment, now: datetime) -> Appointment | None:
    """The meeting of the same series that comes after this one."""
    if meeting.series is None:
        return None
    later = [each for each in work.appointments.ahead(meeting.mentorship, now) if each.starts > meeting.starts]
    return next((each for each in later if each.series == meeting.series), None)


def _own(work: Work, actor: Handle, id: MentorshipId) -> tuple[Person, Mentorship]:
    me = work.people.known(actor)
    return me, work.mentorships.for_member(id, me.id)


def _others(mentorship: Mentorship, me: Person) -> tuple[Person, ...]:
    return tuple(member.person for member in mentorship.others(me.id))


def _agreed(work: Work, mentorship: Mentorship) -> Agreement:
    if mentorship.closing_since is not None:
        raise Refusal("series.closing")
    agreed = agreement.in_force(work, mentorship.id)
    if agreed is None:
        raise Refusal("series.not_agreed")
    return agreed


def _going_on(work: Work, id: MentorshipId) -> Series:
    series = work.series.of(id)
    if series is None:
        raise Refusal("series.none")
    return series


def _as_seen(work: Work, wanted: Wanted) -> Series | None:
    current = work.series.of(wanted.mentorship)
    if (current.revision if current else 0) != wanted.revision:
        raise Refusal("series.changed")
    return current


def _is_done(work: Work, mentorship: Mentorship, me: Person, wanted: Wanted, now: datetime) -> bool:
    """Whether this very request has been carried out before (a double click, a retried request)."""
    current = work.series.of(wanted.mentorship)
    if current is None or current.revision != wanted.revision + 1 or current.planned_by != me.id:
        return False
    first, clock = core.in_zone(wanted.day, wanted.clock, me.zone, current.zone)
    same = (wanted.frequency, first, clock, wanted.minutes, wanted.place)
    return same == (current.frequency, current.first, current.clock, current.minutes, current.place)


def _series(
    work: Work, mentorship: Mentorship, me: Person, wanted: Wanted, current: Series | None, now: datetime
) -> Series:
    """The series as it would be. Raises Refusals."""
    agreed = _agreed(work, mentorship)
    if len(wanted.place) > appointments.LONGEST_PLACE:
        raise Refusal("appointments.too_long", field="place", limit=appointments.LONGEST_PLACE)
    initiator = agreed.terms.initiator or Initiator.MENTEE
    zone = core.zone_of(initiator, mentorship, agreed.terms.zone)
    first, clock = core.in_zone(wanted.day, wanted.clock, me.zone, zone)
    series = Series(
        id=current.id if current else work.series.next_id(),
        mentorship=mentorship.id,
        frequency=wanted.frequency,
        first=first,
        clock=clock,
        zone=zone,
        minutes=wanted.minutes,
        place=wanted.place,
        initiator=initiator,
        planned_by=me.id,
        planned_at=now,
        version=agreed.version,
        revision=wanted.revision + 1,
    )
    core.check(series, mentorship, now=now)
    return series


def _untouched(work: Work, series: Series | None, now: datetime) -> list[Appointment]:
    if series is None:
        return []
    mine = [each for each in work.appointments.ahead(series.mentorship, now) if each.series == series.id]
    prepared = [each.id for each in mine if work.objectives.of(each.id) != Objective(each.id)]
    return core.untouched(series, mine, prepared, now)


def _released(work: Work, mentorship: Mentorship, free: Sequence[Appointment], now: datetime) -> Decision:
    """Call these off, with a newer file for all who have one in their calendars."""
    return with_files(work, mentorship, core.released(free, now=now), now)


def _taken(work: Work, series: Series | None, free: Sequence[Appointment]) -> set[date]:
    if series is None:
        return set()
    return work.series.taken(series.id) - {each.occurrence for each in free if each.occurrence is not None}


def _without(meetings: Sequence[Appointment], free: Sequence[Appointment]) -> list[Appointment]:
    gone = {each.id for each in free}
    return [each for each in meetings if each.id not in gone]


def told(work: Work, row: Planned, now: datetime) -> Told:
    """What somebody did with the series. Raises Unwanted where something else was done since, or its end would be told to
    who never heard of it."""
    series = work.series.get(SeriesId(int(row.about["series"])))
    if series.revision != row.about["revision"]:
        raise Unwanted("changed since")
    again = bool(work.outbox.sent_at(core.told_keys(series)))
    if not again and row.kind == "series.ended":
        raise Unwanted("nobody was told of this series")
    mentorship = work.mentorships.get(series.mentorship)
    meetings = [each for each in work.appointments.ahead(mentorship.id, now) if each.series == series.id]
    return Told(
        mentorship=mentorship.id,
        series=series,
        by=work.people.get(PersonId(int(row.about["by"]))),
        members=tuple(member.person for member in mentorship.members),
        meetings=tuple(meetings[: core.AHEAD]),
        again=again,
    )


NOTICES = dict.fromkeys(("series.planned", "series.paused", "series.resumed", "series.ended"), told)
