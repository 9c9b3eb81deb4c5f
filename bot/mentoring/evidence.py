"""Evidence: what happened in a mentorship, piece by piece, as the engine reads it. Never what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.mentoring.people import PersonId


class What(StrEnum):
    """The kinds of evidence. What happens at one moment is read in this order."""

    INTRODUCED = "introduced"
    AMENDED = "amended"
    SIGNED = "signed"
    GOAL_ADDED = "goal.added"
    GOAL_CHANGED = "goal.changed"
    STEP_ADDED = "step.added"
    STEP_CHANGED = "step.changed"
    STEP_DONE = "step.done"
    STEP_REOPENED = "step.reopened"
    STEP_DROPPED = "step.dropped"
    GOAL_MARKED = "goal.marked"
    GOAL_UNMARKED = "goal.unmarked"
    GOAL_MET = "goal.met"
    GOAL_DROPPED = "goal.dropped"
    BOOKED = "meeting.booked"
    MOVED = "meeting.moved"
    CALLED_OFF = "meeting.called_off"
    HELD = "meeting.held"
    MISSED = "meeting.missed"
    UNKNOWN = "meeting.unknown"
    ANSWERED = "check_in.answered"
    UNANSWERED = "check_in.unanswered"
    SAID = "said"
    STAGE_FELT = "stage.felt"
    SKIP_FELT = "skip.felt"
    SNOOZED = "snoozed"
    CLOSING = "closing"


class Evidence(NamedTuple):
    """One piece. `about` is the id of what it is about (goal, step, appointment, version of the agreement), `goal` the
    goal of a step or of an answer.

    `value` by kind: STEP_ADDED and STEP_CHANGED the due day (ISO, or empty); BOOKED and MOVED the end of the appointment
    in epoch seconds; SAID, STAGE_FELT and SKIP_FELT the kept answer; SNOOZED the end of the quiet in epoch
    seconds; CLOSING "revisited" where it is taken back.
    `topic`: what an answer tells about (SAID), which of the nine steps (SKIP_FELT), or that a series
    had it booked (BOOKED). `by` did it, said it or is meant by
    it; None where it was the calendar.
    """

    at: datetime
    what: What
    by: PersonId | None = None
    about: int = 0
    goal: int | None = None
    topic: str = ""
    value: str = ""


BY_SERIES = "series"
"""The topic of a meeting that a series had booked by itself, when nobody did anything."""
ORDER = {what: nth for nth, what in enumerate(What)}
NEEDS_BOOKING = {What.MOVED, What.CALLED_OFF, What.HELD, What.MISSED, What.UNKNOWN}
ENDS = NEEDS_BOOKING - {What.MOVED}
"""What an appointment comes to count as, once."""
NEEDS_GOAL = {
    What.GOAL_CHANGED,
    What.GOAL_MARKED,
    What.GOAL_UNMARKED,
    What.GOAL_MET,
    What.GOAL_DROPPED,
    What.STEP_ADDED,
}
NEEDS_STEP = {What.STEP_CHANGED, What.STEP_DONE, What.STEP_REOPENED, What.STEP_DROPPED}
NEEDS = NEEDS_BOOKING | NEEDS_GOAL | NEEDS_STEP
BEGINS = {What.BOOKED, What.GOAL_ADDED}
BOOKED, STEP_ADDED = What.BOOKED, What.STEP_ADDED


@dataclass(frozen=True, slots=True)
class Refused:
    """A piece that contradicts the others, and why; it is kept out, never guessed at."""

    piece: Evidence
    reason: str


def _place(piece: Evidence) -> tuple[datetime, int, int, str, int, str]:
    """Where it stands among others: of what is simultaneous, no order of writing it down changes anything."""
    at, what, by, about, _, topic, value = piece
    return (at, ORDER[what], about, topic, by or 0, value)


def in_order(pieces: Iterable[Evidence]) -> tuple[list[Evidence], list[Refused]]:
    """The pieces by their moments, and those that cannot be true beside them: what ends before it begins, or twice."""
    kept: list[Evidence] = []
    refused: list[Refused] = []
    booked: set[int] = set()
    over: set[int] = set()
    goals: set[int] = set()
    steps: set[int] = set()
    for piece in sorted(pieces, key=_place):
        what = piece.what
        if what not in NEEDS:
            kept.append(piece)
            if what in BEGINS:
                (booked if what is BOOKED else goals).add(piece.about)
        elif what in NEEDS_BOOKING and piece.about not in booked:
            refused.append(Refused(piece, "before it was booked"))
        elif what in NEEDS_BOOKING and piece.about in over:
            refused.append(Refused(piece, "after it came to count as something else"))
        elif what in NEEDS_GOAL and (piece.goal if what is STEP_ADDED else piece.about) not in goals:
            refused.append(Refused(piece, "before its goal was added"))
        elif what in NEEDS_STEP and piece.about not in steps:
            refused.append(Refused(piece, "before the step was added"))
        else:
            kept.append(piece)
            if what in ENDS:
                over.add(piece.about)
            elif what is STEP_ADDED:
                steps.add(piece.about)
    return kept, refused


def since(pieces: Sequence[Evidence], moment: datetime | None) -> list[Evidence]:
    """Those after a moment; all where there is none."""
    return list(pieces) if moment is None else [piece for piece in pieces if piece.at > moment]
