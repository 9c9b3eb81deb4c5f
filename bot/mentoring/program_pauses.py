"""Pauses of the whole program (holidays, exams): days on which nobody of it is asked or suggested anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.habits import Habits
from bot.mentoring.pauses import Span, together
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Checks

ProgramPauseId = NewType("ProgramPauseId", int)

LONGEST = timedelta(days=183)
"""The longest pause; a program that rests longer than half a year has ended."""
FARTHEST = timedelta(days=731)
LONGEST_NAME = 60
FIRST_CLOCK, LAST_CLOCK = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks on earth lie ahead of UTC and behind it."""
TOLD_AHEAD = timedelta(days=14)
"""How long before its first day a pause is shown to the pairs."""


@dataclass(frozen=True, slots=True)
class ProgramPause:
    """From the first day to the last, both in it, on everybody's own calendar. `name` is what a coordinator calls it, which
    may be nothing."""

    id: ProgramPauseId
    team: str
    first: date
    last: date
    name: str
    set_by: PersonId

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def span(self) -> Span:
        """From when the first day has begun anywhere to when the last is over everywhere."""
        begins, ends = (datetime.combine(day, time(), UTC) for day in (self.first, self.last + timedelta(days=1)))
        return begins - FIRST_CLOCK, ends + LAST_CLOCK


def covering(pauses: Iterable[ProgramPause], day: date) -> ProgramPause | None:
    """The pause that a day lies in; none lies in two."""
    return next((each for each in pauses if each.covers(day)), None)


def spans(pauses: Iterable[ProgramPause]) -> tuple[Span, ...]:
    """The time for which the engine's clocks stand still."""
    return tuple(each.span for each in pauses)


def ends_everywhere(pauses: Iterable[ProgramPause], now: datetime) -> datetime | None:
    """When the pause that lasts anywhere at this moment is over everywhere; None where none does."""
    return together(spans(pauses)).end_at(now)


def morning_after(pauses: Sequence[ProgramPause], now: datetime, habits: Habits) -> datetime | None:
    """The first working morning after the pause that a moment lies in for somebody; None where it lies in none."""
    day = cadence.local(now, habits.zone).date()
    pause = covering(pauses, day)
    if pause is None:
        return None
    while pause is not None:
        day = cadence.working_day(pause.last + timedelta(days=1), habits)
        pause = covering(pauses, day)
    return cadence.morning_of(day, habits)


def shown(pauses: Iterable[ProgramPause], today: date) -> ProgramPause | None:
    """The pause to tell somebody of on this day: that which lasts, or the next one that is near."""
    near = [each for each in pauses if each.last >= today and each.first <= today + TOLD_AHEAD]
    return min(near, key=lambda each: each.first, default=None)


def check(pause: ProgramPause, others: Iterable[ProgramPause], *, before: ProgramPause | None, today: date) -> None:
    """Raise `Refusals` at the fields of the form where this cannot be planned beside the `others`. `before`: as it was, where
    it is changed; `today` is the coordinator's."""
    checks = Checks()
    has_begun = before is not None and before.first <= today
    if len(pause.name) > LONGEST_NAME:
        checks.refuse("program_pauses.long_name", field="name", most=LONGEST_NAME)
    if before is not None and has_begun and pause.first != before.first:
        checks.refuse("program_pauses.has_begun", field="first", first=before.first)
    elif pause.first > today + FARTHEST:
        checks.refuse("program_pauses.too_far", field="first")
    elif not has_begun and pause.first < today:
        checks.refuse("program_pauses.past", field="first", today=today)
    if pause.last < pause.first:
        checks.refuse("program_pauses.backwards", field="last", first=pause.first)
    elif pause.last < today:
        checks.refuse("program_pauses.over", field="last", today=today)
    elif pause.last - pause.first > LONGEST:
        checks.refuse("program_pauses.too_long", field="last")
    checks.done()
    for other in others:
        if other.id != pause.id and pause.first <= other.last and other.first <= pause.last:
            checks.refuse("program_pauses.overlaps", field="first", first=other.first, last=other.last)
            checks.done()


def taken_back(pause: ProgramPause, today: date) -> ProgramPause | None:
    """What is left of a pause that ends with today: the days that have passed in it; None where it had not begun."""
    left = replace(pause, last=min(pause.last, today - timedelta(days=1)))
    return left if left.last >= left.first else None
