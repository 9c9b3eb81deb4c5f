"""Series: the rhythm that a pair has agreed on, as local days of one zone, and the meetings that are kept ahead of it
(field guide, sections 6 and 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.mentoring import appointments, cadence
from bot.mentoring.appointments import OPEN_AT_ONCE, Appointment, AppointmentId, SeriesId, Slot
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.evidence import BY_SERIES
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId, Role
from bot.mentoring.program_pauses import ProgramPause, covering
from bot.mentoring.refusals import Checks
from bot.mentoring.terms import Frequency, Initiator

AHEAD = 3
"""Meetings that are booked ahead of a series."""
TOLD_WITHIN = timedelta(days=3)
"""A message about a series that could not go out by then is stale."""
WEEKS = {Frequency.WEEKLY: 1, Frequency.TWO_WEEKS: 2, Frequency.THREE_WEEKS: 3}
FILLS = date.min
"""`resumes` of a series that goes on after a pause that was ended early, or that takes the place of another: what is free between the
meetings that stand is booked as well."""
LAST_OF_MONTH = 5
"""Not every month has a fifth Tuesday: the fifth is the last."""


@dataclass(frozen=True, slots=True)
class Series:
    """A rhythm: from the local day `first` on, at `clock`, on the clocks of `zone` (IANA), for `minutes`.

    The weekday is that of `first`, in a monthly rhythm the same weekday of the month. `resumes`: until before that day
    nothing takes place; `counted` are days for which another meeting of the pair stands. `version` is the agreement that it
    was planned by, `revision` counts its rhythms from 1; `look_at` is when there is something to book, None for never.
    """

    id: SeriesId
    mentorship: MentorshipId
    frequency: Frequency
    first: date
    clock: time
    zone: str
    minutes: int
    place: str
    initiator: Initiator
    planned_by: PersonId
    planned_at: datetime
    version: int
    revision: int = 1
    resumes: date | None = None
    counted: tuple[date, ...] = ()
    ended_at: datetime | None = None
    look_at: datetime | None = None

    def slot(self, day: date) -> Slot:
        """The meeting of a day of the rule. A time that a change of clocks leaves out is as much later as the clocks were
        put forward, one that comes twice is meant the first time."""
        starts = cadence.at(day, self.clock, self.zone)
        return Slot(starts, starts + timedelta(minutes=self.minutes))

    def is_paused(self, today: date) -> bool:
        """Whether it rests on this day of its zone."""
        return self.resumes is not None and today < self.resumes

    def today(self, now: datetime) -> date:
        """The day that it is in its zone."""
        return cadence.local(now, self.zone).date()


class Odd(StrEnum):
    """What a change of clocks does to a time."""

    SKIPPED = "skipped"
    TWICE = "twice"


def days(series: Series) -> Iterator[date]:
    """The days of the rule in its zone, without an end."""
    from dateutil import rrule

    first = datetime.combine(series.first, time())
    if series.frequency is Frequency.MONTHLY:
        nth = (series.first.day - 1) // 7 + 1
        weekday = rrule.weekday(series.first.weekday(), -1 if nth == LAST_OF_MONTH else nth)
        rule = rrule.rrule(rrule.MONTHLY, dtstart=first, byweekday=weekday)
    else:
        rule = rrule.rrule(rrule.WEEKLY, interval=WEEKS[series.frequency], dtstart=first)
    return (moment.date() for moment in rule)


def days_until(series: Series, end: date) -> list[date]:
    """The days of the rule up to this one."""
    return list(takewhile(lambda day: day <= end, days(series)))


def set_up_by(series: Series, mentorship: Mentorship, nth: int) -> PersonId:
    """Who counts as having set up the nth meeting (from 0): as agreed (A.initiator), or by turns, the mentee first."""
    if series.initiator is not Initiator.TURNS:
        return mentorship.in_role(Role(series.initiator.value)).person.id
    mentee = mentorship.mentee.id
    turns = [mentee, *(other.person.id for other in mentorship.others(mentee))]
    return turns[nth % len(turns)]


def zone_of(initiator: Initiator, mentorship: Mentorship, agreed: str) -> str:
    """The clocks that a series goes by: those of who sets it up, or the agreement's where they take turns."""
    if initiator is Initiator.TURNS:
        return agreed
    return mentorship.in_role(Role(initiator.value)).person.zone


def in_zone(day: date, clock: time, chosen_in: str, zone: str) -> tuple[date, time]:
    """A day and time on the clocks of another zone, as they are on that day."""
    if chosen_in == zone:
        return day, clock
    there = cadence.local(cadence.at(day, clock, chosen_in), zone)
    return there.date(), there.time()


def odd(day: date, clock: time, zone: str) -> Odd | None:
    """Whether a change of clocks leaves this time out that day, or lets it come twice; None on every other day."""
    moment = datetime.combine(day, clock, ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != clock:
        return Odd.SKIPPED
    return Odd.TWICE if moment.utcoffset() != moment.replace(fold=1).utcoffset() else None


def shifts(moments: Sequence[datetime], of: str, zone: str) -> list[datetime]:
    """Those moments of a series that goes by the clocks `of` one zone at which another `zone` shows another time than at
    the one before: only one of the two has changed its clocks."""
    here = [cadence.local(moment, of).time() for moment in moments]
    there = [cadence.local(moment, zone).time() for moment in moments]
    return [
        moments[nth] for nth in range(1, len(moments)) if there[nth] != there[nth - 1] and here[nth] == here[nth - 1]
    ]


class Coming(NamedTuple):
    """A day of the rule that is dealt with: booked (`slot`), or left to a meeting that stands there already."""

    day: date
    slot: Slot
    nth: int
    stands: Appointment | None = None


def coming(
    series: Series,
    until: date,
    ahead: Sequence[Appointment],
    taken: Iterable[date],
    pauses: Sequence[ProgramPause] = (),
    *,
    now: datetime,
    count: int = AHEAD,
) -> tuple[Coming, ...]:
    """What is to be booked so that three meetings (or another `count`) lie ahead, in the order of time: never a day that is
    `taken` (booked, moved, skipped), on which the series or the program rests, or that is past, none after `until` (the end
    of the mentorship, a day of the zone), and no more than the pair may have ahead. A day on which the pair meets at that
    time already counts as that meeting. Where it `FILLS`, the days before the last one booked are, however many lie ahead."""
    used = {*taken, *series.counted}
    open_ = count - sum(each.series == series.id for each in ahead) - len(still_counted(series, now))
    room, found = OPEN_AT_ONCE - len(ahead), list[Coming]()
    booked_until = max(_own_days(ahead, series), default=None)
    for nth, day in enumerate(days_until(series, until)):
        slot = series.slot(day)
        if len(found) >= open_ and (series.resumes != FILLS or booked_until is None or day > booked_until):
            break
        if slot.starts <= now or day in used or series.is_paused(day) or covering(pauses, day) is not None:
            continue
        stands = next((each for each in ahead if slot.overlaps(each)), None)
        if stands is None and room == 0:
            break
        room -= stands is None
        found.append(Coming(day, slot, nth, stands))
    return tuple(found)


def _own_days(ahead: Iterable[Appointment], series: Series) -> list[date]:
    """The days of its meetings that were not moved."""
    own = (each for each in ahead if each.series == series.id and each.is_regular)
    return [each.occurrence for each in own if each.occurrence is not None]


def still_counted(series: Series, now: datetime) -> tuple[date, ...]:
    """The days that another meeting stands for and that are not over."""
    return tuple(day for day in series.counted if series.slot(day).ends > now)


def check(series: Series, mentorship: Mentorship, *, now: datetime) -> None:
    """Raise `Refusals` at "date" where a series cannot begin on its first day."""
    checks, starts = Checks(), series.slot(series.first).starts
    if starts <= now:
        checks.refuse("series.past", field="date")
    elif series.first > mentorship.end:
        checks.refuse("series.after_end", field="date", end=mentorship.end)
    checks.done()


def keep_ahead(
    series: Series,
    mentorship: Mentorship,
    ahead: Sequence[Appointment],
    taken: Iterable[date],
    pauses: Sequence[ProgramPause] = (),
    *,
    next_id: AppointmentId,
    now: datetime,
    silent: bool = True,
) -> Decision:
    """Book what is missing of the three ahead. Nobody is told of it (they see, are reminded and asked); `silent` says that
    nobody did it either, so that it counts as no deed of theirs."""
    if series.ended_at is not None:
        return NOTHING
    waits = rests_until(mentorship, now)
    if silent and (waits is not None or stands_still(mentorship)):
        return Decision(changes=(replace(series, look_at=waits),))
    found = coming(series, mentorship.end, ahead, taken, pauses, now=now)
    topic = BY_SERIES if silent else ""
    decision, booked, counted = NOTHING, list[Appointment](), list[date]()
    for each in found:
        if each.stands is not None:
            counted.append(each.day)
            continue
        appointment = Appointment(
            id=AppointmentId(next_id + len(booked)),
            mentorship=mentorship.id,
            starts=each.slot.starts,
            ends=each.slot.ends,
            place=series.place,
            objective="",
            set_up_by=set_up_by(series, mentorship, each.nth),
            series=series.id,
            occurrence=each.day,
        )
        booked.append(appointment)
        decision += appointments.book(appointment, mentorship, now=now, told=False, topic=topic)
    kept = replace(series, counted=(*still_counted(series, now), *counted))
    if kept.resumes == FILLS:
        kept = replace(kept, resumes=None)
    ends = [each.ends for each in (*ahead, *booked)] + [kept.slot(day).ends for day in kept.counted]
    return Decision(changes=(replace(kept, look_at=min(ends, default=None)),)) + decision


def stands_still(mentorship: Mentorship) -> bool:
    """Whether nothing is booked for them: it has ended, is being closed, or one of them has stopped it (H.help)."""
    stopped = any(member.stopped_at is not None or member.person.deactivated for member in mentorship.members)
    return mentorship.is_ended or mentorship.closing_since is not None or stopped


def rests_until(mentorship: Mentorship, now: datetime) -> datetime | None:
    """When all of them are back who asked to be left in peace; None where all are there."""
    ends = [each.person.snoozed_until for each in mentorship.members]
    return max((end for end in ends if end is not None and end > now), default=None)


def untouched(
    series: Series, ahead: Iterable[Appointment], prepared: Iterable[AppointmentId], now: datetime
) -> list[Appointment]:
    """Its meetings that nobody has moved or prepared (given an objective or another place)."""
    return [
        each
        for each in ahead
        if each.series == series.id
        and each.revision == 1
        and each.starts > now
        and each.place == series.place
        and not each.objective
        and each.id not in prepared
    ]


def released(meetings: Iterable[Appointment], *, now: datetime) -> Decision:
    """They do not take place, and their days are free again."""
    decision = NOTHING
    for each in meetings:
        decision += appointments.called_off(replace(each, series=None, occurrence=None), now=now)
    return decision


def told(
    series: Series,
    mentorship: Mentorship,
    kind: str,
    *,
    by: PersonId,
    now: datetime,
    off: Sequence[AppointmentId] = (),
) -> Decision:
    """One message to the group about what somebody did with the series, and which meetings were called `off` by that; an
    earlier one that has not gone out yet does not."""
    return Decision(
        notices=(
            Notice(
                kind=f"series.{kind}",
                to=ToGroup(mentorship.id),
                key=f"series:{series.id}:{series.revision}:{kind}",
                due=appointments.awake(mentorship, now),
                latest=now + TOLD_WITHIN,
                about={
                    "mentorship": mentorship.id,
                    "series": series.id,
                    "revision": series.revision,
                    "by": by,
                    "off": " ".join(map(str, off)),
                },
            ),
        ),
        withdrawn=tuple(f"series:{series.id}:{revision}:*" for revision in range(1, series.revision)),
    )


def told_keys(series: Series) -> list[str]:
    """The keys of the messages that told of the series before its present state."""
    return [f"series:{series.id}:{revision}:planned" for revision in range(1, series.revision)]
