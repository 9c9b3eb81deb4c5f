"""Dates, times, numbers and lists as English says them; zones are IANA names, moments are aware."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TWELVE_HOURS = {"en-US", "en-CA", "en-AU", "en-IN"}
NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
"""In English wherever the process runs: strftime would ask the machine's locale, and takes its time."""
FAR = 300
"""Days from which the year is said."""


def short_day(day: date, *, today: date | None = None) -> str:
    """Thu 19 Nov, as in lists; with the year where it is far from `today`."""
    text = f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return f"{text} {day.year}" if today is not None and abs((day - today).days) > FAR else text


def long_day(day: date, *, today: date | None = None) -> str:
    """Thursday 19 November, as in sentences; with the year where it is far from `today`."""
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{text} {day.year}" if today is not None and abs((day - today).days) > FAR else text


def clock(moment: time, locale: str = "en-GB") -> str:
    """17:00, or 5:00 pm where people say it so."""
    if locale in TWELVE_HOURS:
        return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return f"{moment.hour}:{moment.minute:02}"


def city(zone: str) -> str:
    """What people call a zone: its city."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def when(moment: datetime, zone: str, locale: str, *, other: str, other_zone: str) -> str:
    """Both clocks, mine first: `Thu 19 Nov, 17:00 · 12:30 for Tomás`; the same clock: `10:00 for both`."""
    mine, theirs = moment.astimezone(ZoneInfo(zone)), moment.astimezone(ZoneInfo(other_zone))
    start = f"{short_day(mine.date())}, {clock(mine.time(), locale)}"
    if mine.replace(tzinfo=None) == theirs.replace(tzinfo=None):
        return f"{start} for both"
    if mine.date() != theirs.date():
        return f"{start} · {DAYS[theirs.weekday()][:3]} {clock(theirs.time(), locale)} in {city(other_zone)}"
    return f"{start} · {clock(theirs.time(), locale)} for {other}"


def number(count: int, *, capital: bool = False) -> str:
    """Small numbers in words."""
    if not 0 <= count < len(NUMBERS):
        return str(count)
    return NUMBERS[count] if capital else NUMBERS[count].lower()


def span(days: int) -> str:
    """Ten days; from two weeks on, the whole weeks of it."""
    if days < 14:
        return "one day" if days == 1 else f"{number(days)} days"
    return f"{number(days // 7)} weeks"


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Ewa, Priya and Kwame."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def dots(done: int, total: int) -> str:
    """●●●○○: one dot a step up to eight, beyond that eight dots rounded down; empty where there is nothing."""
    if total <= 0:
        return ""
    shown = min(total, 8)
    full = done if total <= 8 else done * 8 // total
    return "●" * full + "○" * (shown - full)
