"""Slack user and team <-> person: who asks, and looking up whom storage does not know yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from bot.mentoring.people import Handle, UnknownPeople
from bot.usecases import people
from handlers.slack.desk import Desk

T = TypeVar("T")


def handle_of(body: Mapping[str, Any]) -> Handle:
    """Who sent this payload; a person is known by enterprise, team and user."""
    user = body["user"]["id"] if "user" in body else body["user_id"]
    team = body["team"]["id"] if body.get("team") else body.get("team_id") or body["user"]["team_id"]
    enterprise = (body.get("enterprise") or {}).get("id") or body.get("enterprise_id") or ""
    return Handle(team=team, user=user, enterprise=enterprise)


async def introduce(desk: Desk, *handles: Handle, field: str | None = None) -> None:
    """Look these people up in Slack and keep what it says. Raises Refusal("people.unknown"), at `field` where given."""
    profiles = {handle: await desk.chat.profile(handle, field=field) for handle in handles}
    await desk.run(people.remember, profiles, now=desk.now())


async def acquainted(act: Callable[[], Awaitable[T]], desk: Desk) -> T:
    """Do this; where it meets people it does not know yet, look them up and do it again, once."""
    try:
        return await act()
    except UnknownPeople as unknown:
        await introduce(desk, *unknown.handles)
        return await act()
