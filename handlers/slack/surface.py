"""Notice -> Slack message: opens the conversation, posts once, says exactly what came of it."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import CannotSend, InChannel, Outgoing, Receipt, SendLater, SendUnknown
from handlers.slack.views.notices import MESSAGES
from handlers.slack.views.wording import Wording

EVENT_TYPE = "companion_delivery"
"""The metadata's type; its payload is a random id that means nothing to anybody else (platform facts, Posting)."""


class SlackSurface:
    """Posts notices with a client that never repeats a call by itself."""

    def __init__(self, client: AsyncWebClient, say: Wording) -> None:
        self._client = client
        self._say = say

    async def send(self, message: Outgoing) -> Receipt:
        """Post one message. Raises SendLater, CannotSend or SendUnknown (see ports)."""
        looks = MESSAGES[message.kind](message.values, self._say)
        channel = await self._channel(message)
        try:
            answer = await self._client.chat_postMessage(
                channel=channel,
                text=looks.text,
                blocks=list(looks.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"id": message.message_id}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            raise _outcome(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendUnknown(str(error)) from error
        return Receipt(channel=answer["channel"], ts=answer["ts"])

    async def _channel(self, message: Outgoing) -> str:
        if isinstance(message.to, InChannel):
            return message.to.channel
        if message.to.channel is not None:
            return message.to.channel
        users = ",".join(handle.user for handle in message.to.handles)
        try:
            opened = await self._client.conversations_open(users=users)
        except SlackApiError as error:
            raise _outcome(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater(60) from error
        return str(opened["channel"]["id"])


def _outcome(error: SlackApiError) -> SendLater | CannotSend | SendUnknown:
    """What a refusal by Slack means for the notice."""
    if error.response.status_code == 429:
        return SendLater(float(error.response.headers.get("Retry-After", 30)))
    if error.response.status_code >= 500:
        return SendUnknown(str(error.response.status_code))
    return CannotSend(str(error.response.get("error", "unknown_error")))
