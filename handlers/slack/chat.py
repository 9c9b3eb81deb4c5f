"""The few calls to Slack that handlers make besides answering: people's profiles, channels, one shared session."""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.mentoring.people import Handle
from bot.mentoring.refusals import Refusal
from bot.safeguards import ALL, Safeguards

TIMEOUT = 10
"""Seconds one call may take."""


def session() -> aiohttp.ClientSession:
    """The one session for all calls. It carries the bound itself: a client that is given a session ignores its own."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))


def web_client(
    token: str, api_url: str, session: aiohttp.ClientSession, *, safeguards: Safeguards = ALL
) -> AsyncWebClient:
    """A client on the shared session that never repeats a call by itself: what is repeated is decided by the outbox."""
    repeats: list[Any] | None = [] if safeguards.retry_off else None  # None: what the client does by default
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=repeats, timeout=TIMEOUT)


def error_of(error: SlackApiError) -> tuple[int, str]:
    """Status and Slack's code of a refused call; an answer that is no JSON (a proxy's page, a 503) has its status alone."""
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    return status, str(data.get("error", status)) if isinstance(data, dict) else str(status)


class Chat:
    """Slack's Web API as handlers need it."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self.client = client
        self._session = session
        self._sends_files = False

    async def profile(self, handle: Handle, *, field: str | None = None) -> dict[str, Any]:
        """What Slack says of a person, as `People.remember` keeps it. Raises Refusal("people.unknown")."""
        try:
            answer = await self.client.users_info(user=handle.user, include_locale=True)
        except SlackApiError as error:
            if error_of(error)[1] in {"user_not_found", "user_not_visible"}:
                raise Refusal("people.unknown", field=field) from error
            raise
        return profile_of(answer["user"])

    async def can_post_in(self, channel: str) -> bool:
        """Whether the bot is a member of this channel, joining it where it may."""
        try:
            info = (await self.client.conversations_info(channel=channel))["channel"]
            if info.get("is_member"):
                return True
            await self.client.conversations_join(channel=channel)
        except SlackApiError:
            return False
        return True

    async def can_send_files(self) -> bool:
        """Whether this install was allowed to: one from before it asked for that scope was not. Once it was, it is."""
        if not self._sends_files:
            scopes = (await self.client.auth_test()).headers.get("x-oauth-scopes", "")
            self._sends_files = "files:write" in {scope.strip() for scope in scopes.split(",")}
        return self._sends_files

    async def respond(self, url: str, **payload: Any) -> None:
        """Answer by a response url, on the shared session."""
        hook = AsyncWebhookClient(url, session=self._session, retry_handlers=[])
        await hook.send_dict(payload)


def profile_of(user: dict[str, Any]) -> dict[str, Any]:
    """The columns of a person from Slack's user object. What Slack leaves out (zone and language, of deactivated people) is
    left out here too: it is not UTC."""
    profile = user.get("profile", {})
    full_name = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    first = profile.get("first_name") or full_name.split()[0]
    said = {"zone": user.get("tz"), "locale": user.get("locale")}
    told: dict[str, Any] = {column: str(value) for column, value in said.items() if value}
    told |= {"profile_changed_at": int(user["updated"]) * 1_000_000} if user.get("updated") else {}
    return {
        "full_name": full_name,
        "first_name": first,
        "title": profile.get("title") or "",
        **told,
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "deactivated": bool(user.get("deleted")),
    }
