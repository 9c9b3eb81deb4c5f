"""Response urls: five uses in half an hour, ephemeral unless told otherwise, replacing and deleting."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.clocks import HandClocks
from playground.server import Server
from playground.workspace import Workspace
from tests.playground.probe import buttons


def response(server: Server, channel: str = "C0MENTOR", ts: str | None = None) -> AsyncWebhookClient:
    """A response url as Priya's command or click would give it."""
    name = server.workspace.tickets.response_url("U0PRIYA", channel, ts=ts)
    return AsyncWebhookClient(f"{server.url}/respond/{name}")


async def test_it_works_five_times(server: Server) -> None:
    url = response(server)
    for number in range(5):
        assert (await url.send(text=str(number))).body == "ok"
    sixth = await url.send(text="one too many")
    assert (sixth.status_code, sixth.body) == (404, "used_url")
    assert server.broken_rules == ["response_url: used_url: A response_url works five times."]


async def test_it_works_for_thirty_minutes(server: Server, clocks: HandClocks) -> None:
    url = response(server)
    clocks.live(30 * 60)
    assert (await url.send(text="in time")).status_code == 200
    clocks.live(1)
    assert (await url.send(text="late")).body == "expired_url"


async def test_an_answer_is_ephemeral_unless_it_says_in_channel(server: Server) -> None:
    url = response(server)
    await url.send(text="for you")
    await url.send(text="for all", response_type="in_channel")
    assert [m.text for m in server.acting_as("U0PRIYA").messages("mentoring")] == ["for you", "for all"]
    assert [m.text for m in server.acting_as("U0TOMAS").messages("mentoring")] == ["for all"]


async def test_it_reaches_channels_that_the_app_is_not_in(server: Server) -> None:
    await response(server, "C0GENERAL").send(text="here too")
    assert server.acting_as("U0PRIYA").last("general").text == "here too"


async def test_it_replaces_and_deletes_the_message_it_came_from(server: Server, client: AsyncWebClient) -> None:
    priya = server.acting_as("U0PRIYA")
    sent = await client.chat_postEphemeral(channel="C0MENTOR", user="U0PRIYA", text="?", blocks=[buttons("Yes")])
    url = response(server, ts=sent["message_ts"])
    await url.send(text="Thank you.", replace_original=True)
    assert (priya.last("mentoring").text, priya.last("mentoring").blocks) == ("Thank you.", [])
    await url.send(delete_original=True)
    assert priya.messages("mentoring") == []
    gone = await url.send(text="x", replace_original=True)
    assert (gone.status_code, gone.body) == (404, "message_not_found")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"response_type": "ephemeral"}, "no_text"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
        ({"text": "x", "channel": "C0GENERAL"}, "invalid_payload"),
        ({"text": "x", "blocks": [buttons("y" * 76)]}, "invalid_blocks"),
    ],
)
async def test_what_cannot_be_shown_is_refused(server: Server, body: dict[str, Any], error: str) -> None:
    answer = await response(server).send_dict(body)
    assert (answer.status_code, answer.body) == (400, error)
    assert server.acting_as("U0PRIYA").messages("mentoring") == []
    assert len(server.broken_rules) == 1


async def test_an_address_that_was_never_given_out_is_not_there(server: Server) -> None:
    answer = await AsyncWebhookClient(f"{server.url}/respond/abc").send(text="x")
    assert answer.status_code == 404


async def test_an_ephemeral_message_is_not_in_the_payload_of_its_click(
    server: Server, client: AsyncWebClient, workspace: Workspace
) -> None:
    await client.chat_postEphemeral(channel="C0MENTOR", user="U0PRIYA", text="?", blocks=[buttons("Yes")])
    with pytest.raises(Exception, match="not running"):
        await server.acting_as("U0PRIYA").click("Yes", at="mentoring")
    payload = server.journal.entries[0]["request"]
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    assert payload["actions"][0]["value"] == "yes"
