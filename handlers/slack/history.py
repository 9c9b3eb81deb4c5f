"""Looks for a message of our own in the conversation with one person, by the random id in its metadata."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports import CannotTell, Receipt, SendLater, SendUnknown, Sought
from handlers.slack.outcomes import outcome

SET_BACK = timedelta(days=1)
"""By how much our clock may have been set back since the post began."""
A_PAGE = 100


class Place(NamedTuple):
    """How far a conversation has been read: everything after `before`; nothing is looked for before `oldest`."""

    before: str
    oldest: float


class Search:
    """Goes back through a conversation page by page, the newest first. Where Slack asks to wait in between it goes on from there
    the next time: an install that may read one page a minute gets to the end as well.

    Our clock may be wrong by any span: of it only the time since the post is taken, and that from the newest message on."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._read_to: dict[str, Place] = {}

    async def find(self, channel: str, sought: Sought) -> Receipt | None:
        """The message with this id; None where none has been posted since. Raises SendLater, CannotTell or
        TimeoutError."""
        here = f"{channel} {sought.message_id}"
        while True:
            place = self._read_to.get(here)
            page = await self._page(channel, place and place.before)
            messages = page["messages"]
            for message in messages:
                if message.get("metadata", {}).get("event_payload", {}).get("id") == sought.message_id:
                    self._read_to.pop(here, None)
                    return Receipt(channel, message["ts"])
            if not page.get("has_more"):
                self._read_to.pop(here, None)
                return None
            if not messages:
                raise SendLater(60, "history without messages")
            oldest = _oldest(messages[0]["ts"], sought.ago) if place is None else place.oldest
            self._read_to[here] = Place(messages[-1]["ts"], oldest)
            if float(messages[-1]["ts"]) < oldest:
                del self._read_to[here]
                return None

    async def _page(self, channel: str, before: str | None) -> AsyncSlackResponse:
        try:
            return await self._client.conversations_history(
                channel=channel, latest=before, include_all_metadata=True, limit=A_PAGE
            )
        except SlackApiError as error:
            raise _meaning(error) from error
        except aiohttp.ClientError as error:
            if isinstance(error, TimeoutError):
                raise
            raise SendLater(60, type(error).__name__) from error


def _oldest(newest: str, ago: timedelta) -> float:
    """By Slack's clock, before which moment it cannot have been posted: the newest message has come by now. Where the post
    has yet to begin by our clock, that says nothing, and all is read."""
    return float(newest) - (ago + SET_BACK).total_seconds() if ago >= timedelta() else 0.0


def _meaning(error: SlackApiError) -> SendLater | CannotTell:
    """What is wrong with our token as a whole waits for better settings; a scope that this install lacks does not come."""
    meant = outcome(error)
    if isinstance(meant, SendUnknown):
        return SendLater(60, meant.args[0])
    if isinstance(meant, SendLater) and meant.reason != "missing_scope":
        return meant
    return CannotTell(f"history: {meant.reason}")
