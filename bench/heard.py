"""What is heard in a year, and which of the promises about it were broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bot.mentoring import cadence
from bot.mentoring.habits import Habits
from bot.mentoring.people import PersonId

WEEK = 7


class Heard(NamedTuple):
    """A message as it went out: to whom, when, by which habits, whether the program or the person rested just then, and what
    was in it (kind, unasked, always)."""

    person: PersonId
    at: datetime
    habits: Habits
    rests: bool
    snoozed: bool
    parts: tuple[tuple[str, bool, bool], ...]

    @property
    def day(self) -> date:
        return cadence.local(self.at, self.habits.zone).date()

    @property
    def is_unasked(self) -> bool:
        return any(unasked for _, unasked, _ in self.parts)

    @property
    def is_always(self) -> bool:
        return all(always for _, _, always in self.parts)


@dataclass
class Noise:
    """What came of it. `weeks`: how many unasked messages a person had in each week of the year, mentors and mentees apart;
    `together`: how many things were in a message; `broken`: promises that were not kept."""

    people: int = 0
    weeks: dict[str, Counter[int]] = field(default_factory=lambda: {"mentors": Counter(), "mentees": Counter()})
    together: Counter[int] = field(default_factory=Counter)
    ended: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def at_a_bad_moment(heard: Heard) -> Iterator[str]:
    what = f"{'+'.join(kind for kind, _, _ in heard.parts)} to person {heard.person} at {heard.at}"
    if heard.is_always:
        return
    if cadence.is_quiet(heard.at, heard.habits):
        yield f"in quiet hours: {what}"
    if heard.snoozed:
        yield f"during their own pause: {what}"
    if heard.is_unasked and heard.rests:
        yield f"during a pause of the program: {what}"
    if heard.is_unasked and not cadence.is_working_day(heard.day, heard.habits):
        yield f"on a day off: {what}"


def too_many(person: PersonId, days: list[date]) -> Iterator[str]:
    """The caps count days of the person's own calendar."""
    for nth, day in enumerate(days):
        if nth and days[nth - 1] == day:
            yield f"two unasked messages to person {person} on {day}"
        if nth > 1 and (day - days[nth - 2]).days < WEEK:
            yield f"three unasked messages to person {person} in the week until {day}"
