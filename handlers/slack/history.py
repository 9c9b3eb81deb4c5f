"""Looks for a message of our own in the conversation with one person, by the random id in its metadata."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import CannotTell, PartShown, Receipt, SendLater, SendUnknown, Sought
from handlers.slack import parts
from handlers.slack.outcomes import outcome
from handlers.slack.show import Message
from handlers.slack.views.digest import written
from handlers.slack.views.wording import Markup

SLACK_BEHIND = timedelta(minutes=10)
"""By how much Slack's clock may be behind ours; requests are refused that differ by more than five minutes."""
A_PAGE = 100


async def find(client: AsyncWebClient, channel: str, sought: Sought) -> Receipt | None:
    """The message with this id; None where none has been posted since. Raises SendLater or CannotTell."""
    oldest = f"{(sought.since - SLACK_BEHIND).timestamp():.6f}"
    cursor = ""
    while True:
        try:
            page = await client.conversations_history(
                channel=channel, oldest=oldest, include_all_metadata=True, limit=A_PAGE, cursor=cursor or None
            )
        except SlackApiError as error:
            raise _meaning(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater(60, type(error).__name__) from error
        for message in page["messages"]:
            if message.get("metadata", {}).get("event_payload", {}).get("id") == sought.message_id:
                return Receipt(channel, message["ts"], tuple(_parts(message.get("blocks", ()))))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None


def _meaning(error: SlackApiError) -> SendLater | CannotTell:
    """What is wrong with our token as a whole waits for better settings; a scope that this install lacks does not come."""
    meant = outcome(error)
    if isinstance(meant, SendUnknown):
        return SendLater(60, meant.args[0])
    if isinstance(meant, SendLater) and meant.reason != "missing_scope":
        return meant
    return CannotTell(f"history: {meant.reason}")


def _parts(blocks: Iterable[dict[str, Any]]) -> Iterable[PartShown]:
    """The parts that can be seen in a message of several, in their order."""
    found = [parts.place_of(block.get("block_id", ""))[0] for block in blocks]
    for part in dict.fromkeys(each for each in found if each):
        looks = parts.taken(part, blocks)
        texts = (block.get("text") for block in looks)
        text = next((each["text"] for each in texts if isinstance(each, dict)), "")
        yield PartShown(part, written(Message(Markup(text), looks)))
