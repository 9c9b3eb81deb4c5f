"""The stages of a mentorship and how to tell which one it is in (field guide, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MEETINGS_THAT_END_S1 = 2
"""S1.focus: an agreement is often made in the very first hour, trust is not."""


class Stage(StrEnum):
    """The four stages of the default model; what they are called on screen lies in the texts `process.<id>.name`."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


@dataclass(frozen=True, slots=True)
class Reading:
    """Which stage a mentorship is in, and what that rests on; none of it says who.

    `signed`: how many of `members` signed the version that most of them signed; `held`: meetings that took place.
    """

    stage: Stage
    signed: int
    members: int
    held: int

    @property
    def all_signed(self) -> bool:
        return self.signed >= self.members
