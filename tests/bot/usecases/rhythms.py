"""Pairs with a series of meetings, and what is booked of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.mentoring.terms import Frequency
from bot.usecases import (
    planning,
    series,
)
from bot.usecases.planning import Wanted
from tests.bot.usecases.agreeing import agree
from tests.builders import AMARA, JONAS, MONDAY

TUESDAY = date(2026, 10, 13)
WEEKLY = {"frequency": Frequency.WEEKLY}
HOUR = timedelta(hours=1)


def wanted(id, day=TUESDAY, clock=time(16), **more):
    """As agreed: every two weeks on Tuesday at 16:00 in Stockholm."""
    values = {"frequency": Frequency.TWO_WEEKS, "minutes": 60, "place": "The small room", **more}
    return Wanted(id, day=day, clock=clock, **values)


def agreed(hand, **pair):
    id = hand.pair(**pair)
    agree(hand, id, pair.get("mentee", JONAS), pair.get("mentor", AMARA))
    return id


def begun(hand, **more):
    """A pair with a series."""
    id = agreed(hand)
    hand.run(planning.book, JONAS, wanted(id, **more), now=MONDAY)
    return id


def rows(hand, state="booked"):
    """(day of the rule, start) of the meetings in a state."""
    found = hand.look("SELECT occurrence, starts_at FROM appointment WHERE state = :s ORDER BY starts_at", s=state)
    return [(day, f"{datetime.fromtimestamp(at, UTC):%d %b %H:%M}") for day, at in found]


def days(hand, state="booked"):
    return [day for day, _ in rows(hand, state)]


def ids(hand):
    return [row.id for row in hand.look("SELECT id FROM appointment WHERE state = 'booked' ORDER BY starts_at")]


def live(hand, now):
    """As the metronome does, meeting by meeting."""
    while (moment := hand.run(series.next_moment)) is not None and moment <= now:
        hand.run(series.keep_all, moment)
