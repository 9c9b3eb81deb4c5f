"""Notice -> Slack message: opens the conversation, posts once, says exactly what came of it."""

from __future__ import annotations

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import FAULT, CannotSend, InChannel, Outgoing, Receipt, SendLater, SendUnknown
from handlers.slack.outcomes import outcome
from handlers.slack.show import File, Message
from handlers.slack.views.notices import MESSAGES
from handlers.slack.views.wording import Wording

log = structlog.get_logger("slack")

FILES = {"invitations.file", "invitations.changed"}
"""The notices that bring a file; what these need is read when the first one goes out, not at every start."""
EVENT_TYPE = "companion_delivery"
"""The metadata's type; its payload is a random id that means nothing to anybody else (platform facts, Posting)."""


class SlackSurface:
    """Posts notices with a client that never repeats a call by itself."""

    def __init__(self, client: AsyncWebClient, say: Wording) -> None:
        self._client = client
        self._say = say

    async def send(self, message: Outgoing) -> Receipt:
        """Post one message. Raises SendLater, CannotSend or SendUnknown (see ports)."""
        looks = self._draw(message)
        channel = await self._channel(message)
        if isinstance(looks, File):
            from handlers.slack import files

            return await files.share(self._client, channel, looks)
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
            raise outcome(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendUnknown(type(error).__name__) from error
        return Receipt(channel=answer["channel"], ts=answer["ts"])

    def _draw(self, message: Outgoing) -> Message | File:
        """How the notice looks. One that cannot be drawn is our fault: nothing was posted, and the others go on."""
        try:
            if message.kind in FILES:
                from handlers.slack.views import invitations

                return invitations.file(message.values, self._say)
            return MESSAGES[message.kind](message.values, self._say)
        except Exception as error:
            log.exception("a notice cannot be drawn", kind=message.kind)
            raise CannotSend(f"{FAULT}{type(error).__name__}") from error

    async def _channel(self, message: Outgoing) -> str:
        """The conversation to post in. Here nothing was posted yet, so that every doubt means: later."""
        if isinstance(message.to, InChannel):
            return message.to.channel
        if message.to.channel is not None:
            return message.to.channel
        users = ",".join(handle.user for handle in message.to.handles)
        try:
            opened = await self._client.conversations_open(users=users)
        except SlackApiError as error:
            reason = outcome(error)
            raise SendLater(30, reason.args[0]) if isinstance(reason, SendUnknown) else reason from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater(30, type(error).__name__) from error
        return str(opened["channel"]["id"])
