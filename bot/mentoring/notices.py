"""A notice: something the companion promises to tell someone, and when. Words are added only at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.mentoring.people import PersonId


@dataclass(frozen=True, slots=True)
class ToPerson:
    """A direct message from the companion."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class ToGroup:
    """The group conversation of all members of a mentorship with the companion."""

    mentorship: int


@dataclass(frozen=True, slots=True)
class ToChannel:
    """A channel of the workspace."""

    team: str
    channel: str
    enterprise: str = ""


AT_ONCE = "at_once"
"""What is said in `about` of something unasked that does not wait for the day on which somebody hears of all their mentorships."""

OWN_DAY = "the day for questions"
"""Why something unasked waits that does wait for it."""

Recipient = ToPerson | ToGroup | ToChannel


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to come.

    `key` is unique for ever: the same cause planned twice is sent once. `due` and `latest` are aware; after `latest`
    the notice is stale and skipped. `about` holds ids, never words. `unasked` counts towards the caps of section 13;
    `always` marks a direct answer to something a person just did, which may be given at night.
    """

    kind: str
    to: Recipient
    key: str
    due: datetime
    latest: datetime
    about: Mapping[str, int | str] = field(default_factory=dict)
    unasked: bool = False
    always: bool = False


class Unwanted(Exception):
    """A notice that was about to go out has lost its reason; it is skipped and the reason (its message) kept."""


def alone_key(key: str, person: PersonId) -> str:
    """The key of what was planned for a group under `key` and went to this person alone."""
    return f"{key}:alone:{person}"
