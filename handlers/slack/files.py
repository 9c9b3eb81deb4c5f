"""Sends a file into a conversation, in the three steps that Slack asks for; only the last one shows it to anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import CannotSend, Receipt, SendLater, SendUnknown
from handlers.slack.outcomes import outcome
from handlers.slack.show import File


async def share(client: AsyncWebClient, channel: str, file: File, last_look: Callable[[], None]) -> Receipt:
    """Send one file. Slack shows it a moment later and tells no ts, so the receipt has the file's id in its place. Raises
    SendLater, CannotSend, SendUnknown or TooLate (see ports)."""
    id = await _upload(client, file)
    last_look()
    try:
        await client.files_completeUploadExternal(
            files=[{"id": id, "title": file.title}], channel_id=channel, initial_comment=file.text
        )
    except SlackApiError as error:
        raise outcome(error) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SendUnknown(type(error).__name__) from error
    return Receipt(channel=channel, ts=id)


async def _upload(client: AsyncWebClient, file: File) -> str:
    """Bring the bytes to Slack. Nothing is shown yet, so that every doubt means: later. An install from before files were
    sent lacks the scope: that is no reason for everything else to wait."""
    content = await asyncio.to_thread(file.content)
    try:
        place = await client.files_getUploadURLExternal(filename=file.name, length=len(content))
        assert client.session is not None
        async with client.session.post(place["upload_url"], data=content) as answer:
            if answer.status != 200:
                raise SendLater(30, f"upload: {answer.status}")
    except SlackApiError as error:
        reason = outcome(error)
        if isinstance(reason, SendUnknown):
            raise SendLater(30, reason.args[0]) from error
        lacking = isinstance(reason, SendLater) and reason.reason == "missing_scope"
        raise CannotSend("missing_scope") if lacking else reason from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SendLater(30, type(error).__name__) from error
    return str(place["file_id"])
