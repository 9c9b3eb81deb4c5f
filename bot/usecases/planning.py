"""Plans a pair's meetings by the rhythm they have agreed on, or by another, and books the first three at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from bot.mentoring import appointments, cadence, proposals, series_kept
from bot.mentoring import series as core
from bot.mentoring.agreement import Agreement
from bot.mentoring.appointments import Appointment
from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.people import Handle, Person
from bot.mentoring.refusals import Refusal
from bot.mentoring.series import Coming, Odd, Series
from bot.mentoring.terms import Frequency, Initiator
from bot.usecases import agreement
from bot.usecases.invitations import with_files
from bot.usecases.series import Page, days_taken, gives_way, others, own, page, untouched, without
from storage.store import Work

MOST_SHIFTS = 2
"""Changes of clocks that are said of each person."""


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
    change of clocks touches its own time (as it will be there), which meetings give way to it and which stay, the day
    it `ends`; `today` is the reader's. `at_night`: for whom one of the first lies in the night, `weekend`: one is
    at a weekend for somebody."""

    wanted: Wanted
    series: Series
    me: Person
    others: tuple[Person, ...]
    coming: tuple[Coming, ...]
    shifts: tuple[Shift, ...]
    odd: tuple[tuple[datetime, Odd], ...]
    replaced: tuple[Appointment, ...]
    stay: tuple[Appointment, ...]
    ends: date
    today: date
    weekend: bool
    at_night: tuple[Person, ...]


def choose(work: Work, actor: Handle, id: MentorshipId, *, now: datetime) -> Choosing:
    """Begin to plan, by what was agreed; where a series goes on by that, by the series. Raises Refusal: not a member,
    ended, being closed, nothing agreed, somebody's account is off."""
    me, mentorship = own(work, actor, id)
    appointments.require_all_there(mentorship)
    agreed, current = _agreed(work, mentorship), work.series.of(id)
    terms = agreed.terms
    if current is not None and current.version == agreed.version:
        day = next((each for each in core.days(current) if current.slot(each).starts > now), current.first)
        starts = current.slot(day).starts
        return Choosing(
            id, me, others(mentorship, me), current.frequency, starts, current.minutes, current.place, current
        )
    free = {each.id for each in untouched(work, current, now)}
    meetings = [each for each in work.appointments.booked(id) if each.id not in free]
    first = proposals.as_agreed(terms, [*meetings, *work.appointments.last(id, count=1)], now)
    assert first is not None
    return Choosing(
        mentorship=id,
        me=me,
        others=others(mentorship, me),
        frequency=terms.frequency or Frequency.TWO_WEEKS,
        starts=first,
        minutes=terms.duration or appointments.USUAL_MINUTES,
        place=terms.where,
        series=current,
    )


def propose(work: Work, actor: Handle, wanted: Wanted, *, now: datetime) -> Proposal:
    """Look at a rhythm on everybody's clock; nothing is kept yet. Raises Refusals at "date" and "place", and Refusal as
    `choose` and where the series was changed meanwhile."""
    me, mentorship = own(work, actor, wanted.mentorship)
    current = _as_seen(work, wanted)
    series = _series(work, mentorship, me, wanted, current, now)
    gone = gives_way(work, mentorship, current, series, now)
    again = without(untouched(work, current, now), gone)
    stay = without(work.appointments.ahead(mentorship.id, now), gone)
    pauses = work.program_pauses.of(mentorship.team)
    found = core.coming(series, mentorship.end, stay, days_taken(work, current, gone), pauses, now=now)
    coming = tuple(sorted([*found, *series_kept.as_coming(series, again)], key=lambda each: each.day))
    if not coming:
        if len(stay) >= appointments.OPEN_AT_ONCE:
            raise Refusal("appointments.enough", field="date", count=len(stay))
        raise Refusal("series.after_end", field="date", end=mentorship.end)
    return _proposal(mentorship, me, wanted, series, coming)._replace(
        replaced=tuple(gone),
        stay=tuple(each for each in without(stay, again) if current is not None and each.series == current.id),
        today=cadence.local(now, me.zone).date(),
    )


def _proposal(
    mentorship: Mentorship, me: Person, wanted: Wanted, series: Series, coming: tuple[Coming, ...]
) -> Proposal:
    people = (me, *others(mentorship, me))
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
        replaced=(),
        stay=(),
        ends=mentorship.end,
        today=mentorship.start,
        weekend=any(
            not cadence.is_working_day(cadence.local(each.slot.starts, person.zone).date(), person.habits)
            for each in coming
            for person in people
        ),
        at_night=appointments.at_night([one.slot for one in coming], me, people[1:]),
    )


def book(work: Work, actor: Handle, wanted: Wanted, *, now: datetime) -> Page:
    """Book the first meetings of a rhythm, all at once, in place of those of the former one that nobody has touched; the
    group reads one message. The same again changes nothing. Raises what `propose` raises."""
    me, mentorship = own(work, actor, wanted.mentorship)
    if _is_done(work, mentorship, me, wanted, now):
        return page(work, actor, wanted.mentorship, now=now)
    propose(work, actor, wanted, now=now)
    current, agreed = _as_seen(work, wanted), _agreed(work, mentorship)
    series = _series(work, mentorship, me, wanted, current, now)
    free = gives_way(work, mentorship, current, series, now)
    again = without(untouched(work, current, now), free)
    stay = without(work.appointments.ahead(mentorship.id, now), free)
    taken, pauses = days_taken(work, current, free), work.program_pauses.of(mentorship.team)
    next_id = work.appointments.next_id()
    decision = core.released(free, now=now) + series_kept.placed(again, mentorship, series.place, by=me.id, now=now)
    decision = Decision(changes=(replace(agreed, planned_at=now),)) + with_files(work, mentorship, decision, now)
    decision += core.keep_ahead(series, mentorship, stay, taken, pauses, next_id=next_id, now=now, silent=False)
    off = [each.id for each in free]
    work.record(decision + core.told(series, mentorship, "planned", by=me.id, now=now, off=off))
    return page(work, actor, wanted.mentorship, now=now)


def _agreed(work: Work, mentorship: Mentorship) -> Agreement:
    if mentorship.closing_since is not None:
        raise Refusal("series.closing")
    agreed = agreement.in_force(work, mentorship.id)
    if agreed is None:
        raise Refusal("series.not_agreed")
    return agreed


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
        resumes=core.FILLS,
    )
    core.check(series, mentorship, now=now)
    return series
