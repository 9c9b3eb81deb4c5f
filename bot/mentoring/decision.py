"""A decision: what the subject concludes, recorded by the shell in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.mentoring.evidence import Evidence
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.notices import Notice

Traces = tuple[tuple[MentorshipId, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """`changes` are values to keep (appointments, signatures, signals, milestones, ...), each replacing the stored one
    with the same id; `notices` are messages to plan; `withdrawn` are keys of notices that must not go out any more
    (a key that ends in `*` withdraws all that begin so); `evidence` is what the engine reads of it, with the mentorship that
    it is of."""

    changes: tuple[Any, ...] = ()
    notices: tuple[Notice, ...] = ()
    withdrawn: tuple[str, ...] = ()
    evidence: Traces = ()

    def __add__(self, other: Decision) -> Decision:
        return Decision(
            changes=self.changes + other.changes,
            notices=self.notices + other.notices,
            withdrawn=self.withdrawn + other.withdrawn,
            evidence=self.evidence + other.evidence,
        )


NOTHING = Decision()
