"""The shape of a question, as the bank holds them: for whom, how it is answered, what its answer tells about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.mentoring.people import Role
from bot.mentoring.stages import Stage


class Answered(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    WORDS = "words"


class Delicate(StrEnum):
    """What a question touches that is left out where the mentor manages or grades the mentee (section 14)."""

    WEAKNESSES = "weaknesses"
    REVIEWS = "reviews"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer by one tap: what is kept and what the button says."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank. `evidence` names what its answer tells about, `sources` are field-guide ids, `condition`
    the core condition (section 9) it is about, if any. `options` are a scale's five steps, a choice's answers, or what
    stands beside *Write*. It may return to the same person after `gap_weeks`; `after_meeting`: not before they met."""

    id: str
    text: str
    stages: frozenset[Stage]
    roles: frozenset[Role]
    answered: Answered
    evidence: str
    sources: tuple[str, ...]
    shared: bool
    gap_weeks: int
    options: tuple[Option, ...] = ()
    condition: str | None = None
    delicate: Delicate | None = None
    after_meeting: bool = False

    @property
    def for_both(self) -> bool:
        """Whether mentor and mentee are asked the same."""
        return len(self.roles) > 1

    def option(self, value: str) -> Option | None:
        """The answer by one tap that is kept as `value`."""
        return next((option for option in self.options if option.value == value), None)
