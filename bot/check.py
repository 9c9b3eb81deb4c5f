"""`companion check`: what is missing or wrong, in words that tell what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.config import Settings
from handlers.slack.chat import web_client
from handlers.slack.health import SlackHealth, Unreachable
from storage.dialect import engine_for
from storage.schema import HEAD, version

GOOD_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""From these versions on (and within 3.50 and 3.44) the rare WAL-reset fault is mended; one process is safe before too."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: fine, or what to do."""

    fine: bool
    sentence: str


async def check(settings: Settings, *, send_test: str | None) -> list[Finding]:
    """Look at everything that can be looked at; what cannot be reached is a finding too."""
    findings = [*_database(settings)]
    if settings.slack_bot_token is None:
        findings.append(
            Finding(False, "SLACK_BOT_TOKEN is not set: `companion run` opens the playground. See README, “On Slack”.")
        )
        return findings
    async with aiohttp.ClientSession() as session:
        health = SlackHealth(web_client(settings.slack_bot_token, settings.slack_api_url, session))
        try:
            findings += [finding async for finding in _slack(settings, health, send_test)]
        except Unreachable as error:
            findings.append(Finding(False, f"Slack can't be reached at {settings.slack_api_url}: {error}."))
    return findings


def _database(settings: Settings) -> list[Finding]:
    findings = []
    try:
        engine = engine_for(settings.database_url)
        at = version(engine)
        findings.append(
            Finding(True, f"The database is at version {at}.")
            if at == HEAD
            else Finding(False, "The database is not at the newest version: run `companion upgrade`.")
        )
    except (ValueError, OSError) as error:
        findings.append(Finding(False, f"DATABASE_URL: {error}"))
    found = sqlite3.sqlite_version_info
    mended = found >= GOOD_SQLITE[0] or any(found[:2] == good[:2] and found >= good for good in GOOD_SQLITE[1:])
    findings.append(
        Finding(
            True,
            f"SQLite {sqlite3.sqlite_version}"
            + (
                "."
                if mended
                else ": keep to one process on this file, as the companion does; newer than 3.51.3 is better."
            ),
        )
    )
    return findings


async def _slack(settings: Settings, health: SlackHealth, send_test: str | None) -> AsyncIterator[Finding]:
    who, wrong = await health.who_am_i()
    if who is None:
        yield Finding(False, f"SLACK_BOT_TOKEN was refused ({wrong}). Copy it anew from OAuth & Permissions.")
        return
    yield Finding(True, f"The bot is {who['user']} in {who['team']}.")
    missing = await health.missing_scopes()
    yield (
        Finding(True, "All scopes are granted.")
        if not missing
        else Finding(False, f"These scopes are missing: {', '.join(missing)}. Paste the manifest anew and reinstall.")
    )
    if settings.slack_app_token is not None:
        refused = await health.socket_refused(settings.slack_app_token)
        yield (
            Finding(True, "Socket Mode can be opened.")
            if refused is None
            else Finding(False, f"SLACK_APP_TOKEN was refused ({refused}). It needs the scope connections:write.")
        )
    async for finding in _coordinators(settings, health):
        yield finding
    if settings.companion_celebration_channel is not None:
        problem = await health.channel_problem(settings.companion_celebration_channel)
        yield (
            Finding(True, "The bot can post in the celebration channel.")
            if problem is None
            else Finding(
                False, f"COMPANION_CELEBRATION_CHANNEL ({problem}): give the id of a channel and invite the bot there."
            )
        )
    if send_test is not None:
        failed = await health.send_test(send_test)
        yield (
            Finding(True, f"A test message went to {send_test}.")
            if failed is None
            else Finding(False, f"The test message could not be sent ({failed}).")
        )


async def _coordinators(settings: Settings, health: SlackHealth) -> AsyncIterator[Finding]:
    if not settings.companion_coordinators:
        yield Finding(
            False,
            "COMPANION_COORDINATORS is empty, so nobody can pair. A user id is in Slack under your profile, ⋮, Copy member ID.",
        )
    for user in settings.companion_coordinators:
        found: dict[str, Any] | None = await health.person(user)
        yield (
            Finding(True, f"{found['real_name']} coordinates.")
            if found is not None
            else Finding(False, f"COMPANION_COORDINATORS: nobody here has the id {user}.")
        )
