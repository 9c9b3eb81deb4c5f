"""Slack's payloads -> `incoming`: the one place that knows their keys."""

from __future__ import annotations

import html
import re
from typing import Any

from bot.mentoring.people import Handle
from handlers.slack import parts
from handlers.slack.identity import handle_of
from handlers.slack.incoming import Click, Command, MessagePlace, State, Submission, ViewPlace

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")

CONTENT = ("type", "callback_id", "title", "submit", "close", "private_metadata", "clear_on_close", "blocks")
"""What we gave of a view, among all that Slack tells of it."""


def command_of(body: dict[str, Any]) -> Command:
    """A slash command. Slack escapes `&`, `<` and `>` in its text; the words are as they were typed."""
    who = handle_of(body)
    text = str(body.get("text") or "")
    mentions = tuple(Handle(who.team, user, who.enterprise) for user in MENTION.findall(text))
    return Command(
        who=who,
        name=body["command"],
        words=tuple(html.unescape(text).split()),
        mentions=mentions,
        trigger=body["trigger_id"],
        response_url=body.get("response_url", ""),
    )


def click_of(body: dict[str, Any]) -> Click:
    """A click or a choice in a message, a modal or Home."""
    action = body["actions"][0]
    part, block = parts.place_of(action.get("block_id", ""))
    message = view = home = None
    if body.get("view"):
        place = _view(body["view"])
        if body["view"]["type"] == "home":
            home = place
        else:
            view = place
    else:
        container = body["container"]
        message = MessagePlace(
            channel=container["channel_id"],
            ts=container["message_ts"],
            ephemeral=bool(container.get("is_ephemeral")),
            response_url=body.get("response_url", ""),
            text=body.get("message", {}).get("text", ""),
            blocks=tuple(body.get("message", {}).get("blocks", ())),
            part=part,
        )
    return Click(
        who=handle_of(body),
        action=action["action_id"],
        value=str(action.get("value") or _chosen(action)),
        trigger=body.get("trigger_id", ""),
        message=message,
        view=view,
        home=home,
        block=block,
    )


def _chosen(action: dict[str, Any]) -> str:
    option = action.get("selected_option") or {}
    return str(option.get("value") or action.get("selected_date") or action.get("selected_user") or "")


def submission_of(body: dict[str, Any]) -> Submission:
    """A submitted modal."""
    view = body["view"]
    return Submission(
        who=handle_of(body), callback=view["callback_id"], view=_view(view), trigger=body.get("trigger_id", "")
    )


def _view(view: dict[str, Any]) -> ViewPlace:
    return ViewPlace(
        id=view["id"],
        hash=view.get("hash", ""),
        callback=view.get("callback_id", ""),
        metadata=view.get("private_metadata", ""),
        values=State((view.get("state") or {}).get("values") or {}),
        content={name: view[name] for name in CONTENT if view.get(name)},
        is_third=view.get("previous_view_id") not in (None, view.get("root_view_id")),
        is_second=view.get("previous_view_id") is not None and view.get("previous_view_id") == view.get("root_view_id"),
    )
