"""The first two meetings, in parts that a pair ticks off together (field guide, M1 and M2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.mentoring.decision import Decision
from bot.mentoring.goals import Goal, GoalId, current
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands


class Which(StrEnum):
    """Which meeting an agenda is for."""

    FIRST = "first"
    SECOND = "second"


PARTS: dict[Which, tuple[str, ...]] = {
    Which.FIRST: ("M1.acquaint", "M1.goals", "M1.agreement"),
    Which.SECOND: ("M2.review", "M2.choose", "M2.steps"),
}


def of_nth(nth: int) -> Which | None:
    """The agenda of the how many-th meeting; later ones have none."""
    return {1: Which.FIRST, 2: Which.SECOND}.get(nth)


@dataclass(frozen=True, slots=True)
class AgendaTick:
    """A part that a pair has talked about; open again where `done_at` is None."""

    mentorship: MentorshipId
    part: str
    by: PersonId
    done_at: datetime | None


def which_has(part: str) -> Which:
    """The agenda of a part. Raises Refusal("agendas.unknown")."""
    for which, parts in PARTS.items():
        if part in parts:
            return which
    raise Refusal("agendas.unknown")


def stands(which: Which, ticked: Collection[str]) -> Stands:
    """How far a pair has come in it; the same for both."""
    through = sum(part in ticked for part in PARTS[which])
    if through == len(PARTS[which]):
        return Stands.DONE
    return Stands.HALF if through else Stands.NEW


def in_order(goals: Sequence[Goal], wanted: Sequence[GoalId]) -> Decision:
    """The goals that are worked on in another order (M2.review). Raises Refusal at the place where one stands twice, and
    where the goals are not those that were shown any more."""
    order = {each.id: each for each in current(goals)}
    for nth, id in enumerate(wanted, start=1):
        if id in wanted[: nth - 1]:
            raise Refusal("agendas.twice", field=f"place{nth}")
    if set(wanted) != set(order):
        raise Refusal("agendas.other_goals", field="place1")
    placed = [replace(order[id], priority=nth) for nth, id in enumerate(wanted, start=1)]
    return Decision(changes=tuple(each for each in placed if each != order[each.id]))
