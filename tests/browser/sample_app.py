"""A small Slack app that shows what the page can draw, and a calendar control with three planned moments."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from tests.browser.sample_blocks import EVERY_INPUT, ONE_OF_EACH, Json, button, field, modal, plain

MANIFEST: Json = {
    "display_information": {
        "name": "Sampler",
        "description": "Shows one of everything.",
        "long_description": "Made for looking at.",
    },
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "Sampler"},
        "slash_commands": [
            {
                "command": "/form",
                "description": "Open a form",
                "usage_hint": "[all|words|two windows]",
                "should_escape": True,
            },
            {"command": "/whisper", "description": "Say it to me alone"},
            {"command": "/sleep", "description": "Never answer"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["chat:write", "commands", "im:history", "im:write", "mpim:write", "channels:read", "users:read"]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def home(count: int) -> Json:
    return {"type": "home", "blocks": [
        {"type": "header", "text": plain("Your counter")},
        {"type": "section", "text": plain(f"Counted {count} times"), "accessory": button("Count", "count", value=str(count))},
        {"type": "actions", "elements": [button("Begin anew", "anew", value="0")]},
    ]}  # fmt: skip


def sample_app(client: Any) -> AsyncApp:
    """The app; it answers a message `show` with one of each block, and any other with its words."""
    app = AsyncApp(client=client, signing_secret="unused")

    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        if event.get("text") == "show":
            await say(text="One of each", blocks=ONE_OF_EACH)
        elif "bot_id" not in event:
            await say(text=f"You said: {event['text']}")

    @app.event("app_home_opened")
    async def opened(event: Json, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=home(0))

    @app.action("count")
    async def count(ack: Any, action: Json, body: Json, client: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home(int(action["value"]) + 1))

    @app.action("anew")
    async def anew(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home(0))

    @app.command("/form")
    async def form(ack: Any, command: Json, client: Any) -> None:
        await ack()
        words = command["text"].strip()
        if words == "two windows":
            blocks: list[Json] = [
                field("words", "Words", {"type": "plain_text_input"}),
                {"type": "actions", "elements": [button("Further", "push")]},
            ]
            await client.views_open(trigger_id=command["trigger_id"], view=modal("First window", blocks))
        elif words == "words":
            blocks = [
                field("words", "Words", {"type": "plain_text_input"}),
                {"type": "actions", "elements": [button("Suggest", "suggest")]},
            ]
            await client.views_open(trigger_id=command["trigger_id"], view=modal("A few words", blocks))
        elif words == "heard":
            heard = {
                "type": "plain_text_input",
                "action_id": "heard",
                "max_length": 20,
                "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
            }
            blocks = [{**field("words", "Words", heard), "dispatch_action": True}]
            await client.views_open(trigger_id=command["trigger_id"], view=modal("Heard as it is typed", blocks))
        elif words in ("day", "hour", "number", "one", "who", "choice", "mail"):
            blocks = [block for block in EVERY_INPUT if block["block_id"] == words]
            await client.views_open(trigger_id=command["trigger_id"], view=modal("One input", blocks))
        else:
            await client.views_open(trigger_id=command["trigger_id"], view=modal("Every input", EVERY_INPUT))

    @app.action("push")
    async def push(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_push(
            trigger_id=body["trigger_id"],
            view=modal(
                "Second window",
                [
                    field("more", "More", {"type": "plain_text_input"}),
                    {
                        "type": "actions",
                        "elements": [button("Write to Mei", "link", url="slack://user?team=T0COMMON&id=U0MEI")],
                    },
                ],
            ),
        )

    @app.action("heard")
    async def heard(ack: Any, body: Json, action: Json, client: Any) -> None:
        """Says what it has heard of, below the field."""
        await ack()
        said = {"type": "section", "block_id": "said", "text": plain(f"Heard: {action['value']}")}
        blocks = [block for block in body["view"]["blocks"] if block["block_id"] != "said"]
        await client.views_update(view_id=body["view"]["id"], view=modal("Heard as it is typed", [*blocks, said]))

    @app.action("suggest")
    async def suggest(ack: Any, body: Json, client: Any) -> None:
        """Adds a sentence with what is typed, and leaves the field alone."""
        await ack()
        typed = body["view"]["state"]["values"]["words"]["value"]["value"]
        blocks = [*body["view"]["blocks"], {"type": "section", "text": plain(f"So far: {typed}")}]
        await client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal("A few words", blocks)
        )

    @app.view("form")
    async def sent(ack: Any, view: Json, body: Json, client: Any) -> None:
        values = {block: entry["value"] for block, entry in view["state"]["values"].items() if "value" in entry}
        if values.get("words", {}).get("value") == "wrong":
            await ack(response_action="errors", errors={"words": "Choose another word."})
            return
        await ack()
        kept = "; ".join(f"{block}={shown(entry)}" for block, entry in values.items())
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Kept: {kept}")

    @app.command("/whisper")
    async def whisper(ack: Any) -> None:
        await ack("For your eyes")

    @app.action("yes")
    async def yes(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Thank you.", replace_original=True)

    @app.action("open")
    async def open_window(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=modal("A window", [field("words", "Words", {"type": "plain_text_input"})]),
        )

    @app.action({"type": "block_actions", "action_id": "colour"})
    async def colour(ack: Any, action: Json, say: Any) -> None:
        await ack()
        await say(text=f"Chosen: {shown(action)}")

    @app.action("more")
    async def more(ack: Any, action: Json, say: Any) -> None:
        await ack()
        await say(text=f"More: {shown(action)}")

    @app.action("remove")
    async def remove(ack: Any, say: Any) -> None:
        await ack()
        await say(text="Removed.")

    @app.action("link")
    async def link(ack: Any) -> None:
        await ack()

    @app.action("never")
    async def never() -> None:
        """Never acknowledged."""

    @app.command("/sleep")
    async def sleep() -> None:
        """Never acknowledged."""

    return app


def shown(entry: Json) -> str:
    """What stands in a state entry, in words."""
    value = next((v for k, v in entry.items() if k.startswith("selected") or k == "value"), None)
    if isinstance(value, list):
        return ",".join(v["value"] if isinstance(v, dict) else v for v in value)
    return str(value["value"] if isinstance(value, dict) else value)


class Plans:
    """The app's side of the calendar: three moments at which it writes to Priya. It needs a `client` before the first."""

    client: Any

    def __init__(self, start: float) -> None:
        self._start = start
        self.may_begin_anew = asyncio.Event()
        self.may_begin_anew.set()
        self._begin()

    def _begin(self) -> None:
        day = 86_400.0
        self.planned = [(self._start + day * n, f"hello {n}") for n in (1, 3, 5)]

    def _answer(self, now: float) -> web.Response:
        following = (
            {"at": self.planned[0][0], "title": f"{self.planned[0][1]} for Priya", "people": ["U0PRIYA"]}
            if self.planned
            else None
        )
        return web.json_response({"now": now, "next": following})

    async def get(self, request: web.Request) -> web.Response:
        return self._answer(self._start)

    async def post(self, request: web.Request) -> web.Response:
        now = (await request.json())["now"]
        while self.planned and self.planned[0][0] <= now:
            _, words = self.planned.pop(0)
            await self.client.chat_postMessage(channel="U0PRIYA", text=words)
        return self._answer(now)

    async def reset(self, request: web.Request) -> web.Response:
        await self.may_begin_anew.wait()
        self._begin()
        return self._answer(self._start)
