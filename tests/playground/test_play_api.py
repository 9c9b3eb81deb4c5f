"""The page's API: what a person sees and does over HTTP, live, and who is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.records import Json
from playground.server import Server
from tests.playground.probe import Connect, buttons, modal, text_input


class Page:
    """A browser's calls."""

    def __init__(self, session: aiohttp.ClientSession, server: Server) -> None:
        self.session = session
        self.url = f"{server.url}/play"

    async def get(self, path: str, **query: str) -> Json:
        async with self.session.get(f"{self.url}/{path}", params=query) as response:
            answer: Json = await response.json()
            return answer

    async def post(self, path: str, **body: Any) -> Json:
        body = {"as" if k == "as_" else k: v for k, v in body.items()}
        async with self.session.post(f"{self.url}/{path}", json=body) as response:
            answer: Json = await response.json()
            return answer


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, server)


async def test_the_state_shows_one_person_their_workspace(page: Page, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="U0PRIYA", text="hello")
    state = await page.get("state", **{"as": "U0PRIYA"})
    assert state["workspace"]["name"] == "Northlight"
    assert (state["me"], state["bot"], state["app"]["name"]) == ("U0PRIYA", "away", "Probe")
    assert [c["command"] for c in state["app"]["commands"]] == ["/probe", "/raw"]
    rooms = {c["id"]: c for c in state["conversations"]}
    assert (rooms["D0PRIYA"]["kind"], rooms["D0PRIYA"]["name"], rooms["D0PRIYA"]["unread"]) == ("app", "Probe", 1)
    assert rooms["D1PRIYA-TOMAS"]["name"] == "Tomás Herrera"
    assert "D0TOMAS" not in rooms
    assert state["calendar"]["days"] == ["2026-11-18"]
    tomas = next(p for p in state["people"] if p["id"] == "U0TOMAS")
    assert (tomas["initials"], tomas["city"], tomas["local_time"][-6:]) == ("TH", "Madrid", "+01:00")


async def test_reading_a_conversation_makes_it_read(page: Page, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="U0PRIYA", text="hello")
    assert (await page.post("read", as_="U0PRIYA", channel="D0PRIYA"))["ok"]
    state = await page.get("state", **{"as": "U0PRIYA"})
    assert next(c["unread"] for c in state["conversations"] if c["id"] == "D0PRIYA") == 0


async def test_nobody_reads_what_others_write(page: Page) -> None:
    answer = await page.get("messages", **{"as": "U0TOMAS", "channel": "D0PRIYA"})
    assert (answer["ok"], answer["error"]) == (False, "channel_not_found")
    answer = await page.get("state", **{"as": "U0NOBODY"})
    assert answer == {"ok": False, "error": "user_not_found", "say": "There is no such person here."}


async def test_a_person_writes_presses_fills_in_and_closes(
    server: Server, app: AsyncApp, connect: Connect, page: Page
) -> None:
    @app.command("/probe")
    async def probe(ack: Any, body: Any, client: Any) -> None:
        view = modal(text_input(), notify_on_close=True)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack({"text": "Opened.", "blocks": [buttons("Again")]})

    @app.action("again")
    async def again(ack: Any, respond: Any) -> None:
        await respond(text="Pressed.", replace_original=True)
        await ack()

    @app.view("form")
    async def form(ack: Any, view: Any) -> None:
        value = view["state"]["values"]["words"]["value"]["value"]
        await (ack() if value == "right" else ack(response_action="errors", errors={"words": "Try right."}))

    @app.view_closed("form")
    async def closed(ack: Any) -> None:
        await ack()

    await connect(app)
    assert await page.post("say", as_="U0PRIYA", channel="D0PRIYA", text="/probe") == {"ok": True}
    message = (await page.get("messages", **{"as": "U0PRIYA", "channel": "D0PRIYA"}))["messages"][0]
    assert (message["text"], message["bot"], message["ephemeral"]) == ("Opened.", True, True)
    at = {"channel": "D0PRIYA", "ts": message["ts"]}
    assert await page.post("act", as_="U0PRIYA", at=at, block_id="row", action_id="again") == {"ok": True}
    modals = (await page.get("state", **{"as": "U0PRIYA"}))["modals"]
    words: Json = {"words": {"value": {"value": "wrong"}}}
    answer = await page.post("submit", as_="U0PRIYA", view=modals[0]["id"], values=words)
    assert answer == {"ok": True, "errors": {"words": "Try right."}}
    words["words"]["value"]["value"] = "right"
    assert await page.post("submit", as_="U0PRIYA", view=modals[0]["id"], values=words) == {"ok": True}
    gone = await page.post("dismiss", as_="U0PRIYA", view=modals[0]["id"])
    assert gone["error"] == "view_not_found"
    assert server.broken_rules == []


async def test_home_is_empty_then_what_the_app_published(page: Page, client: AsyncWebClient) -> None:
    assert await page.get("home", **{"as": "U0PRIYA"}) == {"view": None}
    await client.views_publish(user_id="U0PRIYA", view={"type": "home", "blocks": [buttons("Plan")]})
    assert (await page.get("home", **{"as": "U0PRIYA"}))["view"]["blocks"][0]["block_id"] == "row"
    assert (await page.post("home", as_="U0PRIYA"))["ok"]


async def test_what_happens_is_live_for_who_may_see_it_and_for_nobody_else(
    server: Server, page: Page, client: AsyncWebClient, clocks: HandClocks
) -> None:
    address = f"{page.url}/live"
    async with (
        page.session.ws_connect(address, params={"as": "U0PRIYA"}) as priya,
        page.session.ws_connect(address, params={"as": "U0TOMAS"}) as tomas,
    ):
        await client.chat_postMessage(channel="U0PRIYA", text="for Priya")
        await client.views_publish(user_id="U0PRIYA", view={"type": "home", "blocks": [buttons("Plan")]})
        server.workspace.windows.open("U0PRIYA", modal(text_input()))
        group = (await client.conversations_open(users="U0PRIYA,U0TOMAS"))["channel"]["id"]
        await client.chat_postMessage(channel=group, text="for both")
        seen = {"U0PRIYA": await _told(priya), "U0TOMAS": await _told(tomas)}
    shown = [t for t in seen["U0PRIYA"] if t["type"] not in ("journal", "bot")]
    kinds = ["message", "unread", "home", "modals", "conversation", "message", "unread"]
    assert [t["type"] for t in shown] == kinds
    assert (shown[0]["message"]["text"], shown[1]["unread"]) == ("for Priya", 1)
    other = [t for t in seen["U0TOMAS"] if t["type"] not in ("journal", "bot")]
    assert [t["type"] for t in other] == ["conversation", "message", "unread"]
    assert other[0]["conversation"]["name"] == "Priya, Probe"
    assert sum(t.get("entry", {}).get("direction") == "to chat" for t in seen["U0TOMAS"]) == 4


async def _told(ws: aiohttp.ClientWebSocketResponse) -> list[Json]:
    """Everything told until the message for both has been told, its journal entry included."""
    told: list[Json] = []
    while not told or told[-1].get("entry", {}).get("sentence") != "to Priya and Tomás: for both":
        told.append(await ws.receive_json(timeout=5))
    return told


async def test_faults_are_ordered_and_taken_back(server: Server, page: Page) -> None:
    assert (await page.post("faults", fault="answer_lost", method="chat.postMessage"))["ok"]
    assert (await page.get("faults"))["faults"] == [{"fault": "answer_lost", "method": "chat.postMessage"}]
    assert "answer_lost" in (await page.post("faults", fault="earthquake"))["say"]
    async with page.session.delete(f"{page.url}/faults") as response:
        assert (await response.json())["ok"]
    assert server.faults.waiting == []


async def test_an_account_is_switched_off_and_on_again(page: Page, server: Server) -> None:
    for on in (False, False):
        assert (await page.post("account", as_="U0TOMAS", on=on))["ok"]
    people = {each["id"]: each for each in (await page.get("state", **{"as": "U0PRIYA"}))["people"]}
    assert people["U0TOMAS"]["deleted"] is True
    assert (await page.post("say", as_="U0TOMAS", channel="C0GENERAL", text="Hello"))["error"] == "account_inactive"
    assert (await page.post("account", as_="U0TOMAS", on=True))["ok"]
    assert server.workspace.people["U0TOMAS"].deleted is False
    assert (await page.post("account", as_="U0TOMAS", on="yes"))["error"] == "invalid_on"


async def test_the_calendar_is_set_and_moved(page: Page, clocks: HandClocks) -> None:
    now = clocks.calendar()
    assert (await page.post("calendar/set", now=now + 50))["ok"]
    assert (await page.post("calendar", until="day", fast=True))["calendar"]["now"] == now + 50 + 86_400
    assert (await page.post("calendar", until="yesterday"))["error"] == "invalid_until"
    assert (await page.post("calendar/set", now="soon"))["error"] == "invalid_now"


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_foreign_hosts_and_origins_are_refused(page: Page, headers: dict[str, str]) -> None:
    async with page.session.get(f"{page.url}/state", params={"as": "U0PRIYA"}, headers=headers) as response:
        assert response.status == 403


async def test_bad_bodies_are_answered_and_not_crashed_on(page: Page) -> None:
    bodies = (b"{", b"[]", b'{"as": "U0PRIYA"}', b'{"as": "U0PRIYA", "at": "x"}', b'{"as": ["U0PRIYA"], "values": []}')
    for body in bodies:
        for path in ("submit", "act", "say", "dismiss", "read"):
            async with page.session.post(f"{page.url}/{path}", data=body) as response:
                assert (response.status, (await response.json())["ok"]) == (200, False)


async def test_the_page_is_served_and_nothing_outside_it(page: Page, server: Server) -> None:
    async with page.session.get(f"{server.url}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
    async with page.session.get(f"{server.url}/%2e%2e/server.py") as response:
        assert response.status == 404


async def test_the_state_says_what_to_try_where_there_is_something(page: Page, server: Server) -> None:
    assert (await page.get("state"))["hint"] == ""
    server.hint = "Move the calendar on by a day."
    assert (await page.get("state"))["hint"] == "Move the calendar on by a day."
