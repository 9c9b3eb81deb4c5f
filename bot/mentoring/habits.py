"""When somebody may be written to, and how often they are asked: what they chose, and what holds where they chose nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.mentoring.refusals import Checks

QUIET_FROM, QUIET_UNTIL = time(20), time(8)
HOUR = time(9)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
"""Weekdays as `date.weekday` counts them."""
WEEK = tuple(range(7))
MINUTES_A_DAY = 24 * 60
AWAKE_AT_LEAST = 3 * 60
"""Minutes of the day that quiet hours leave: a change of clocks may take two of its hours."""
MINUTES_TO_ASK = 60
"""From the chosen hour until quiet begins."""

WEEKENDS: dict[tuple[int, ...], tuple[str, ...]] = {
    (FRI, SAT): ("BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"),
    (FRI,): ("IR",),
    (THU, FRI): ("AF",),
}
"""The days off of territories where they are not Saturday and Sunday: Unicode CLDR 48, supplemental/weekData.json. Where it names
Sunday alone (IN, UG) Saturday is left in peace as well."""
ZONES = {
    "Africa/Algiers": "DZ",
    "Africa/Cairo": "EG",
    "Africa/Khartoum": "SD",
    "Africa/Tripoli": "LY",
    "Asia/Aden": "YE",
    "Asia/Amman": "JO",
    "Asia/Baghdad": "IQ",
    "Asia/Bahrain": "BH",
    "Asia/Damascus": "SY",
    "Asia/Jerusalem": "IL",
    "Asia/Kabul": "AF",
    "Asia/Kuwait": "KW",
    "Asia/Muscat": "OM",
    "Asia/Qatar": "QA",
    "Asia/Riyadh": "SA",
    "Asia/Tehran": "IR",
    "Asia/Tel_Aviv": "IL",
    "Egypt": "EG",
    "Iran": "IR",
    "Israel": "IL",
    "Libya": "LY",
}
"""The zones of these territories (tzdata's zone.tab and backward), for all who use the chat in a language of elsewhere."""
DAYS_OFF = {territory: days for days, territories in WEEKENDS.items() for territory in territories}


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether this is the name of a zone that can be counted with: an IANA name that our tzdata has."""
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):  # no such zone; no name of a file; the name of a folder
        return False


class Rhythm(StrEnum):
    """How often questions come by themselves: as section 13 has it, half as often, every four weeks, never."""

    GUIDE = "guide"
    HALF = "half"
    MONTHLY = "monthly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose; None is what holds by itself, which may change with their zone or language."""

    quiet_from: time | None = None
    quiet_until: time | None = None
    working_days: tuple[int, ...] | None = None
    day: int | None = None
    hour: time | None = None
    rhythm: Rhythm | None = None


NONE_CHOSEN = Choices()


@dataclass(frozen=True, slots=True)
class Habits:
    """What holds for somebody, on the clock of their `zone` (IANA). `day` is the weekday for questions (None: that of the
    introduction), `hour` when they come; quiet hours may pass midnight, or lie in the day of who works at night."""

    zone: str
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    working_days: tuple[int, ...] = (MON, TUE, WED, THU, FRI)
    day: int | None = None
    hour: time = HOUR
    rhythm: Rhythm = Rhythm.GUIDE

    def is_quiet_at(self, clock: time) -> bool:
        """Whether this time of day lies in the quiet hours."""
        if self.quiet_from > self.quiet_until:
            return clock >= self.quiet_from or clock < self.quiet_until
        return self.quiet_from <= clock < self.quiet_until

    @property
    def morning(self) -> time:
        """When what waited for the day arrives: 9:00, or where that is quiet, when quiet ends."""
        return self.quiet_until if self.is_quiet_at(HOUR) else HOUR

    @property
    def days_off(self) -> tuple[int, ...]:
        return tuple(day for day in WEEK if day not in self.working_days)


@lru_cache(maxsize=4096)
def habits_of(zone: str, locale: str, chosen: Choices = NONE_CHOSEN) -> Habits:
    """What holds for somebody in this zone who uses the chat in this language, given what they chose."""
    working = usual_days(zone, locale) if chosen.working_days is None else chosen.working_days
    return Habits(
        zone=zone,
        quiet_from=QUIET_FROM if chosen.quiet_from is None else chosen.quiet_from,
        quiet_until=QUIET_UNTIL if chosen.quiet_until is None else chosen.quiet_until,
        working_days=working,
        day=chosen.day if chosen.day in working else None,
        hour=HOUR if chosen.hour is None else chosen.hour,
        rhythm=chosen.rhythm or Rhythm.GUIDE,
    )


def usual_days(zone: str, locale: str) -> tuple[int, ...]:
    """The working days by the language's territory (`he-IL`), else by the zone's: few chats are offered in the languages of
    all places where people work on Sundays."""
    territory = locale.replace("_", "-").split("-")[-1].upper()
    off: Collection[int] = DAYS_OFF.get(territory) or DAYS_OFF.get(ZONES.get(zone, ""), (SAT, SUN))
    return tuple(day for day in WEEK if day not in off)


def check(habits: Habits, *, day: int | None) -> None:
    """Raise Refusals, each at the field of the form that it belongs to (`day`: the weekday that was chosen), where these habits
    would leave no day, no hour, or no time to ask in."""
    checks = Checks()
    if not habits.working_days:
        checks.refuse("settings.no_day", field="days")
    elif day is not None and day not in habits.working_days:
        checks.refuse("settings.day_off", field="day")
    if awake_for(habits) < AWAKE_AT_LEAST:
        checks.refuse("settings.always_quiet", field="quiet_until")
    elif not _can_ask(habits):
        last = _minutes(habits.quiet_from) - MINUTES_TO_ASK
        checks.refuse("settings.quiet_then", field="hour", first=habits.quiet_until, last=_clock(last % MINUTES_A_DAY))
    checks.done()


def awake_for(habits: Habits) -> int:
    """For how many minutes of the day it is not quiet; as many as none where both ends are the same."""
    return (_minutes(habits.quiet_from) - _minutes(habits.quiet_until)) % MINUTES_A_DAY


def _can_ask(habits: Habits) -> bool:
    """Whether there is an hour from the chosen time until quiet begins: a question has to be sent before."""
    since = (_minutes(habits.hour) - _minutes(habits.quiet_until)) % MINUTES_A_DAY
    return since + MINUTES_TO_ASK <= awake_for(habits)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def chosen_of(habits: Habits, *, day: int | None, locale: str) -> Choices:
    """What of these habits was really chosen: what would hold in any case is left to the zone and the language."""
    usual = habits_of(habits.zone, locale)
    return Choices(
        quiet_from=None if habits.quiet_from == usual.quiet_from else habits.quiet_from,
        quiet_until=None if habits.quiet_until == usual.quiet_until else habits.quiet_until,
        working_days=None if habits.working_days == usual.working_days else habits.working_days,
        day=day,
        hour=None if habits.hour == usual.hour else habits.hour,
        rhythm=None if habits.rhythm is Rhythm.GUIDE else habits.rhythm,
    )
