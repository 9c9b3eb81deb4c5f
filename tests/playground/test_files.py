"""Files: an address, the bytes, one message, and a download for whoever sees it."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.clocks import HandClocks
from playground.manifest import Manifest
from playground.server import Server
from tests.playground.probe import SCOPES, a_manifest

CONTENT = "BEGIN:VCALENDAR\r\nX-TEST:🎉\r\nEND:VCALENDAR\r\n".encode()


@pytest.fixture
def manifest() -> Manifest:
    return a_manifest(scopes=[*SCOPES, "files:write"])


async def send(url: str, content: bytes) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, data=content) as answer:
        return answer.status, await answer.text()


async def download(server: Server, file: str, who: str) -> tuple[str, bytes]:
    address = f"{server.url}/play/files/{file}?as={who}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.content_type, await answer.read()


async def refusal(call: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        await call
    return str(error.value.response["error"])


async def test_slacks_own_way_of_uploading_shows_the_file_in_a_message_that_its_reader_can_download(
    server: Server, client: AsyncWebClient
) -> None:
    await client.files_upload_v2(
        filename="meeting.ics", content=CONTENT, title="Meeting", channel="D0PRIYA", initial_comment="For you & me"
    )
    shown = server.acting_as("U0PRIYA").last()
    assert shown.text == "For you &amp; me"
    (file,) = shown.files
    assert (file["name"], file["title"], file["size"]) == ("meeting.ics", "Meeting", len(CONTENT))
    assert await download(server, file["id"], "U0PRIYA") == ("text/calendar", CONTENT)
    assert server.broken_rules == []


async def test_who_is_not_in_the_conversation_gets_no_file(server: Server, client: AsyncWebClient) -> None:
    await client.files_upload_v2(filename="meeting.ics", content=CONTENT, channel="D0PRIYA")
    file = server.acting_as("U0PRIYA").last().files[0]["id"]
    assert b"You are not in this conversation." in (await download(server, file, "U0TOMAS"))[1]
    assert b"no such file" in (await download(server, "F0NONE", "U0PRIYA"))[1]


async def test_an_address_takes_the_announced_bytes_once(server: Server, client: AsyncWebClient) -> None:
    place = await client.files_getUploadURLExternal(filename="a.ics", length=3)
    assert await send(place["upload_url"], b"four") == (400, "wrong_length")
    assert await send(place["upload_url"], b"two") == (200, "OK - 3")
    assert await send(place["upload_url"], b"two") == (400, "used_upload")
    assert await send(f"{server.url}/upload/made-up", b"two") == (400, "no_such_upload")
    assert [rule.split(":")[1].strip() for rule in server.broken_rules] == [
        "wrong_length",
        "used_upload",
        "no_such_upload",
    ]


async def test_an_address_is_too_old_after_ten_minutes(clocks: HandClocks, client: AsyncWebClient) -> None:
    place = await client.files_getUploadURLExternal(filename="a.ics", length=3)
    clocks.live(601)
    assert await send(place["upload_url"], b"two") == (400, "expired_upload")


async def test_a_file_is_shared_once_it_is_there_and_once(server: Server, client: AsyncWebClient) -> None:
    place = await client.files_getUploadURLExternal(filename="a.ics", length=3)
    wanted = [{"id": place["file_id"]}]
    assert await refusal(client.files_completeUploadExternal(files=wanted, channel_id="D0PRIYA")) == "file_not_found"
    await send(place["upload_url"], b"two")
    assert await refusal(client.files_completeUploadExternal(files=wanted, channel_id="U0PRIYA")) == "channel_not_found"
    await client.files_completeUploadExternal(files=wanted, channel_id="D0PRIYA")
    assert await refusal(client.files_completeUploadExternal(files=wanted, channel_id="D0PRIYA")) == "file_not_found"
    assert len(server.acting_as("U0PRIYA").messages()) == 1


async def test_the_length_has_to_be_said(client: AsyncWebClient) -> None:
    for length in (0, -1, 1_000_001):
        assert await refusal(client.files_getUploadURLExternal(filename="a.ics", length=length)) == "invalid_arguments"


@pytest.mark.parametrize("manifest", [a_manifest()])
async def test_files_need_their_scope(client: AsyncWebClient, manifest: Manifest) -> None:
    assert await refusal(client.files_getUploadURLExternal(filename="a.ics", length=3)) == "missing_scope"
    assert await refusal(client.files_completeUploadExternal(files=[{"id": "F0"}])) == "missing_scope"
