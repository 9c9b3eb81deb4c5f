"""One moment on several people's clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.mentoring.people import Person
from prompts import english


def clocks(moment: datetime, me: Person, others: Sequence[Person]) -> str:
    """My clock first, then everybody else's: `Thu 19 Nov, 17:00 · 12:30 for Tomás`."""
    first, *more = others
    text = english.when(moment, me.zone, me.locale, other=first.first_name, other_zone=first.zone)
    for person in more:
        there = moment.astimezone(ZoneInfo(person.zone))
        text += f" · {english.clock(there.time(), me.locale)} for {person.first_name}"
    return text


def names(people: Sequence[Person]) -> str:
    """Ewa, Priya and Kwame."""
    return english.listed([person.first_name for person in people])
