"""Reads a Slack app manifest (YAML or JSON): what the app may do, which commands it has, which events it hears."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest declares it."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that change how Slack behaves towards the app."""

    name: str
    description: str = ""
    about: str = ""
    bot_name: str = ""
    commands: tuple[Command, ...] = ()
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    socket_mode: bool = True
    interactive: bool = True
    home_tab: bool = False
    messages_tab: bool = False
    messages_read_only: bool = False
    request_url: str = ""

    def command(self, name: str) -> Command | None:
        return next((c for c in self.commands if c.command == name), None)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file. Raises ValueError with a plain sentence if it cannot be one."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"The manifest {path} cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise ValueError(f"The manifest {path} is neither YAML nor JSON: {error}") from error
    if not isinstance(data, dict):
        raise ValueError(f"The manifest {path} is empty or not a mapping.")
    return manifest_from(data)


def manifest_from(data: dict[str, Any]) -> Manifest:
    """The manifest in a parsed file. Raises ValueError if it names no app."""
    shown = _part(data, "display_information")
    if not shown.get("name"):
        raise ValueError("The manifest has no display_information.name.")
    features, settings = _part(data, "features"), _part(data, "settings")
    home, events = _part(features, "app_home"), _part(settings, "event_subscriptions")
    interactivity = _part(settings, "interactivity")
    commands = features.get("slash_commands") or []
    return Manifest(
        name=str(shown["name"]),
        description=str(shown.get("description") or ""),
        about=str(shown.get("long_description") or ""),
        bot_name=str(_part(features, "bot_user").get("display_name") or shown["name"]),
        commands=tuple(
            Command(
                command=str(c["command"]),
                description=str(c.get("description") or ""),
                usage_hint=str(c.get("usage_hint") or ""),
                should_escape=bool(c.get("should_escape")),
            )
            for c in commands
        ),
        scopes=frozenset(_part(_part(data, "oauth_config"), "scopes").get("bot") or []),
        events=frozenset(events.get("bot_events") or []),
        socket_mode=bool(settings.get("socket_mode_enabled")),
        interactive=bool(interactivity.get("is_enabled")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
        request_url=str(events.get("request_url") or interactivity.get("request_url") or ""),
    )


def _part(data: dict[str, Any], key: str) -> dict[str, Any]:
    part = data.get(key)
    return part if isinstance(part, dict) else {}
