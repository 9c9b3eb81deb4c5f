"""`companion check`: what is missing or wrong, in words that tell what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from bot.check_database import database
from bot.config import Settings
from bot.findings import Finding
from handlers.slack.chat import session, web_client
from handlers.slack.health import SlackHealth, Unreachable

OWN_ID = "A user id is in Slack under your picture: Profile, ⋮, Copy member ID."
ADVICE = {
    "user_not_found": f"nobody in this workspace has that id. {OWN_ID}",
    "user_not_visible": f"the bot can't see that person. {OWN_ID}",
    "users_not_found": f"nobody in this workspace has that id. {OWN_ID}",
    "users_list_not_supplied": f"give a user id. {OWN_ID}",
    "user_disabled": "that account is deactivated. Give somebody else's id.",
    "cannot_dm_bot": f"that is a bot. {OWN_ID}",
    "missing_scope": "a scope is missing: paste the manifest anew, then reinstall the app.",
    "channel_not_found": "no such channel, or a private one without the bot. Its id stands at the end of the channel's "
    "details; invite the bot there with /invite.",
    "not_in_channel": "the bot is not there. Invite it with /invite.",
    "is_archived": "that channel is archived. Choose another.",
    "invalid_auth": "Copy it anew from Slack.",
    "not_authed": "Copy it anew from Slack.",
    "token_revoked": "The app was removed from the workspace: reinstall it and copy the new token.",
    "account_inactive": "The app was removed from the workspace: reinstall it and copy the new token.",
    "not_allowed_token_type": "It is a token of another kind: the bot's begins with xoxb-, the app's with xapp-.",
}


async def check(settings: Settings, *, send_test: str | None, now: datetime) -> list[Finding]:
    """Look at everything that can be looked at; what cannot be reached is a finding too."""
    findings = [*database(settings.database_url, now)]
    if settings.companion_prompts is not None:
        findings.append(Finding(True, f"COMPANION_PROMPTS: {settings.companion_prompts} can be used."))
    if settings.companion_thresholds is not None:
        findings.append(Finding(True, f"COMPANION_THRESHOLDS: {settings.companion_thresholds} can be used."))
    if settings.slack_bot_token is None:
        findings.append(
            Finding(
                False,
                "SLACK_BOT_TOKEN is not set: `companion run` opens the playground. README, “On Slack”, has the way.",
            )
        )
        return findings
    async with session() as opened:
        health = SlackHealth(web_client(settings.slack_bot_token, settings.slack_api_url, opened))
        try:
            async for finding in _slack(settings, health, send_test):
                findings.append(finding)
        except Unreachable as error:
            findings.append(
                Finding(
                    False,
                    f"Slack can't be reached at {settings.slack_api_url} ({error}). "
                    "Is this machine online, and SLACK_API_URL right?",
                )
            )
    return findings


async def _slack(settings: Settings, health: SlackHealth, send_test: str | None) -> AsyncIterator[Finding]:
    who, wrong = await health.who_am_i()
    if who is None:
        yield _wrong("SLACK_BOT_TOKEN", wrong)
        return
    yield Finding(True, f"The bot is {who['user']} in {who['team']}.")
    missing = await health.missing_scopes()
    yield (
        Finding(True, "All scopes are granted.")
        if not missing
        else Finding(
            False,
            f"These scopes are missing: {', '.join(missing)}. Paste what `companion manifest` prints under App Manifest, "
            "then reinstall the app.",
        )
    )
    yield await _way_in(settings, health)
    async for finding in _people(settings, health):
        yield finding
    yield await _channel(settings, health)
    if send_test is not None:
        failed = await health.send_test(send_test)
        yield (
            Finding(True, f"A test message went to {send_test}.")
            if failed is None
            else _wrong(f"--send-test {send_test}", failed)
        )


async def _way_in(settings: Settings, health: SlackHealth) -> Finding:
    """How Slack reaches the companion."""
    if settings.slack_app_token is None:
        return Finding(
            True,
            f"HTTP: Slack must reach /slack/events on port {settings.port}. Whether SLACK_SIGNING_SECRET is right shows "
            "when Slack verifies that address.",
        )
    refused = await health.socket_refused(settings.slack_app_token)
    if refused is None:
        return Finding(True, "Socket Mode can be opened.")
    return Finding(
        False,
        f"SLACK_APP_TOKEN was refused ({refused}): make one under Basic Information, App-Level Tokens, with the scope "
        "connections:write, and switch Socket Mode on.",
    )


async def _people(settings: Settings, health: SlackHealth) -> AsyncIterator[Finding]:
    if not settings.companion_coordinators:
        yield Finding(False, f"COMPANION_COORDINATORS is empty, so nobody can pair. {OWN_ID}")
    for user in settings.companion_coordinators:
        yield await _person("COMPANION_COORDINATORS", user, "coordinates", health)
    if settings.companion_contact is not None:
        yield await _person(
            "COMPANION_CONTACT", settings.companion_contact, "is named where something isn't right", health
        )


async def _person(setting: str, user: str, does: str, health: SlackHealth) -> Finding:
    found, wrong = await health.person(user)
    if found is None:
        return _wrong(f"{setting} {user}", wrong)
    if found.get("deleted"):
        return _wrong(f"{setting} {user}", "user_disabled")
    if found.get("is_bot"):
        return _wrong(f"{setting} {user}", "cannot_dm_bot")
    return Finding(True, f"{found.get('real_name') or user} {does}.")


async def _channel(settings: Settings, health: SlackHealth) -> Finding:
    channel = settings.companion_celebration_channel
    if channel is None:
        return Finding(True, "No COMPANION_CELEBRATION_CHANNEL: each pair's good news stays with the pair.")
    problem = await health.channel_problem(channel)
    if problem is None:
        return Finding(True, "The bot can post in the celebration channel.")
    return _wrong(f"COMPANION_CELEBRATION_CHANNEL {channel}", problem)


def _wrong(what: str, reason: str | None) -> Finding:
    """One finding that names the setting, Slack's reason, and what to do."""
    reason = reason or "unknown_error"
    return Finding(False, f"{what} ({reason}): {ADVICE.get(reason, 'look this reason up in Slack’s documentation.')}")
