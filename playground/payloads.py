"""The payloads that the app receives, in Slack's shapes."""

from __future__ import annotations

import secrets
from typing import Any

from playground import shapes
from playground.records import APP_ID, BOT_USER, Conversation, Json, Message, Person, View
from playground.workspace import Workspace

TOKEN = "verification-token-not-used"


def event_callback(workspace: Workspace, event: Json) -> Json:
    """An event in its outer envelope."""
    return {
        "token": TOKEN,
        "team_id": workspace.id,
        "context_team_id": workspace.id,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0" + secrets.token_hex(5).upper(),
        "event_time": int(workspace.calendar()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.id,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-" + secrets.token_hex(12),
    }


def command(
    workspace: Workspace,
    person: Person,
    channel: Conversation,
    *,
    name: str,
    text: str,
    response_url: str,
    trigger_id: str,
) -> Json:
    """A slash command, as form fields."""
    return {
        "token": TOKEN,
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def channel_name(channel: Conversation) -> str:
    if channel.event_kind == "im":
        return "directmessage"
    return "privategroup" if channel.private and channel.kind == "channel" else channel.name


def message_action(
    workspace: Workspace,
    person: Person,
    channel: Conversation,
    message: Message,
    *,
    action: Json,
    values: Json,
    response_url: str,
    trigger_id: str,
) -> Json:
    """block_actions from a message. An ephemeral message is not part of its payload."""
    ephemeral = message.seen_by is not None
    payload: Json = {
        "type": "block_actions",
        **_who(workspace, person),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        },
        "trigger_id": trigger_id,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": values},
        "response_url": response_url,
        "actions": [action],
    }
    if not ephemeral:
        payload["message"] = shapes.message_of(workspace, message)
    return payload


def view_action(workspace: Workspace, person: Person, view: View, *, action: Json, trigger_id: str) -> Json:
    """block_actions from a modal or Home."""
    return {
        "type": "block_actions",
        **_who(workspace, person),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger_id,
        "view": workspace.windows.shape(view),
        "actions": [action],
    }


def submission(workspace: Workspace, person: Person, view: View, *, trigger_id: str) -> Json:
    """view_submission."""
    return {
        "type": "view_submission",
        **_who(workspace, person),
        "trigger_id": trigger_id,
        "view": workspace.windows.shape(view),
        "response_urls": [],
    }


def closed(workspace: Workspace, person: Person, view: View, *, cleared: bool) -> Json:
    """view_closed."""
    return {
        "type": "view_closed",
        **_who(workspace, person),
        "view": workspace.windows.shape(view),
        "is_cleared": cleared,
    }


def action(element: Json, block_id: str, ts: str, given: Json | None) -> Json:
    """One entry of `actions`: the element as the app wrote it, and what was chosen or entered."""
    shape: dict[str, Any] = {"action_id": element["action_id"], "block_id": block_id, "type": element["type"]}
    if element["type"] == "button":
        shape["text"] = element["text"]
        for key in ("value", "style", "url"):
            if key in element:
                shape[key] = element[key]
    else:
        shape |= {k: v for k, v in element.items() if k.startswith("initial_") or k == "placeholder"}
        shape |= {k: v for k, v in (given or {}).items() if k != "type"}
    return {**shape, "action_ts": ts}


def _who(workspace: Workspace, person: Person) -> Json:
    return {
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": workspace.id,
        },
        "api_app_id": APP_ID,
        "token": TOKEN,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }
