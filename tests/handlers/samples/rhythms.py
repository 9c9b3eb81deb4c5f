"""Series and their meetings that the samples of several views are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import AppointmentId, SeriesId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.series import Coming, Odd, Series
from bot.mentoring.terms import Frequency, Initiator
from bot.usecases.planning import Choosing, Proposal, Shift, Wanted
from bot.usecases.series import Page, Told
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST
from tests.handlers.samples.meetings import AMARA, JONAS, USUAL

PAIR = MentorshipId(41)
RHYTHM = Series(
    id=SeriesId(7),
    mentorship=PAIR,
    frequency=Frequency.TWO_WEEKS,
    first=date(2026, 10, 13),
    clock=time(10),
    zone="Europe/Stockholm",
    minutes=60,
    place="The small room",
    initiator=Initiator.MENTEE,
    planned_by=PersonId(1),
    planned_at=MONDAY,
    version=1,
)
MONTHLY = replace(
    RHYTHM, frequency=Frequency.MONTHLY, first=date(2026, 10, 29), zone=LONGEST.zone, place="W" * 200, minutes=120
)
STRANGE_ONE = replace(RHYTHM, frequency=Frequency.THREE_WEEKS, clock=time(2, 30), zone="Europe/Berlin", place=STRANGE)


def meetings(series, count=3):
    """The first ones of a rhythm, as booked."""
    days = [series.first + timedelta(weeks=2 * nth) for nth in range(count)]
    return tuple(
        replace(
            USUAL,
            id=AppointmentId(400 + nth),
            starts=series.slot(day).starts,
            ends=series.slot(day).ends,
            place=series.place,
            series=series.id,
            occurrence=day,
        )
        for nth, day in enumerate(days)
    )


def page(series=RHYTHM, me=JONAS, other=AMARA, booked=None, **more):
    """What lies ahead, as one sees it."""
    values = {"can_plan": True, "newer": False, **more}
    shown = meetings(series or RHYTHM) if booked is None else booked
    return Page(PAIR, me, (other,), MONDAY, series, shown, **values)


MOVED = replace(meetings(RHYTHM)[1], revision=2)
SINGLE = replace(USUAL, id=AppointmentId(500))


def _earlier(weeks):
    back = timedelta(weeks=weeks)
    return replace(SINGLE, id=AppointmentId(600 + weeks), starts=MONDAY - back, ends=MONDAY - back + timedelta(hours=1))


RESTING = replace(RHYTHM, resumes=date(2027, 1, 8))
PAGES = [
    page(),
    page(booked=(meetings(RHYTHM)[0], MOVED, SINGLE), newer=True),
    page(RESTING, booked=()),
    page(None, booked=()),
    page(None, booked=(SINGLE,), can_plan=False),
    page(MONTHLY, LONGEST, LONGEST, meetings(MONTHLY, 6)),
    page(STRANGE_ONE, STRANGEST, STRANGEST),
    page(other=replace(AMARA, deactivated=True), booked=()),
    page(over=tuple(_earlier(weeks) for weeks in range(1, 5))),
]
CHOOSING = [
    Choosing(PAIR, JONAS, (AMARA,), Frequency.TWO_WEEKS, USUAL.starts, 60, "The small room"),
    Choosing(PAIR, LONGEST, (LONGEST,), Frequency.MONTHLY, USUAL.starts, 120, "W" * 200, MONTHLY),
    Choosing(PAIR, STRANGEST, (STRANGEST,), Frequency.WEEKLY, USUAL.starts, 30, STRANGE, STRANGE_ONE),
]


def proposal(series=RHYTHM, me=JONAS, other=AMARA, **more):
    """A rhythm before it is booked."""
    wanted = Wanted(PAIR, series.frequency, series.first, series.clock, series.minutes, series.place)
    coming = tuple(
        Coming(each.occurrence, series.slot(each.occurrence), nth) for nth, each in enumerate(meetings(series))
    )
    values = {
        "shifts": (),
        "odd": (),
        "replaced": (),
        "stay": (),
        "ends": date(2027, 4, 9),
        "today": date(2026, 10, 12),
        "weekend": False,
        "at_night": (),
        **more,
    }
    return Proposal(wanted, series, me, (other,), coming, **values)


def _at(series, nth):
    return series.slot(meetings(series)[nth].occurrence).starts


STANDING = proposal()
STANDING = STANDING._replace(coming=(*STANDING.coming[:2], STANDING.coming[2]._replace(stands=SINGLE)))
BERLIN = ZoneInfo("Europe/Berlin")
ODD = (
    (datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN), Odd.SKIPPED),
    (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), Odd.TWICE),
)
PROPOSALS = [
    proposal(shifts=(Shift(AMARA, _at(RHYTHM, 1)), Shift(JONAS, _at(RHYTHM, 2)))),
    STANDING,
    proposal(replaced=meetings(RHYTHM)[:2], stay=(MOVED,), weekend=True, at_night=(JONAS, AMARA)),
    proposal(
        MONTHLY, LONGEST, LONGEST, shifts=(Shift(LONGEST, _at(MONTHLY, 1)),) * 4, at_night=(LONGEST,), stay=(MOVED,) * 3
    ),
    proposal(STRANGE_ONE, STRANGEST, STRANGEST, odd=ODD, shifts=(Shift(STRANGEST, _at(STRANGE_ONE, 1)),)),
]
TOLD = [
    Told(PAIR, RHYTHM, JONAS, (JONAS, AMARA), meetings(RHYTHM)),
    Told(PAIR, RESTING, AMARA, (JONAS, AMARA), (MOVED, SINGLE), again=True, off=meetings(RHYTHM)[:1]),
    Told(PAIR, RESTING, AMARA, (JONAS, AMARA), ()),
    Told(PAIR, replace(MONTHLY, resumes=date(2027, 1, 8)), LONGEST, (LONGEST, JONAS), meetings(MONTHLY), again=True),
    Told(PAIR, replace(STRANGE_ONE, resumes=date(2027, 1, 8)), STRANGEST, (STRANGEST, LONGEST), meetings(STRANGE_ONE)),
]
