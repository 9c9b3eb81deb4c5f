"""What Slack tells us unasked: Home was opened, somebody wrote to the companion, a profile changed.

An event whose effect could not be kept is not acknowledged: Slack brings it again, and its key makes it one effect.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bot.mentoring.people import Handle
from bot.mentoring.refusals import Refusal
from bot.usecases import home as usecase
from bot.usecases import people
from handlers.slack import home
from handlers.slack.chat import profile_of
from handlers.slack.commands import meant
from handlers.slack.desk import Desk
from handlers.slack.identity import acquainted

log = structlog.get_logger("slack")

Event = dict[str, Any]
WRITTEN = {None, "file_share", "me_message", "thread_broadcast"}
"""Subtypes of messages that people write themselves; all others tell of changes."""


async def home_opened(body: Event, desk: Desk) -> None:
    """`app_home_opened`: Home is drawn as things are now; the Messages tab needs nothing."""
    if body["event"].get("tab", "home") == "home":
        await home.publish(_handle(body, body["event"]["user"]), desk)


async def written(body: Event, desk: Desk) -> None:
    """`message.im`: never silence, also to a file or a shared reply. What bots, Slack itself or this app write is not
    answered, nor a text that was edited or deleted."""
    event = body["event"]
    ourselves = {each.get("user_id") for each in body.get("authorizations") or () if each.get("is_bot")}
    by_a_person = event.get("user") and not event.get("bot_id") and event["user"] not in ourselves
    if event.get("channel_type") != "im" or event.get("subtype") not in WRITTEN or not by_a_person:
        return
    who = _handle(body, event["user"])
    word = meant(str(event.get("text") or "").split())
    await home.look(who, desk)
    await desk.run(usecase.say_hello, who, event=body["event_id"], word=word, now=desk.now())


async def profile_changed(body: Event, desk: Desk) -> None:
    """`user_change`: name, zone (never an offset) and whether the account is still there. They may come in any order: each
    says when it was."""
    event = body["event"]
    profile, user = profile_of(event["user"]), event["user"]["id"]
    if event.get("event_ts"):
        profile["profile_changed_at"] = round(float(event["event_ts"]) * 1_000_000)
    await desk.run(people.changed, _handle(body, user), profile, now=desk.now())


def _handle(body: Event, user: str) -> Handle:
    enterprise = body.get("enterprise_id") or ""
    return Handle(team=body["team_id"], user=user, enterprise=enterprise)


EVENTS: dict[str, Callable[[Event, Desk], Awaitable[None]]] = {
    "app_home_opened": home_opened,
    "message": written,
    "user_change": profile_changed,
}


async def receive(body: Event, desk: Desk) -> None:
    """Do what an event asks for, looking its people up first. Raises NotSaved: then it must not be acknowledged."""
    handler = EVENTS[body["event"]["type"]]
    try:
        await acquainted(lambda: handler(body, desk), desk)
    except Refusal as refusal:
        log.info("an event was not for us", event_type=body["event"]["type"], reason=refusal.key)
