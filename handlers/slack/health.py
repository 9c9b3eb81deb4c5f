"""Asks Slack what `companion check` wants to know; every answer is a value or a reason, never a stack trace."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.slack.chat import error_of
from handlers.slack.manifest import SCOPES

TEST = "This is the companion's test message. All is well."


class Unreachable(Exception):
    """Slack did not answer at all."""


class SlackHealth:
    """Looks at token, scopes, people and channels without changing anything."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._granted: set[str] = set()

    async def who_am_i(self) -> tuple[dict[str, Any] | None, str | None]:
        """The bot's user and team, or Slack's reason."""
        answer, wrong = await self._ask(self._client.auth_test())
        if answer is None:
            return None, wrong
        scopes = answer.headers.get("x-oauth-scopes", "")
        self._granted = {scope.strip() for scope in scopes.split(",") if scope.strip()}
        return {"user": answer["user"], "team": answer["team"]}, None

    async def missing_scopes(self) -> list[str]:
        """The scopes the manifest asks for that this token does not have."""
        return sorted(set(SCOPES) - self._granted)

    async def socket_refused(self, app_token: str) -> str | None:
        """Why Socket Mode cannot be opened; None where it can."""
        _, wrong = await self._ask(self._client.apps_connections_open(app_token=app_token))
        return wrong

    async def person(self, user: str) -> tuple[dict[str, Any] | None, str | None]:
        """A person's profile, or Slack's reason."""
        answer, wrong = await self._ask(self._client.users_info(user=user))
        return (None, wrong) if answer is None else (dict(answer["user"]), None)

    async def channel_problem(self, channel: str) -> str | None:
        """Why the bot cannot post there; None where it can."""
        answer, wrong = await self._ask(self._client.conversations_info(channel=channel))
        if answer is None:
            return wrong
        found: dict[str, Any] = answer["channel"]
        if found.get("is_archived"):
            return "is_archived"
        return None if found.get("is_member") else "not_in_channel"

    async def send_test(self, user: str) -> str | None:
        """Send one message to this person; the reason where it could not be sent."""
        opened, wrong = await self._ask(self._client.conversations_open(users=user))
        if opened is None:
            return wrong
        _, wrong = await self._ask(self._client.chat_postMessage(channel=opened["channel"]["id"], text=TEST))
        return wrong

    async def _ask(self, call: Awaitable[AsyncSlackResponse]) -> tuple[AsyncSlackResponse | None, str | None]:
        try:
            return await call, None
        except SlackApiError as error:
            status, reason = error_of(error)
            if status == 429 or status >= 500 or reason in {"ratelimited", "fatal_error", "internal_error"}:
                raise Unreachable(f"it answered {reason}") from error
            if reason == str(status):
                raise Unreachable(f"something else than Slack answered {reason}") from error
            return None, reason
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreachable(type(error).__name__) from error
