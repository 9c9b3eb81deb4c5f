"""The manifest against the code, and against Slack's limits on names and lengths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handlers.slack import commands, manifest

ROOT = Path(__file__).parents[2]
MADE = [manifest.manifest(), manifest.manifest("https://bot.example")]
CALLS = {
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_info": "channels:read",
    "conversations_join": "channels:join",
    "conversations_open": "im:write",
    "files_completeUploadExternal": "files:write",
    "files_getUploadURLExternal": "files:write",
    "users_info": "users:read",
    "users_list": "users:read",
}
"""The Web API methods the code calls and the scope each needs (Slack: method pages); views.* and auth.test need none."""
FREE = {"views_open", "views_push", "views_update", "views_publish", "auth_test", "apps_connections_open"}
OTHER_REASONS = {
    "commands": "slash commands",
    "im:history": "the event message.im",
    "groups:read": "conversations.info of a private channel",
    "mpim:write": "conversations.open of several people",
}


def called() -> set[str]:
    """Every client method that handlers call."""
    found = set()
    for file in (ROOT / "handlers" / "slack").rglob("*.py"):
        found |= set(re.findall(r"client\.([a-z]+_[A-Za-z_]+)\(", file.read_text(encoding="utf-8")))
    return found


def test_every_call_has_its_scope_and_every_scope_its_reason():
    assert called() - FREE == set(CALLS)
    assert set(manifest.SCOPES) == set(CALLS.values()) | set(OTHER_REASONS)


def test_commands_are_those_that_dispatch():
    for made in MADE:
        assert [command["command"] for command in made["features"]["slash_commands"]] == list(commands.COMMANDS)
        assert all(command["should_escape"] for command in made["features"]["slash_commands"])


def test_the_hint_names_words_that_dispatch_and_the_conversations_among_them():
    for command in MADE[0]["features"]["slash_commands"]:
        hinted = {each.split()[0] for each in command["usage_hint"].strip("[]").split(" | ")}
        assert hinted <= set(commands.COMMANDS[command["command"]])
        assert command["command"] != "/mentor" or "talk" in hinted


def test_what_the_pair_writes_cannot_be_read():
    scopes = MADE[0]["oauth_config"]["scopes"]["bot"]
    assert "mpim:history" not in scopes
    assert "message.mpim" not in MADE[0]["settings"]["event_subscriptions"]["bot_events"]


@pytest.mark.parametrize("made", MADE, ids=["socket", "http"])
def test_names_and_lengths_keep_slacks_limits(made):
    """Limits: Slack, App manifest reference."""
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    for command in made["features"]["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
        assert 1 <= len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100


def test_the_file_in_the_repository_is_up_to_date():
    assert yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8")) == MADE[0]
