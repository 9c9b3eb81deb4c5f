"""Notice -> Slack message: opens the conversation, posts once, says exactly what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.mentoring.people import Handle
from bot.ports import (
    FAULT,
    NO_ANSWER,
    CannotSend,
    CannotTell,
    Drawn,
    InChannel,
    Outgoing,
    Part,
    People,
    Receipt,
    SendLater,
    SendUnknown,
    Sought,
)
from bot.usecases.agreement import Nudge
from bot.usecases.check_ins import Asked
from handlers.slack.chat import profile_of
from handlers.slack.outcomes import outcome
from handlers.slack.show import File, Message
from handlers.slack.views import digest
from handlers.slack.views.digest import PartDrawn
from handlers.slack.views.notices import MESSAGES
from handlers.slack.views.wording import Wording

if TYPE_CHECKING:
    from handlers.slack.history import Search

log = structlog.get_logger("slack")

FILES = {"invitations.file", "invitations.changed"}
"""The notices that bring a file; what these need is read when the first one goes out, not at every start."""
EVENT_TYPE = "companion_delivery"
"""The metadata's type; its payload is a random id that means nothing to anybody else (platform facts, Posting)."""


SWITCHED_OFF = {"user_disabled", "user_not_found"}
"""Somebody of the conversation has no account any more, or none that is on."""
LOOK_UP = 5.0
"""Seconds for finding out whose; nothing was posted by then, so that it must not take as long as a post may."""
NO_LONGER = {"channel_not_found", "is_archived", "not_in_channel"}
"""The conversation that is remembered is not the one to write to any more."""


class SlackSurface:
    """Posts notices with a client that never repeats a call by itself."""

    def __init__(self, client: AsyncWebClient, say: Wording) -> None:
        self._client = client
        self._say = say
        self._search: Search | None = None

    def draw(self, message: Outgoing) -> Drawn | None:
        """How a message of several parts will look; None for one. Raises CannotSend: none of them can be drawn."""
        return None if len(message.parts) == 1 else self._together(message)

    async def send(self, message: Outgoing) -> Receipt:
        """Post one message. Raises SendLater, CannotSend, SendUnknown or TooLate (see ports)."""
        try:
            return await self._post_where_known(message)
        except CannotSend as refused:
            if refused.reason not in SWITCHED_OFF or isinstance(message.to, InChannel):
                raise
            raise CannotSend(refused.reason, gone=await self._switched_off(message.to.handles)) from refused

    async def _post_where_known(self, message: Outgoing) -> Receipt:
        """Post in the conversation that is remembered; where a person's is there no longer, it is opened anew."""
        try:
            return await self._post(message)
        except CannotSend as refused:
            to = message.to
            if isinstance(to, InChannel) or to.channel is None or len(to.handles) > 1:
                raise
            if refused.reason not in NO_LONGER:
                raise
            return await self._post(replace(message, to=replace(to, channel=None)))

    async def _switched_off(self, handles: Iterable[Handle]) -> dict[Handle, dict[str, Any]] | None:
        """Whose accounts are off: the refusal does not say which of several. None where that cannot be read just now."""
        found: dict[Handle, dict[str, Any]] = {}
        try:
            async with asyncio.timeout(LOOK_UP):
                for handle in handles:
                    user = (await self._client.users_info(user=handle.user))["user"]
                    found |= {handle: profile_of(user)} if user.get("deleted") else {}
        except SlackApiError as error:
            return found or ({} if isinstance(outcome(error), CannotSend) else None)
        except (aiohttp.ClientError, TimeoutError):
            return found or None
        return found

    async def _post(self, message: Outgoing) -> Receipt:
        drawn = message.drawn or self.draw(message)
        looks: Message | File = self._draw(message.parts[0]) if drawn is None else drawn.looks
        channel = await self._channel(message.to)
        if isinstance(looks, File):
            from handlers.slack import files

            return await files.share(self._client, channel, looks, message.last_look)
        message.last_look()
        try:
            answer = await self._client.chat_postMessage(
                channel=channel,
                text=looks.text,
                blocks=list(looks.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"id": message.message_id}},
                unfurl_links=False,
                unfurl_media=False,
            )
            return Receipt(channel=answer["channel"], ts=answer["ts"])
        except SlackApiError as error:
            raise outcome(error) from error
        except aiohttp.ClientConnectorError as error:  # never connected, so nothing was posted
            raise SendLater(30, type(error).__name__) from error
        except Exception as error:  # also an answer that cannot be read
            raise SendUnknown(type(error).__name__) from error

    async def find(self, sought: Sought) -> Receipt | None:
        """Look in the conversation with one person for a message with this random id; None where it is not there. Raises
        SendLater, TimeoutError, or CannotTell: a group's conversation is not ours to read, and a file has no such id."""
        if len(sought.to.handles) != 1 or FILES.intersection(sought.kinds):
            raise CannotTell(NO_ANSWER)
        if self._search is None:
            from handlers.slack.history import Search

            self._search = Search(self._client)
        known, is_there = sought.to.channel, False
        if known is not None:
            try:
                found = await self._search.find(known, sought)
            except CannotTell as refused:
                if refused.args[0] not in {f"history: {each}" for each in NO_LONGER}:
                    raise
            else:
                is_there = True
                if found is not None:
                    return found
        try:  # where the remembered one was refused, the message went to one that was opened anew
            opened = await self._channel(replace(sought.to, channel=None))
        except CannotSend as refused:
            if is_there:
                return None
            raise CannotTell(f"history: {refused.reason}") from refused
        return None if is_there and opened == known else await self._search.find(opened, sought)

    def _draw(self, part: Part) -> Message | File:
        """How the notice looks. One that cannot be drawn is our fault: nothing was posted, and the others go on."""
        try:
            if part.kind in FILES:
                from handlers.slack.views import invitations

                return invitations.file(part.values, self._say)
            return MESSAGES[part.kind](part.values, self._say)
        except Exception as error:
            log.exception("a notice cannot be drawn", kind=part.kind)
            raise CannotSend(f"{FAULT}{type(error).__name__}") from error

    def _together(self, message: Outgoing) -> Drawn:
        """How a message of several parts looks, and each of them. What cannot be drawn is left out, as long as anything is left."""
        drawn: list[PartDrawn] = []
        by_name = len({part.others for part in message.parts if part.others}) > 1
        nudges = sum(isinstance(part.values, Nudge) for part in message.parts)
        for nth, part in enumerate(message.parts):
            if by_name and isinstance(part.values, Asked):  # the message says it above the part
                part = part._replace(values=part.values._replace(several=False))
            if nudges > 1 and isinstance(part.values, Nudge):  # the same is said of several: a line for each
                part = part._replace(values=part.values._replace(short=True))
            try:
                looks = self._draw(part)
            except CannotSend:
                if nth == len(message.parts) - 1 and not drawn:
                    raise
                continue
            assert isinstance(looks, Message), "a file is a message of its own"
            drawn.append(PartDrawn(part.id, part.others, looks))
        drawn = digest.folded(drawn)
        return Drawn(digest.digest(message.name, drawn, self._say), tuple(digest.kept(part) for part in drawn))

    async def _channel(self, to: People | InChannel) -> str:
        """The conversation to post in. Here nothing was posted yet, so that every doubt means: later."""
        if to.channel is not None:
            return to.channel
        assert isinstance(to, People)
        users = ",".join(handle.user for handle in to.handles)
        try:
            opened = await self._client.conversations_open(users=users)
        except SlackApiError as error:
            reason = outcome(error)
            raise SendLater(30, reason.args[0]) if isinstance(reason, SendUnknown) else reason from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater(30, type(error).__name__) from error
        return str(opened["channel"]["id"])
