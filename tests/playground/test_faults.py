"""Faults that were ordered befall the next call, once, and are nobody's broken rule."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.faults import Faults
from playground.server import Server


async def test_a_lost_answer_is_a_message_that_was_posted_all_the_same(server: Server, client: AsyncWebClient) -> None:
    server.faults.order("answer_lost", "chat.postMessage")
    assert (await client.auth_test())["ok"]
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel="U0PRIYA", text="once")
    assert [m.text for m in server.acting_as("U0PRIYA").messages()] == ["once"]
    results = {e["method"]: e["result"] for e in server.journal.entries}
    assert results["chat.postMessage"] == "answer lost"
    assert server.broken_rules == []


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [("rate_limited", 429, "ratelimited"), ("server_error", 500, "internal_error"), ("user_disabled", 200, None)],
)
async def test_a_refusal_that_was_ordered_comes_once_and_does_nothing(
    server: Server, client: AsyncWebClient, kind: str, status: int, error: str | None
) -> None:
    server.faults.order(kind)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="U0PRIYA", text="later")
    assert refused.value.response.status_code == status
    assert refused.value.response["error"] == (error or kind)
    assert (refused.value.response.headers.get("Retry-After") is not None) is (status == 429)
    assert server.acting_as("U0PRIYA").messages() == []
    assert (await client.chat_postMessage(channel="U0PRIYA", text="later"))["ok"]
    assert server.broken_rules == []


async def test_a_slow_answer_takes_five_seconds(server: Server, client: AsyncWebClient, clocks: HandClocks) -> None:
    server.faults.order("slow", "chat.postMessage")
    posting = asyncio.ensure_future(client.chat_postMessage(channel="U0PRIYA", text="slow"))
    await client.auth_test()
    assert not posting.done()
    clocks.live(5)
    assert (await posting)["ok"]


def test_a_fault_without_a_method_spares_what_only_keeps_an_app_connected() -> None:
    faults = Faults()
    faults.order("server_error")
    faults.order("user_disabled")
    assert faults.take("auth.test") is None
    assert faults.take("apps.connections.open") is None
    taken = [faults.take("views.publish"), faults.take("views.publish"), faults.take("conversations.open")]
    assert [fault and fault.kind for fault in taken] == ["server_error", None, "user_disabled"]


def test_a_fault_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="answer_lost"):
        Faults().order("earthquake")
