"""Who takes part: people, how the chat names them, and the role each has in a mentorship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.mentoring.habits import NONE_CHOSEN, Choices, Habits, habits_of

PersonId = NewType("PersonId", int)


class Role(StrEnum):
    """What someone is in one mentorship; the same person may be the other in another."""

    MENTOR = "mentor"
    MENTEE = "mentee"


@dataclass(frozen=True, slots=True)
class Handle:
    """How the chat names a person: organisation (empty where there is none), workspace and user id."""

    team: str
    user: str
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the companion knows them. `zone` is an IANA name, never an offset: offsets change twice a year. `gone_since`:
    when their account was found switched off, and `gone_counts_at`, when that counts, None once it does."""

    id: PersonId
    handle: Handle
    full_name: str
    first_name: str
    title: str
    zone: str
    locale: str
    is_bot: bool = False
    deactivated: bool = False
    snoozed_until: datetime | None = None
    chosen: Choices = NONE_CHOSEN
    gone_since: datetime | None = None
    gone_counts_at: datetime | None = None

    @property
    def habits(self) -> Habits:
        """When they may be written to, by what they chose and by their zone and language."""
        return habits_of(self.zone, self.locale, self.chosen)

    def is_snoozed(self, now: datetime) -> bool:
        """Whether this person asked for quiet that still lasts at `now` (aware)."""
        return self.snoozed_until is not None and now < self.snoozed_until


class UnknownPeople(Exception):
    """Somebody is not in storage yet; the surface looks them up in the chat, stores them and asks again."""

    def __init__(self, *handles: Handle) -> None:
        super().__init__(handles)
        self.handles = handles
