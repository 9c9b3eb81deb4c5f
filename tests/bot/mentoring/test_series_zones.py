"""Series in every zone of the world, through every change of its clocks from 2025 to 2035.

What is expected is worked out from the changes themselves, found by bisection, and not by what the companion converts with.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from bot.mentoring import cadence, series
from bot.mentoring.appointments import SeriesId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.series import Odd, Series
from bot.mentoring.terms import Frequency, Initiator

BEGIN, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
WEEK, MINUTE = timedelta(weeks=1), timedelta(minutes=1)
PARTNERS = (
    "Europe/Berlin",
    "America/New_York",
    "Africa/Lagos",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
)


class Change(NamedTuple):
    """At this moment the clocks go from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def forward(self) -> bool:
        return self.after > self.before


class Clocks(NamedTuple):
    """The clocks of a zone: what they show at the beginning, and every change."""

    first: timedelta
    changes: tuple[Change, ...]

    def shown(self, moment: datetime) -> datetime:
        """What they show, without any zone."""
        passed = bisect_right([each.at for each in self.changes], moment)
        offset = self.changes[passed - 1].after if passed else self.first
        return moment.replace(tzinfo=None) + offset


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _change_between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The minute at which the clocks change."""
    before = _offset(zone, early)
    while late - early > MINUTE:
        middle = early + (late - early) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle <= early:
            break
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    return late


@cache
def clocks(name: str) -> Clocks:
    """Looked at every week: no two changes are nearer."""
    zone, changes = ZoneInfo(name), []
    week, offset = BEGIN, _offset(ZoneInfo(name), BEGIN)
    first = offset
    while week < END:
        following = week + WEEK
        after = _offset(zone, following)
        if after != offset:
            changes.append(Change(_change_between(zone, week, following), offset, after))
        week, offset = following, after
    return Clocks(first, tuple(changes))


def alike() -> dict[Clocks, list[str]]:
    """Every zone that there is, together with those whose clocks go alike in these years."""
    found: dict[Clocks, list[str]] = {}
    for name in sorted(available_timezones()):
        found.setdefault(clocks(name), []).append(name)
    return found


def rhythm(zone: str, first: date, clock: time, frequency: Frequency = Frequency.WEEKLY) -> Series:
    return Series(
        id=SeriesId(1),
        mentorship=MentorshipId(1),
        frequency=frequency,
        first=first,
        clock=clock,
        zone=zone,
        minutes=60,
        place="",
        initiator=Initiator.MENTEE,
        planned_by=PersonId(1),
        planned_at=BEGIN,
        version=1,
    )


def expected(change: Change, day: date, clock: time) -> tuple[datetime, Odd | None]:
    """When a local time near a change is, and what the change does to it."""
    local = datetime.combine(day, clock, UTC)
    old, new = local - change.before, local - change.after
    if change.forward:
        if old < change.at:
            return old, None
        return (new, None) if new >= change.at else (old, Odd.SKIPPED)
    if old < change.at:
        return old, Odd.TWICE if new >= change.at else None
    return new, None


def times_around(change: Change) -> list[tuple[date, time]]:
    """The local day of a change with times on both sides of it, in what it leaves out or lets come twice, and at ten."""
    at = change.at.replace(tzinfo=None)
    early, late = sorted((at + change.before, at + change.after))
    moments = [early - MINUTE, early, early + (late - early) // 2, late - MINUTE, late]
    return [(each.date(), each.time()) for each in moments] + [(early.date(), time(10))]


def test_in_every_zone_a_series_keeps_its_time_through_every_change_of_clocks_and_is_right_for_the_partner():
    groups, seen, nth = alike(), 0, 0
    for there, names in groups.items():
        for change in there.changes:
            name, partner = names[nth % len(names)], PARTNERS[nth % len(PARTNERS)]
            nth += 1
            for day, clock in times_around(change):
                booked = rhythm(name, day - 2 * WEEK, clock)
                days = list(islice(series.days(booked), 5))
                assert days == [day + WEEK * k for k in range(-2, 3)]
                for each in days:
                    slot = booked.slot(each)
                    if each == day:
                        at, odd = expected(change, each, clock)
                        assert (slot.starts, series.odd(each, clock, name)) == (at, odd), (name, each, clock)
                        seen += odd is not None
                    else:
                        shown = there.shown(slot.starts)
                        assert (shown.date(), shown.time()) == (each, clock), (name, each, clock)
                    assert slot.ends - slot.starts == timedelta(hours=1)
                    theirs = cadence.local(slot.starts, partner).replace(tzinfo=None)
                    assert theirs == clocks(partner).shown(slot.starts), (name, partner, each, clock)
    covered = sum(len(names) for names in groups.values())
    assert covered == len(available_timezones()) > 500
    assert nth > 500
    assert seen > 1000


def test_every_zone_of_the_same_clocks_gives_the_same_moments():
    for there, names in alike().items():
        days = [change.at.date() for change in there.changes] or [date(2030, 6, 15)]
        for day in days[:3]:
            assert len({rhythm(name, day, time(2, 30)).slot(day) for name in names}) == 1, names


def test_only_changes_of_one_of_two_clocks_shift_the_time_of_the_partner():
    days = list(islice(series.days(rhythm("Europe/Berlin", date(2026, 1, 6), time(10))), 52))
    moments = [rhythm("Europe/Berlin", days[0], time(10)).slot(day).starts for day in days]
    told = {zone: series.shifts(moments, "Europe/Berlin", zone) for zone in (*PARTNERS, "Europe/Paris")}
    shown = {zone: [f"{cadence.local(at, zone):%d %b %H:%M}" for at in found] for zone, found in told.items()}
    assert shown["Europe/Berlin"] == shown["Europe/Paris"] == []
    assert shown["Africa/Lagos"] == ["31 Mar 09:00", "27 Oct 10:00"]
    assert shown["America/New_York"] == ["10 Mar 05:00", "31 Mar 04:00", "27 Oct 05:00", "03 Nov 04:00"]
    assert shown["Asia/Kolkata"] == ["31 Mar 13:30", "27 Oct 14:30"]


def test_a_month_has_the_same_weekday_of_it_and_the_fifth_is_the_last():
    for day in (date(2025, 1, 1) + timedelta(days=n) for n in range(62)):
        found = list(islice(series.days(rhythm("Europe/Berlin", day, time(10), Frequency.MONTHLY)), 132))
        assert found[0] == day
        months = [(each.year, each.month) for each in found]
        assert months == sorted(set(months))
        assert {each.weekday() for each in found} == {day.weekday()}
        assert all(27 < (b - a).days < 36 for a, b in pairwise(found))
        nth = (day.day - 1) // 7
        if nth < 4:
            assert {(each.day - 1) // 7 for each in found} == {nth}
        else:
            assert all((each + WEEK).month != each.month for each in found)
