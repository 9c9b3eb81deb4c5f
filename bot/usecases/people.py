"""Keeps what the chat says about people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.mentoring.people import Handle
from storage.store import Work


def remember(work: Work, profiles: Mapping[Handle, dict[str, Any]]) -> None:
    """Keep these profiles, of new people and of known ones."""
    for handle, profile in profiles.items():
        work.people.remember(handle, profile)


def changed(work: Work, handle: Handle, profile: dict[str, Any]) -> None:
    """The chat tells that a profile has changed (name, zone, deactivated): kept for people who are known already."""
    if work.people.find(handle) is not None:
        work.people.remember(handle, profile)
