"""Delivery: signatures, sockets, three seconds to acknowledge, and what is sent again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from playground.acting import NotPossible
from playground.clocks import HandClocks
from playground.manifest import Manifest
from playground.server import APP_TOKEN, SIGNING_SECRET, Server
from tests.playground.probe import EVENTS, SCOPES, a_manifest


class Outside:
    """An app over HTTP that answers what it is told to; None never answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[web.Response | None] = []
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        self.heard.append(({k.lower(): v for k, v in request.headers.items()}, await request.read()))
        self.arrived.set()
        answer = self.answers.pop(0) if self.answers else web.Response()
        if answer is None:
            await asyncio.Event().wait()
        assert answer is not None
        return answer


@pytest.fixture
async def outside(server: Server) -> AsyncIterator[Outside]:
    outside = Outside()
    app = web.Application()
    app.add_routes([web.post("/", outside.handle)])
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.dispatch.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield outside
    await runner.cleanup()


async def until(true: Callable[[], bool]) -> None:
    """Let the event loop turn until something is so; a test that waits in vain fails."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0)


async def turns() -> None:
    """Let whatever is ready happen."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_requests_are_signed(server: Server, outside: Outside) -> None:
    await server.acting_as("U0PRIYA").say("/probe one two")
    headers, body = outside.heard[0]
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert b"text=one+two" in body
    assert headers["content-type"] == "application/x-www-form-urlencoded"


async def test_a_command_not_answered_in_three_seconds_shows_the_timeout_and_is_not_sent_again(
    server: Server, outside: Outside, clocks: HandClocks
) -> None:
    outside.answers = [None]
    saying = asyncio.ensure_future(server.acting_as("U0PRIYA").say("/probe"))
    await outside.arrived.wait()
    clocks.live(2.9)
    await turns()
    assert not saying.done()
    clocks.live(0.1)
    with pytest.raises(NotPossible) as error:
        await saying
    assert error.value.error == "operation_timeout"
    clocks.live(600)
    await asyncio.sleep(0)
    assert len(outside.heard) == 1
    assert server.broken_rules == ["/probe: The app did not acknowledge within 3 seconds."]


async def test_what_is_not_acknowledged_under_an_ordered_fault_is_nobodys_broken_rule(
    server: Server, outside: Outside, client: AsyncWebClient, clocks: HandClocks
) -> None:
    outside.answers = [None]
    saying = asyncio.ensure_future(server.acting_as("U0PRIYA").say("/probe"))
    await outside.arrived.wait()
    server.faults.order("server_error")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="U0PRIYA", text="lost")
    clocks.live(3)
    with pytest.raises(NotPossible, match="operation_timeout"):
        await saying
    assert "ordered fault" in server.journal.entries[0]["sentence"]
    assert server.broken_rules == []


async def test_an_event_is_sent_again_at_once_after_one_minute_and_after_five(
    server: Server, outside: Outside, clocks: HandClocks
) -> None:
    outside.answers = [web.Response(status=500), web.Response(status=500), web.Response(status=500)]
    await server.acting_as("U0PRIYA").say("hello")
    await until(lambda: len(server.journal.entries) == 2)
    for wait, count in ((59, 2), (1, 3), (299, 3), (1, 4)):
        await asyncio.sleep(0)
        clocks.live(wait)
        await until(lambda count=count: len(server.journal.entries) >= count)  # type: ignore[misc]
        assert len(outside.heard) == count
    numbers = [headers.get("x-slack-retry-num") for headers, _ in outside.heard]
    assert numbers == [None, "1", "2", "3"]
    assert outside.heard[1][0]["x-slack-retry-reason"] == "http_error"
    assert len({json.loads(body)["event_id"] for _, body in outside.heard}) == 1


async def test_an_app_may_ask_not_to_be_sent_an_event_again(server: Server, outside: Outside) -> None:
    outside.answers = [web.Response(status=500, headers={"X-Slack-No-Retry": "1"})]
    for text in ("hello", "and again", "and again"):
        await server.acting_as("U0PRIYA").say(text)
    assert [json.loads(body)["event"]["text"] for _, body in outside.heard] == ["hello", "and again", "and again"]
    assert server.broken_rules == ["message.im: The app answered 500 instead of 200."]


async def test_without_an_app_a_command_says_so_and_no_rule_is_broken(server: Server) -> None:
    with pytest.raises(NotPossible, match="the app is not running") as error:
        await server.acting_as("U0PRIYA").say("/probe")
    assert error.value.error == "dispatch_failed"
    assert (server.dispatch.state, server.broken_rules) == ("away", [])


async def socket(server: Server, client: AsyncWebClient, session: aiohttp.ClientSession) -> Any:
    url = (await client.apps_connections_open(app_token=APP_TOKEN))["url"]
    ws = await session.ws_connect(str(url))
    assert (await ws.receive_json())["type"] == "hello"
    return ws


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_socket_address_works_once(
    server: Server, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    url = str((await client.apps_connections_open(app_token=APP_TOKEN))["url"])
    async with session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_each_envelope_goes_to_one_socket_and_its_answer_comes_back(
    server: Server, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    sockets = [await socket(server, client, session) for _ in range(2)]
    answers: dict[int, int] = {0: 0, 1: 0}

    async def serve(number: int) -> None:
        async for message in sockets[number]:
            envelope = json.loads(message.data)
            answers[number] += 1
            assert envelope["accepts_response_payload"] is True
            text = f"from {number}"
            await sockets[number].send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": text}})

    serving = [asyncio.ensure_future(serve(n)) for n in range(2)]
    priya = server.acting_as("U0PRIYA")
    await priya.say("/probe")
    await priya.say("/probe")
    assert answers == {0: 1, 1: 1}
    assert {m.text for m in priya.messages()} == {"from 0", "from 1"}
    for ws in sockets:
        await ws.close()
    await asyncio.gather(*serving)
    assert server.broken_rules == []


async def test_an_acknowledgement_of_nothing_breaks_a_rule(
    server: Server, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ws = await socket(server, client, session)
    await ws.send_json({"envelope_id": "never sent"})
    await ws.send_str("not JSON")
    await until(lambda: len(server.broken_rules) == 2)
    await ws.close()


async def test_a_late_acknowledgement_under_an_ordered_fault_breaks_no_rule_and_one_without_does(
    server: Server, client: AsyncWebClient, session: aiohttp.ClientSession, clocks: HandClocks
) -> None:
    ws = await socket(server, client, session)

    async def late(*, fault: bool) -> None:
        saying = asyncio.ensure_future(server.acting_as("U0PRIYA").say("/probe"))
        envelope = (await ws.receive_json())["envelope_id"]
        if fault:
            server.faults.order("server_error")
            with pytest.raises(SlackApiError):
                await client.chat_postMessage(channel="U0PRIYA", text="once")
        clocks.live(3)
        with pytest.raises(NotPossible):
            await saying
        await ws.send_json({"envelope_id": envelope})

    await late(fault=True)
    await late(fault=False)
    await until(lambda: len(server.broken_rules) >= 2)
    assert [rule.partition(":")[0] for rule in server.broken_rules] == ["/probe", "socket"]
    await ws.close()


async def test_a_socket_that_goes_away_fails_its_envelope_and_the_next_one_gets_it(
    server: Server, client: AsyncWebClient, session: aiohttp.ClientSession, clocks: HandClocks
) -> None:
    first = await socket(server, client, session)
    saying = asyncio.ensure_future(server.acting_as("U0PRIYA").say("hello"))
    event_id = (await first.receive_json())["payload"]["event_id"]
    await first.close()
    await saying
    await until(lambda: len(server.journal.entries) == 3)
    second = await socket(server, client, session)
    clocks.live(60)
    again = await second.receive_json()
    assert (again["payload"]["event_id"], again["retry_attempt"]) == (event_id, 2)
    await second.send_json({"envelope_id": again["envelope_id"]})
    await until(lambda: server.journal.entries[0]["result"] == "acknowledged")
    await second.close()


@pytest.mark.parametrize("manifest", [a_manifest(events=["app_home_opened"])])
async def test_events_that_are_not_subscribed_to_are_not_sent(
    server: Server, outside: Outside, manifest: Manifest
) -> None:
    priya = server.acting_as("U0PRIYA")
    await priya.say("hello")
    await priya.open_home()
    assert [json.loads(body)["event"]["type"] for _, body in outside.heard] == ["app_home_opened"]


@pytest.mark.parametrize("manifest", [a_manifest(scopes=[s for s in SCOPES if s != "im:history"])])
async def test_an_event_without_its_scope_is_kept_back_and_said(
    server: Server, outside: Outside, manifest: Manifest
) -> None:
    await server.acting_as("U0PRIYA").say("hello")
    assert outside.heard == []
    assert "message.im without the scope im:history" in server.broken_rules[0]


@pytest.mark.parametrize("manifest", [a_manifest(events=[*EVENTS, "message.channels"])])
async def test_events_tell_of_people_in_channels_and_profiles(
    server: Server, outside: Outside, manifest: Manifest
) -> None:
    workspace = server.workspace
    workspace.change_person("U0EWA", tz="Europe/Lisbon")
    workspace.join(workspace.conversations["C0COFFEE"], "U0EWA")
    workspace.join(workspace.conversations["C0COFFEE"], "U0APP", inviter="U0EWA")
    workspace.join(workspace.conversations["C0COFFEE"], "U0HELEN")
    await server.settle()
    events = [json.loads(body)["event"] for _, body in outside.heard]
    assert [(e["type"], e["user"]) for e in events[1:]] == [
        ("member_joined_channel", "U0APP"),
        ("member_joined_channel", "U0HELEN"),
    ]
    assert (events[0]["type"], events[0]["user"]["tz"]) == ("user_change", "Europe/Lisbon")


@pytest.mark.parametrize("manifest", [a_manifest(app_home={"messages_tab_enabled": False})])
async def test_nobody_writes_to_an_app_whose_messages_tab_is_off(server: Server, manifest: Manifest) -> None:
    with pytest.raises(NotPossible, match="turned off"):
        await server.acting_as("U0PRIYA").say("hello")


async def test_an_unknown_command_is_refused_by_the_client(server: Server, outside: Outside) -> None:
    with pytest.raises(NotPossible, match="/nothing is not a valid command"):
        await server.acting_as("U0PRIYA").say("/nothing")
    assert outside.heard == []


@pytest.mark.parametrize(
    ("command", "passed_on"),
    [
        ("/probe", "<@U0TOMAS|tomas>, <@U0PRIYA|priya> &amp; #nowhere <https://a.example/x> x@y.example"),
        ("/raw", "@Tomás Herrera, @priya & #nowhere https://a.example/x x@y.example"),
    ],
)
async def test_mentions_in_a_command_are_escaped_only_if_the_manifest_says_so(
    server: Server, outside: Outside, command: str, passed_on: str
) -> None:
    text = "@Tomás Herrera, @priya & #nowhere https://a.example/x x@y.example"
    await server.acting_as("U0PRIYA").say(f"{command} {text}")
    assert parse_qs(outside.heard[0][1].decode())["text"] == [passed_on]


async def test_what_a_person_types_arrives_escaped_and_cannot_ping_by_angle_brackets(
    server: Server, outside: Outside
) -> None:
    await server.acting_as("U0PRIYA").say("<!channel> & <@U0TOMAS> @tomas")
    event = json.loads(outside.heard[0][1])["event"]
    assert event["text"] == "&lt;!channel&gt; &amp; &lt;@U0TOMAS&gt; <@U0TOMAS>"
    assert (event["channel_type"], event["channel"]) == ("im", "D0PRIYA")
