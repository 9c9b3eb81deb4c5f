"""The Web API refuses what Slack refuses: tokens, scopes, arguments, conversations, texts, blocks and pace."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.manifest import Manifest
from playground.records import BOT_USER
from playground.server import APP_TOKEN, Server
from playground.workspace import Workspace
from tests.playground.probe import SCOPES, a_manifest, buttons


async def refused(call: Any) -> Any:
    """The answer of a call that must be refused."""
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response


async def test_a_wrong_token_is_invalid_and_a_missing_one_not_authed(server: Server) -> None:
    wrong = AsyncWebClient(token="xoxb-other", base_url=f"{server.url}/api/")
    assert (await refused(wrong.auth_test()))["error"] == "invalid_auth"
    async with aiohttp.ClientSession() as session, session.post(f"{server.url}/api/auth.test") as response:
        assert (await response.json())["error"] == "not_authed"


async def test_sockets_take_the_app_token_and_nothing_else_does(server: Server, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=APP_TOKEN)
    assert opened["url"].startswith("ws://127.0.0.1:")
    assert (await refused(client.apps_connections_open(app_token=str(client.token))))[
        "error"
    ] == "not_allowed_token_type"
    app = AsyncWebClient(token=APP_TOKEN, base_url=f"{server.url}/api/")
    assert (await refused(app.auth_test()))["error"] == "not_allowed_token_type"


async def test_an_unknown_method_and_an_unknown_argument_are_refused(client: AsyncWebClient) -> None:
    assert (await refused(client.api_call("chat.postMessages")))["error"] == "unknown_method"
    answer = await refused(client.chat_postMessage(channel="U0PRIYA", text="x", chanel="U0PRIYA"))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] no such argument: chanel"]


async def test_a_missing_argument_is_named(client: AsyncWebClient) -> None:
    answer = await refused(client.api_call("chat.postMessage", json={"text": "to nobody"}))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


@pytest.mark.parametrize("manifest", [a_manifest(scopes=["commands"])])
async def test_a_method_without_its_scope_says_which_is_needed(client: AsyncWebClient, manifest: Manifest) -> None:
    answer = await refused(client.chat_postMessage(channel="U0PRIYA", text="x"))
    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "commands")


@pytest.mark.parametrize("manifest", [a_manifest(scopes=[s for s in SCOPES if not s.startswith("mpim")])])
async def test_a_scope_is_asked_for_by_the_kind_of_conversation(client: AsyncWebClient, manifest: Manifest) -> None:
    assert (await client.conversations_open(users="U0PRIYA"))["ok"]
    assert (await refused(client.conversations_open(users="U0PRIYA,U0TOMAS")))["needed"] == "mpim:write"
    assert (await refused(client.conversations_list(types="public_channel,mpim")))["needed"] == "mpim:read"
    assert (await client.conversations_history(channel="D0PRIYA"))["messages"] == []
    assert (await refused(client.conversations_history(channel="C0MENTOR")))["needed"] == "channels:history"


async def test_the_app_posts_only_where_it_is_and_joins_public_channels(
    server: Server, client: AsyncWebClient, clocks: HandClocks
) -> None:
    assert (await refused(client.chat_postMessage(channel="C0NONE", text="x")))["error"] == "channel_not_found"
    assert (await refused(client.chat_postMessage(channel="D1PRIYA-TOMAS", text="x")))["error"] == "channel_not_found"
    assert (await refused(client.chat_postMessage(channel="C0GENERAL", text="x")))["error"] == "not_in_channel"
    assert (await client.conversations_info(channel="C0GENERAL"))["channel"]["is_member"] is False
    assert (await client.conversations_join(channel="C0GENERAL"))["channel"]["is_member"] is True
    assert (await client.chat_postMessage(channel="C0GENERAL", text="x"))["ok"]
    assert (await client.conversations_join(channel="C0GENERAL"))["warning"] == "already_in_channel"
    assert server.broken_rules == []


async def test_people_who_left_cannot_be_written_to(server: Server, client: AsyncWebClient) -> None:
    server.workspace.change_person("U0EWA", deleted=True)
    assert (await refused(client.conversations_open(users="U0EWA")))["error"] == "user_disabled"
    assert (await refused(client.chat_postMessage(channel="D0EWA", text="x")))["error"] == "user_disabled"
    assert (await client.users_info(user="U0EWA"))["user"]["deleted"] is True
    assert (await refused(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"
    assert (await refused(client.conversations_open(users="U0NOBODY")))["error"] == "user_not_found"


async def test_a_group_dm_has_the_app_in_it_and_at_most_eight_others(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    opened = await client.conversations_open(users="U0PRIYA,U0TOMAS", return_im=True)
    assert opened["channel"]["is_mpim"] is True
    members = (await client.conversations_members(channel=opened["channel"]["id"]))["members"]
    assert set(members) == {"U0PRIYA", "U0TOMAS", BOT_USER}
    everybody = [p.id for p in workspace.people.values() if not p.is_bot]
    assert (await refused(client.conversations_open(users=everybody[:9])))["error"] == "too_many_users"
    assert (await refused(client.conversations_open(users=[])))["error"] == "users_list_not_supplied"


async def test_a_message_needs_text_or_blocks_and_has_a_longest_length(client: AsyncWebClient) -> None:
    empty = client.api_call("chat.postMessage", json={"channel": "U0PRIYA", "text": " "})
    assert (await refused(empty))["error"] == "no_text"
    assert (await refused(client.chat_postMessage(channel="U0PRIYA", text="x" * 40_001)))["error"] == "msg_too_long"
    assert (await client.chat_postMessage(channel="U0PRIYA", text="x" * 40_000))["ok"]


async def test_blocks_over_a_limit_are_refused_with_a_sentence(server: Server, client: AsyncWebClient) -> None:
    answer = await refused(client.chat_postMessage(channel="U0PRIYA", text="x", blocks=[buttons("x" * 76)]))
    assert answer["error"] == "invalid_blocks"
    assert "75" in answer["response_metadata"]["messages"][0]
    assert len(server.broken_rules) == 1
    assert server.journal.entries[0]["broken_rule"].startswith("invalid_blocks: ")


async def test_an_app_changes_and_deletes_its_own_messages_alone(
    server: Server, client: AsyncWebClient, clocks: HandClocks
) -> None:
    priya = server.acting_as("U0PRIYA")
    await priya.say("mine")
    theirs = priya.last().ts
    own = (await client.chat_postMessage(channel="U0PRIYA", text="one", blocks=[buttons("Yes")]))["ts"]
    assert (await refused(client.chat_update(channel="D0PRIYA", ts=theirs, text="x")))["error"] == "cant_update_message"
    assert (await refused(client.chat_delete(channel="D0PRIYA", ts=theirs)))["error"] == "cant_delete_message"
    metadata = {"event_type": "x", "event_payload": {}}
    await client.api_call("chat.update", json={"channel": "D0PRIYA", "ts": own, "metadata": metadata})
    assert (priya.last().text, len(priya.last().blocks)) == ("one", 1)
    await client.chat_update(channel="D0PRIYA", ts=own, text="two")
    assert (priya.last().text, priya.last().blocks) == ("two", [])
    await client.chat_delete(channel="D0PRIYA", ts=own)
    assert [m.text for m in priya.messages()] == ["mine"]
    assert (await refused(client.chat_update(channel="D0PRIYA", ts=own, text="x")))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_seen_by_one_person_and_never_in_history(
    server: Server, client: AsyncWebClient
) -> None:
    sent = await client.chat_postEphemeral(channel="C0MENTOR", user="U0PRIYA", text="for you")
    assert [m.text for m in server.acting_as("U0PRIYA").messages("mentoring")] == ["for you"]
    assert server.acting_as("U0TOMAS").messages("mentoring") == []
    changed = client.chat_update(channel="C0MENTOR", ts=sent["message_ts"], text="x")
    assert (await refused(changed))["error"] == "message_not_found"
    outside = client.chat_postEphemeral(channel="D0TOMAS", user="U0PRIYA", text="x")
    assert (await refused(outside))["error"] == "user_not_in_channel"


async def test_metadata_comes_back_only_when_asked_for(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "9f2c"}}
    await client.chat_postMessage(channel="U0PRIYA", text="x", metadata=metadata)
    plain = await client.conversations_history(channel="D0PRIYA")
    asked = await client.conversations_history(channel="D0PRIYA", include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert asked["messages"][0]["metadata"] == metadata
    broken = client.chat_postMessage(channel="U0PRIYA", text="x", metadata={"event_type": "delivery"})
    assert (await refused(broken))["error"] == "invalid_metadata_format"


async def test_history_comes_newest_first_in_pages_and_between_moments(
    client: AsyncWebClient, clocks: HandClocks
) -> None:
    stamps = []
    for number in range(5):
        stamps.append((await client.chat_postMessage(channel="U0PRIYA", text=str(number)))["ts"])
        clocks.live(60)
    page = await client.conversations_history(channel="D0PRIYA", limit=2)
    assert ([m["text"] for m in page["messages"]], page["has_more"]) == (["4", "3"], True)
    following = await client.conversations_history(
        channel="D0PRIYA", limit=2, cursor=page["response_metadata"]["next_cursor"]
    )
    assert [m["text"] for m in following["messages"]] == ["2", "1"]
    since = await client.conversations_history(channel="D0PRIYA", oldest=stamps[3])
    assert [m["text"] for m in since["messages"]] == ["4"]
    including = await client.conversations_history(channel="D0PRIYA", oldest=stamps[3], inclusive=True)
    assert [m["text"] for m in including["messages"]] == ["4", "3"]


async def test_one_message_a_second_and_channel_then_429_with_retry_after(
    server: Server, client: AsyncWebClient, clocks: HandClocks
) -> None:
    await client.chat_postMessage(channel="U0PRIYA", text="1")
    answer = await refused(client.chat_postMessage(channel="U0PRIYA", text="2"))
    assert (answer["error"], answer.status_code, answer.headers["Retry-After"]) == ("ratelimited", 429, "1")
    await client.chat_postMessage(channel="U0TOMAS", text="another channel")
    clocks.live(1)
    await client.chat_postMessage(channel="U0PRIYA", text="2")
    assert server.broken_rules == ["chat.postMessage: ratelimited: One message a second and channel is the limit."]


async def test_three_hundred_messages_a_minute_in_a_sliding_window(workspace: Workspace, clocks: HandClocks) -> None:
    for number in range(300):
        workspace.limits.post(f"D{number}")
        clocks.live(0.1)
    with pytest.raises(Exception, match="300 messages a minute"):
        workspace.limits.post("D300")
    clocks.live(30)
    workspace.limits.post("D300")


async def test_text_and_blocks_come_back_as_slack_writes_them(server: Server, client: AsyncWebClient) -> None:
    sent = await client.chat_postMessage(channel="U0PRIYA", text="R&D &lt;3 <@U0PRIYA>", blocks=[buttons("Yes")])
    assert sent["message"]["text"] == "R&amp;D &lt;3 <@U0PRIYA>"
    assert sent["message"]["blocks"][0]["elements"][0]["text"] == {"type": "plain_text", "text": "Yes", "emoji": True}
    assert sent["message"]["bot_id"] == "B0APP"


async def test_forms_and_json_say_the_same(server: Server, client: AsyncWebClient) -> None:
    headers = {"Authorization": f"Bearer {client.token}"}
    form = {"channel": "U0PRIYA", "text": "x", "blocks": '[{"type": "divider"}]'}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(f"{server.url}/api/chat.postMessage", data=form) as response:
            assert (await response.json())["message"]["blocks"][0]["type"] == "divider"
        async with session.post(f"{server.url}/api/chat.postMessage", data=form | {"blocks": "[{"}) as response:
            assert (await response.json())["error"] == "invalid_arguments"
        json_headers = {"Content-Type": "application/json"}
        async with session.post(f"{server.url}/api/auth.test", data=b"[1]", headers=json_headers) as response:
            assert (await response.json())["error"] == "json_not_object"
        async with session.post(f"{server.url}/api/auth.test", data=b"{", headers=json_headers) as response:
            assert (await response.json())["error"] == "invalid_json"


async def test_a_page_of_another_origin_is_refused(server: Server, client: AsyncWebClient) -> None:
    headers = {"Authorization": f"Bearer {client.token}", "Origin": "https://elsewhere.example"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(f"{server.url}/api/auth.test") as response:
            assert response.status == 403
        async with session.get(f"{server.url}/play/journal") as response:
            assert response.status == 403


async def test_users_are_listed_with_their_zone_and_without_their_address(client: AsyncWebClient) -> None:
    members = (await client.users_list())["members"]
    priya = next(m for m in members if m["id"] == "U0PRIYA")
    assert (priya["tz"], priya["tz_offset"]) == ("Asia/Kolkata", 19_800)
    assert "email" not in priya["profile"]
    assert "locale" not in priya
    assert (await client.users_info(user="U0PRIYA", include_locale=True))["user"]["locale"] == "en-GB"
    assert any(m["is_bot"] for m in members)
