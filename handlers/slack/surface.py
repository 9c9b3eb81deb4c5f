"""Notice -> Slack message: opens the conversation, posts once, says exactly what came of it."""

from __future__ import annotations

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import FAULT, CannotSend, InChannel, Outgoing, Receipt, SendLater, SendUnknown
from handlers.slack.chat import error_of
from handlers.slack.show import Message
from handlers.slack.views.notices import MESSAGES
from handlers.slack.views.wording import Wording

log = structlog.get_logger("slack")

LATER = {"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout"}
"""Nothing was posted, and later it may be."""
OURS = {
    "not_authed",
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "missing_scope",
    "ekm_access_denied",
    "team_access_not_granted",
    "org_login_required",
    "accesslimited",
}
"""The settings are wrong, not the notice."""
UNCERTAIN = {"fatal_error", "internal_error"}
"""Slack's own words: "some aspect of the operation may have succeeded before the error"."""
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
            raise SendUnknown(type(error).__name__) from error
        return Receipt(channel=answer["channel"], ts=answer["ts"])

    def _draw(self, message: Outgoing) -> Message:
        """How the notice looks. One that cannot be drawn is our fault: nothing was posted, and the others go on."""
        try:
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
            outcome = _outcome(error)
            raise SendLater(30, outcome.args[0]) if isinstance(outcome, SendUnknown) else outcome from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater(30, type(error).__name__) from error
        return str(opened["channel"]["id"])


def _outcome(error: SlackApiError) -> SendLater | CannotSend | SendUnknown:
    """What a refusal by Slack means for the notice. What is wrong with our token is not the notice's fault: it waits."""
    status, reason = error_of(error)
    if status == 429 or reason in LATER:
        return SendLater(_retry_after(error), "429")
    if reason in OURS:
        return SendLater(300, reason)
    if status >= 500 or reason in UNCERTAIN or reason == str(status):
        return SendUnknown(reason)
    return CannotSend(reason)


def _retry_after(error: SlackApiError) -> float:
    try:
        return max(1.0, float(error.response.headers.get("Retry-After", 30)))
    except ValueError:
        return 30.0
