"""A small app on Bolt for Python's sync App that uses what most apps use: the twin of errands.js.

It knows nothing of the stand-in but its address: python errands.py socket|http, with SLACK_API_URL, SLACK_BOT_TOKEN,
SLACK_APP_TOKEN and SLACK_SIGNING_SECRET. It prints "ready PORT" when it can be used.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

SHAPES = json.loads((Path(__file__).parent / "shapes.json").read_text(encoding="utf-8"))
Said = dict[str, Any]

app = App(
    client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
    signing_secret=os.environ["SLACK_SIGNING_SECRET"],
)
app.client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))


def plain(text: str) -> Said:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Said:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def buttons(count: int) -> Said:
    return {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "count", "text": plain("Count"), "value": str(count)},
            {"type": "button", "action_id": "replace", "text": plain("Replace")},
            {"type": "button", "action_id": "vanish", "text": plain("Vanish")},
        ],
    }


def notice(title: str, text: str) -> Said:
    return {"type": "modal", "title": plain(title), "close": plain("Close"), "blocks": [section(text)]}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def error_of(call: Callable[[], object]) -> str:
    try:
        call()
    except SlackApiError as error:
        return str(error.response["error"])
    return "none"


def hello(ack: Any, command: Said, **_: Any) -> None:
    ack(text=f"Hello, <@{command['user_id']}>")


def aloud(ack: Any, **_: Any) -> None:
    ack(response_type="in_channel", text="Said aloud")


def quiet(ack: Any, **_: Any) -> None:
    ack()


def words(ack: Any, command: Said, **_: Any) -> None:
    ack(command["text"])


def later(ack: Any, respond: Any, **_: Any) -> None:
    ack()
    respond("First, for you")
    respond(response_type="in_channel", text="Second, for all")


def six(ack: Any, respond: Any, client: WebClient, command: Said, **_: Any) -> None:
    ack()
    taken = sum(respond(f"Answer {n}").status_code == 200 for n in range(1, 7))
    client.chat_postMessage(channel=command["user_id"], text=f"{taken} answers were taken")


def whisper(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    ack()
    text, channel, user = "Between us", command["channel_id"], command["user_id"]
    client.chat_postEphemeral(channel=channel, user=user, text=text, blocks=[section(text), buttons(0)])


def burst(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    ack()
    # The SDK itself waits as long as Retry-After says.
    for text in ("Drop one", "Drop two"):
        client.chat_postMessage(channel=command["user_id"], text=text)


def keep(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    metadata = {"event_type": "kept", "event_payload": {"id": "a1b2"}}
    posted = client.chat_postMessage(channel=command["user_id"], text="Keep this", metadata=metadata)
    history = client.conversations_history(channel=posted["channel"], include_all_metadata=True, limit=9)
    messages: list[Said] = history["messages"]
    found = [m["ts"] for m in messages if m.get("metadata", {}).get("event_payload") == {"id": "a1b2"}]
    ack(f"Found {len(found)}, the same: {str(found == [posted['ts']]).lower()}")


def rooms(ack: Any, client: WebClient, **_: Any) -> None:
    pages = client.conversations_list(types="public_channel", limit=1)
    listed: list[Said] = [channel for page in pages for channel in page["channels"]]
    (general,) = (channel["id"] for channel in listed if channel["name"] == "general")
    channel: Said = client.conversations_info(channel=general)["channel"]
    members: list[str] = client.conversations_members(channel=general)["members"]
    ack(
        f"{len(listed)} channels. #{channel['name']} has {len(members)} members, I am one: {str(channel['is_member']).lower()}"
    )


def pick(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    ack()
    blocks = [{"type": "actions", "elements": SHAPES["pick"]}]
    client.chat_postMessage(channel=command["user_id"], text="Pick", blocks=blocks)


def form(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    ack()
    client.views_open(trigger_id=command["trigger_id"], view=SHAPES["form"])


def twice(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    def opens() -> None:
        client.views_open(trigger_id=command["trigger_id"], view=notice("Twice", "Once"))

    opens()
    ack(error_of(opens))


def group(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    users = re.findall(r"<@(\w+)", command["text"])
    opened = client.conversations_open(users=users)
    channel: Said = opened["channel"]
    client.chat_postMessage(
        channel=channel["id"],
        text="Meet each other",
        blocks=[section(" and ".join(f"<@{user}>" for user in users)), buttons(0)],
    )
    ack("They have met")


def wrong(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    me, channel = command["user_id"], command["channel_id"]
    errors = [
        error_of(lambda: client.chat_postMessage(channel="C0NOWHERE", text="Hello")),
        error_of(lambda: client.users_info(user="U0NOBODY")),
        error_of(lambda: client.chat_postMessage(channel=me, text="x", blocks=[{"type": "poem"}])),
        error_of(lambda: client.chat_postMessage(channel=me, text="x", blocks=[section("x" * 2700)] * 5)),
        error_of(lambda: client.views_open(trigger_id="1.2.abc", view=notice("Never", "Never"))),
        error_of(lambda: client.chat_update(channel=channel, ts="1.000001", text="Hello")),
        error_of(lambda: client.chat_postMessage(channel=me, text="")),
        error_of(lambda: client.api_call("never.existed")),
        error_of(lambda: client.chat_postMessage(channel="C0GENERAL", text="Hello")),
        error_of(lambda: client.conversations_history(channel="C0GENERAL")),
        error_of(lambda: client.auth_test(token="xoxb-another")),
    ]
    ack(" ".join(errors))


def people(ack: Any, client: WebClient, command: Said, **_: Any) -> None:
    names = {member["id"] for page in client.users_list(limit=3) for member in page["members"]}
    me: Said = client.users_info(user=command["user_id"])["user"]
    bot = client.auth_test()["user_id"]
    ack(f"{len(names)} people, you are in {me['tz']}, I am {bot}")


ERRANDS: dict[str, Callable[..., None]] = {
    "hello": hello,
    "aloud": aloud,
    "quiet": quiet,
    "later": later,
    "six": six,
    "whisper": whisper,
    "burst": burst,
    "keep": keep,
    "rooms": rooms,
    "pick": pick,
    "form": form,
    "twice": twice,
    "group": group,
    "wrong": wrong,
    "people": people,
}


@app.command("/errand")
def errand(ack: Any, respond: Any, client: WebClient, command: Said) -> None:
    name = command.get("text", "").split(" ")[0]
    ERRANDS.get(name, words)(ack=ack, respond=respond, client=client, command=command)


@app.message("ping")
def pong(say: Any) -> None:
    say(text="pong", blocks=[section("pong"), buttons(0)])


@app.action("count")
def count_on(ack: Any, body: Said, client: WebClient, action: Said) -> None:
    ack()
    count, user = int(action["value"]) + 1, body["user"]["id"]
    client.chat_update(
        channel=body["channel"]["id"],
        ts=body["message"]["ts"],
        text=f"Counted {count} by {user}",
        blocks=[section(f"Counted {count} by <@{user}>"), buttons(count)],
    )


@app.action("replace")
def replace(ack: Any, respond: Any) -> None:
    ack()
    respond(replace_original=True, text="Replaced", blocks=[section("Replaced")])


@app.action("vanish")
def vanish(ack: Any, respond: Any) -> None:
    ack()
    respond(delete_original=True)


@app.action(re.compile(r"^pick\."))
def picked(ack: Any, respond: Any, action: Said) -> None:
    ack()
    one = action.get("selected_option", {}).get("value") or action.get("selected_date")
    respond(text=f"{action['action_id']} {one or '+'.join(action['selected_users'])}", replace_original=False)


@app.action("more")
def more(ack: Any, body: Said, client: WebClient) -> None:
    ack()
    form, view_id = SHAPES["form"], body["view"]["id"]
    view = {**form, "blocks": [section("There is more"), *form["blocks"]]}
    stale = error_of(lambda: client.views_update(view_id=view_id, hash="1.stale", view=view))
    view["blocks"][0] = section(f"There is more, after {stale}")
    client.views_update(view_id=view_id, hash=body["view"]["hash"], view=view)


@app.action("deeper")
def deeper(ack: Any, body: Said, client: WebClient) -> None:
    ack()
    client.views_push(trigger_id=body["trigger_id"], view=notice("Deeper", "One level down"))


@app.view("form")
def submitted(ack: Any, body: Said, view: Said, client: WebClient) -> None:
    match view["state"]["values"]["title"]["value"]["value"]:
        case "wrong":
            ack(response_action="errors", errors={"title": "Choose another title."})
        case "update":
            ack(response_action="update", view=notice("Saved", "It is saved"))
        case "push":
            ack(response_action="push", view=notice("Pushed", "On top of the form"))
        case "clear":
            ack(response_action="clear")
        case _:
            ack()
            heard = {"metadata": view["private_metadata"], "values": view["state"]["values"]}
            client.chat_postMessage(channel=body["user"]["id"], text=escaped(json.dumps(heard)))


@app.view_closed("form")
def closed(ack: Any, body: Said, client: WebClient) -> None:
    ack()
    cleared = str(body["is_cleared"]).lower()
    client.chat_postMessage(channel=body["user"]["id"], text=f"Closed, all of it: {cleared}")


def home(text: str) -> Said:
    tap = {"type": "button", "action_id": "home.tap", "text": plain("Tap")}
    return {"type": "home", "blocks": [section(text), {"type": "actions", "elements": [tap]}]}


@app.event("app_home_opened")
def opened(event: Said, client: WebClient) -> None:
    client.views_publish(user_id=event["user"], view=home(f"Opened by <@{event['user']}> in {event['tab']}"))


@app.action("home.tap")
def tapped(ack: Any, body: Said, client: WebClient) -> None:
    ack()
    client.views_publish(user_id=body["user"]["id"], hash=body["view"]["hash"], view=home("Tapped at Home"))


def main() -> None:
    """Serve until the standard input ends."""
    if sys.argv[1] == "socket":
        SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()
        port = 0
    else:
        server = make_server("127.0.0.1", 0, SlackRequestHandler(app))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_port
    print(f"ready {port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
