"""The Slack app manifest, made from the tables of the code, for Socket Mode or for HTTP: one cannot serve both."""

from __future__ import annotations

from typing import Any

from handlers.slack.commands import COMMANDS

NAME = "Companion"
EVENTS = ("app_home_opened", "message.im", "user_change")
SCOPES: dict[str, str] = {
    "channels:join": "join the celebration channel when a coordinator chooses it",
    "channels:read": "see whether it can post in that channel",
    "chat:write": "write to people, to pairs and to the celebration channel",
    "commands": "/mentor and /mentor-program",
    "files:write": "send people a meeting as a file for their calendars",
    "groups:read": "see whether it was invited to a private celebration channel",
    "im:history": "be told what people write to it, so that it can answer; find out there whether a message of its own arrived",
    "im:write": "open a conversation with a person",
    "mpim:write": "open the group conversation of a pair",
    "users:read": "names, time zones, and who has left",
}
"""Each scope and why it is asked for; `mpim:history` is not among them: what a pair writes stays theirs."""

DESCRIPTIONS = {
    "/mentor": (
        "Where you are in your mentorship, and what you can do",
        "[talk | meet | plan | agreement | checkin | help]",
    ),
    "/mentor-program": ("For coordinators: pair people and look after pairs", "[pair @mentor @mentee | pairs | help]"),
}


def manifest(url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP at `url` (https://host, without a path)."""
    address = None if url is None else f"{url.rstrip('/')}/slack/events"
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": sorted(EVENTS)}
    if address is not None:
        interactivity["request_url"] = address
        events["request_url"] = address
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": NAME,
            "description": "Walks beside mentoring pairs: introduces them, keeps their plan and dates, asks good questions.",
            "background_color": "#133a3c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_command(name, address) for name in COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _command(name: str, address: str | None) -> dict[str, Any]:
    description, hint = DESCRIPTIONS[name]
    command: dict[str, Any] = {
        "command": name,
        "description": description,
        "usage_hint": hint,
        "should_escape": True,
    }
    return command if address is None else {**command, "url": address}
