"""Process models: the stages or steps a mentorship goes through, in their usual order (field guide, sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.mentoring.stages import Stage

PROGRAM_WEEKS = {6: 26, 9: 39, 12: 52}
"""How many weeks a program of so many months has."""


class EndsWhen(StrEnum):
    """What brings a stage or step to its end, as far as evidence tells. Each can be read; none is set by hand."""

    FIRST_MEETING = "first_meeting"
    """A meeting was held."""
    SECOND_MEETING = "second_meeting"
    """Two meetings were held."""
    ALL_SIGNED = "all_signed"
    """Every member has signed one version of the agreement."""
    PLAN_BEGUN = "plan_begun"
    """The action plan has a goal with an action step."""
    STEP_DONE = "step_done"
    """An action step is done."""
    USUAL_TIME = "usual_time"
    """Its usual weeks have passed."""
    MASTERY = "mastery"
    """The relationship is read as S3: at least half of the open goals are the mentee's own to lead."""
    ALL_MET = "all_met"
    """The relationship is read as S4: all goals are met, or most of them and the rest is led by the mentee."""
    CLOSING = "closing"
    """The closing conversation has begun."""


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One of the four stages or one of the nine steps; `id` is the field guide's, `name` what people read.

    `task` is its one critical task, `focus` the shared work, `ends` in words what `ends_when` says as conditions, all of
    which have to hold. `task`, `focus` and `ends` have the places {mentor} and {mentee}. `weeks`: how many it usually takes
    by the months of the program. `counts_as`: the stage whose thresholds apply (section 12). `sources`: the ids it covers.
    """

    id: str
    name: str
    task: str
    focus: str
    ends: str
    ends_when: tuple[EndsWhen, ...]
    weeks: Mapping[int, float] = field(hash=False)
    counts_as: Stage
    may_be_skipped: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """A process model: its stages or steps in their usual order, and how many months programs with it usually have."""

    id: str
    name: str
    months: tuple[int, ...]
    steps: tuple[ProcessStep, ...]

    def step(self, id: str) -> ProcessStep:
        """The stage or step with this id. Raises KeyError where there is none."""
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(id)


def months_of(start: date, end: date) -> int:
    """The nearest of 6, 9 and 12 months for a program from its first to its last day; of two equally near the shorter."""
    days = (end - start).days
    return min(PROGRAM_WEEKS, key=lambda months: abs(days - 7 * PROGRAM_WEEKS[months]))


def weeks(step: ProcessStep, months: int) -> float:
    """How many weeks it usually takes in a program of so many months (see `months_of`); halves are possible."""
    return step.weeks[months]


def usual(process: Process, months: int) -> dict[str, timedelta]:
    """How long each stage or step usually takes in such a program, by its id; and all that counts as a stage, together."""
    spans = dict.fromkeys([*Stage, *(step.id for step in process.steps)], timedelta())
    for step in process.steps:
        for id in {step.id, step.counts_as.value}:
            spans[id] += timedelta(weeks=weeks(step, months))
    return spans
