"""What a goal may lack to be reached and noticed (G.smart): pointed at, never asked for. Whether it is realistic is for the
two of them to judge."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.mentoring.action_plan import Step
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.people import Role

AT_ONCE = 2
"""Hints that are shown together."""
FAR, SOON = timedelta(days=180), timedelta(days=31)
"""A day is far when it is further away than this and no step is due soon (G.deadlines)."""
CROWDED = 8
"""Open steps of a whole plan from which on a new goal is one too many at once."""
EARLY, LATE = timedelta(days=30), timedelta(days=14)
"""How much before or after its day a goal is met for that to be worth a word."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Hint(StrEnum):
    """What may be missing, the most telling first."""

    MEASURABLE = "measurable"
    SPECIFIC = "specific"
    TIMED = "timed"
    DEADLINES = "deadlines"
    CROWDED = "crowded"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Telling:
    """The words by which one language tells: those that leave an end open, and those that count something."""

    vague: Collection[str]
    counted: Collection[str]

    def leaves_open(self, text: str) -> bool:
        """Whether a text says a direction and nothing that could be shown or counted."""
        if any(letter.isdigit() for letter in text):
            return False
        words = f" {' '.join(WORD.findall(text.casefold()))} "
        if any(f" {each} " in words for each in self.counted):
            return False
        return any(f" {each} " in words for each in self.vague)


def missing(
    goal: Goal, was: Goal | None, steps: Sequence[Step], *, by: Role, today: date, telling: Telling
) -> list[Hint]:
    """What to point at after this goal was saved, two at the most, and only about what was written now: text that stayed
    as it was (`was`) has been pointed at before. `steps` are those of the whole plan."""
    titled, told = was is None or was.title != goal.title, was is None or was.outcome != goal.outcome
    dated = was is None or was.target != goal.target
    vague_end = telling.leaves_open(goal.outcome) or goal.outcome.casefold() == goal.title.casefold()
    open_steps = [step for step in steps if not step.is_done]
    found = {
        Hint.MEASURABLE: told and vague_end,
        Hint.SPECIFIC: titled and telling.leaves_open(goal.title) and vague_end,
        Hint.TIMED: dated and goal.target is None,
        Hint.DEADLINES: dated and goal.target is not None and goal.target - today > FAR
        and not any(step.goal == goal.id and step.due and step.due - today <= SOON for step in open_steps),
        Hint.CROWDED: was is None and len(open_steps) >= CROWDED,
        Hint.AGREED: titled and by is Role.MENTOR,
    }  # fmt: skip
    return [hint for hint in Hint if found[hint]][:AT_ONCE]


class Asking(StrEnum):
    """What a mentor may ask when a goal is marked as met: the size of the next one, never a judgement of this one."""

    EARLY = "early"
    LATE = "late"
    OPEN = "open"
    USUAL = "usual"


def to_ask(goal: Goal, *, marked_on: date, telling: Telling) -> Asking | None:
    """One thing, for a goal whose mark waits; None for any other."""
    if goal.state is not GoalState.MARKED:
        return None
    if goal.target is not None and goal.target - marked_on >= EARLY:
        return Asking.EARLY
    if goal.target is not None and marked_on - goal.target >= LATE:
        return Asking.LATE
    return Asking.OPEN if telling.leaves_open(goal.outcome) else Asking.USUAL
