"""What a meeting should bring, and how far a goal had come by then (field guide, M.objective and M.evaluate)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.appointments import Appointment, AppointmentId, State
from bot.mentoring.goals import GoalId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

BRING = 300
SET, LOOK_BACK = "objective:{}", "progress:{}"
"""The drafts of the two forms about a meeting."""
WORTH_A_LOOK = timedelta(days=7)
"""So long after a meeting both are offered to look at how far they have come."""


class HowFar(StrEnum):
    """How far a goal has come, as two people see it together."""

    NOT_YET = "not_yet"
    BEGUN = "begun"
    HALF = "half"
    NEARLY = "nearly"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Objective:
    """The goal that a meeting's objective is taken from, and what to bring; its words are the appointment's own."""

    appointment: AppointmentId
    goal: GoalId | None = None
    bring: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far a goal had come at a meeting; one for both, and whoever taps last has it."""

    appointment: AppointmentId
    goal: GoalId
    how_far: HowFar
    by: PersonId
    at: datetime


def check_held(appointment: Appointment, now: datetime) -> None:
    """Raise Refusal for a meeting that is not over, or that did not take place."""
    if not appointment.is_over(now):
        raise Refusal("appointments.not_over")
    if appointment.state not in (State.BOOKED, State.HELD):
        raise Refusal("objectives.not_held")
