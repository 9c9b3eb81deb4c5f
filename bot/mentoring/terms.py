"""The terms of an agreement (field guide, section 6) and the three pages on which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Frequency(StrEnum):
    """A.schedule.frequency."""

    WEEKLY = "1w"
    TWO_WEEKS = "2w"
    THREE_WEEKS = "3w"
    MONTHLY = "1m"


class Weekday(StrEnum):
    """The day of A.schedule.when."""

    MONDAY = "mo"
    TUESDAY = "tu"
    WEDNESDAY = "we"
    THURSDAY = "th"
    FRIDAY = "fr"


class Initiator(StrEnum):
    """A.initiator: who sets up the meetings."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    TURNS = "turns"


class MentorRole(StrEnum):
    """A.roles: what the mentor is to the mentee (T.mentor-functions)."""

    TEACHES = "teaches"
    THINKS_ALONG = "thinks_along"
    ENCOURAGES = "encourages"
    PROTECTS = "protects"
    OPENS_DOORS = "opens_doors"


class Confidentiality(StrEnum):
    """A.confidentiality; the law comes first in both."""

    NOTHING = "nothing"
    PERMISSION = "permission"


class Commitment(StrEnum):
    """The time commitment of A.ground-rules: how much time between two meetings."""

    MEETINGS = "meetings"
    HOUR = "hour"
    HOURS = "hours"
    AS_NEEDED = "as_needed"


DURATIONS = (30, 45, 60, 90)
"""Minutes."""
GOALS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """What two people agree; everything may be open until they sign. `zone` is the IANA zone in which `time` is meant.

    `goals` holds one goal a line. What people typed is kept as they typed it.
    """

    frequency: Frequency | None = None
    weekday: Weekday | None = None
    time: time | None = None
    zone: str = "UTC"
    duration: int | None = None
    where: str = ""
    initiator: Initiator | None = None
    geography: str = ""
    goals: str = ""
    roles: tuple[MentorRole, ...] = ()
    mentor_part: str = ""
    mentee_part: str = ""
    confidentiality: Confidentiality | None = None
    commitment: Commitment | None = None
    ground_rules: str = ""

    @property
    def goal_lines(self) -> tuple[str, ...]:
        """The goals (A.goals), one by one."""
        return tuple(line.strip() for line in self.goals.splitlines() if line.strip())

    @property
    def schedule(self) -> tuple[object, ...]:
        """What a series of meetings follows from (A.schedule, A.initiator)."""
        return (self.frequency, self.weekday, self.time, self.zone, self.duration, self.where, self.initiator)

    def first_open_page(self) -> int | None:
        """The first page on which something is open that has to be said before signing; None where nothing is."""
        for page, names in PAGES.items():
            if any(name in REQUIRED and _is_open(getattr(self, name)) for name in names):
                return page
        return None


PAGES: dict[int, tuple[str, ...]] = {
    1: ("frequency", "weekday", "time", "duration", "where", "initiator", "geography"),
    2: ("goals", "roles", "mentor_part", "mentee_part"),
    3: ("confidentiality", "commitment", "ground_rules"),
}
OPTIONAL = frozenset({"geography", "ground_rules"})
REQUIRED = frozenset(name for names in PAGES.values() for name in names) - OPTIONAL
LENGTHS = {"where": 200, "geography": 300, "goals": 900, "mentor_part": 600, "mentee_part": 600, "ground_rules": 600}
"""The most characters of each text that people type."""


def _is_open(value: object) -> bool:
    return value is None or value in ("", ())
