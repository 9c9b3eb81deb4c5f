"""A small app for the tests: its manifest, its blocks, and how it is served over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from playground.manifest import Manifest, manifest_from

Connect = Callable[[AsyncApp], Awaitable[None]]

SCOPES = [
    "chat:write", "commands", "im:write", "im:history", "im:read", "mpim:write", "mpim:read", "channels:read",
    "channels:join", "users:read", "team:read",
]  # fmt: skip
EVENTS = ["app_home_opened", "message.im", "member_joined_channel", "team_join", "user_change"]


def a_manifest(**changed: Any) -> Manifest:
    """The manifest of the app under test."""
    data: dict[str, Any] = {
        "display_information": {"name": "Probe", "description": "Tries things out"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Probe"},
            "slash_commands": [
                {"command": "/probe", "description": "Try", "should_escape": True},
                {"command": "/raw", "description": "Try without escaping"},
            ],
        },
        "oauth_config": {"scopes": {"bot": changed.pop("scopes", SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": changed.pop("events", EVENTS)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }
    data["features"]["app_home"] |= changed.pop("app_home", {})
    assert not changed
    return manifest_from(data)


async def listening(app: AsyncApp) -> tuple[str, Callable[[], Awaitable[None]]]:
    """Serve a Bolt app over HTTP; its address and how to stop it."""

    async def handle(request: web.Request) -> web.Response:
        headers: dict[str, str | Sequence[str]] = {k: [v] for k, v in request.headers.items()}
        bolt = await app.async_dispatch(AsyncBoltRequest(body=(await request.read()).decode(), headers=headers))
        return web.Response(
            status=bolt.status,
            text=bolt.body,
            content_type="application/json" if bolt.body.startswith("{") else "text/plain",
        )

    outside = web.Application()
    outside.add_routes([web.post("/slack/events", handle)])
    runner = web.AppRunner(outside, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events", runner.cleanup


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A modal view."""
    title = {"type": "plain_text", "text": "A form"}
    submit = {"type": "plain_text", "text": "Send"}
    return {"type": "modal", "callback_id": "form", "title": title, "submit": submit, "blocks": list(blocks), **more}


def text_input(block_id: str = "words", **more: Any) -> dict[str, Any]:
    """An input block with one line of text; keys beginning with `block_` go to the block."""
    outer = {k.removeprefix("block_"): more.pop(k) for k in list(more) if k.startswith("block_")}
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": "Words"},
        "element": {"type": "plain_text_input", "action_id": "value", **more},
        **outer,
    }


def buttons(*labels: str, block_id: str = "row") -> dict[str, Any]:
    """A row of buttons; each has its label, lower-cased, as action id and value."""
    return {
        "type": "actions",
        "block_id": block_id,
        "elements": [
            {
                "type": "button",
                "action_id": label.lower(),
                "value": label.lower(),
                "text": {"type": "plain_text", "text": label},
            }
            for label in labels
        ],
    }
