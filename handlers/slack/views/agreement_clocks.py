"""The agreed time on every member's clock. Clocks do not change together everywhere, so the next change is said too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.mentoring import cadence
from bot.mentoring.terms import Terms, Weekday
from prompts import english

WEEKS = 53
"""How far ahead a change of clocks is looked for."""
SOON = 8
"""Weeks within which two changes belong together: New York's clocks follow Stockholm's a week or three later."""


def agreed_times(terms: Terms, zones: Sequence[str], now: datetime, locale: str = "en-GB") -> list[str]:
    """`9:00 in Lagos, from Tue 27 Oct 10:00`, for each of these zones, once each."""
    return [_there(terms, zone, now, locale) for zone in dict.fromkeys(zones)]


def _there(terms: Terms, zone: str, now: datetime, locale: str) -> str:
    assert terms.time is not None
    meetings = [(day, cadence.local(cadence.at(day, terms.time, terms.zone), zone)) for day in _days(terms, now)]
    day, first = meetings[0]
    clock = english.clock(first.time(), locale)
    said = clock if first.date() == day else f"{english.short_day(first.date())[:3]} {clock}"
    parts = [f"{said} in {english.city(zone)}"]
    parts += [f"from {english.short_day(at.date())} {english.clock(at.time(), locale)}" for at in _changes(meetings)]
    return ", ".join(parts)


def _changes(meetings: Sequence[tuple[date, datetime]]) -> list[datetime]:
    """The first meeting on another clock, and the one after which that is over again, where it is over soon."""
    clocks = [(there.time(), there.date() - day) for day, there in meetings]
    found = [nth for nth in range(1, len(clocks)) if clocks[nth] != clocks[nth - 1]][:2]
    if len(found) == 2 and found[1] - found[0] > SOON:
        found.pop()
    return [meetings[nth][1] for nth in found]


def _days(terms: Terms, now: datetime) -> list[date]:
    """The agreed weekday in the weeks to come, from today on."""
    today = cadence.local(now, terms.zone).date()
    wanted = list(Weekday).index(terms.weekday) if terms.weekday else today.weekday()
    first = today + timedelta(days=(wanted - today.weekday()) % 7)
    return [first + timedelta(weeks=week) for week in range(WEEKS)]
