"""What one person sees of the workspace, in the shapes of the page's API."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from playground.interactions import seen
from playground.records import APP_ID, BOT_USER, Conversation, Json, Message, Person
from playground.workspace import Workspace


def state(workspace: Workspace, person: Person) -> Json:
    """The workspace for this person; calendar, bot and faults are added by the server."""
    manifest = workspace.manifest
    return {
        "workspace": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain},
        "me": person.id,
        "app": {
            "id": APP_ID,
            "bot_user": BOT_USER,
            "name": manifest.bot_name,
            "description": manifest.description,
            "about": manifest.about,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab and not manifest.messages_read_only,
            "commands": [
                {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
                for c in manifest.commands
            ],
        },
        "people": people(workspace),
        "conversations": [conversation(workspace, person, c) for c in conversations(workspace, person)],
        "modals": modals(workspace, person.id),
    }


def people(workspace: Workspace) -> list[Json]:
    return [_person(workspace, p) for p in workspace.people.values()]


def _person(workspace: Workspace, person: Person) -> Json:
    local = dt.datetime.fromtimestamp(workspace.calendar(), ZoneInfo(person.tz))
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "city": person.city,
        "role": person.role,
        "is_bot": person.is_bot,
        "deleted": person.deleted,
        "color": f"#{person.color}",
        "initials": "".join(word[0] for word in person.real_name.split()[:2]).upper(),
        "local_time": local.isoformat(timespec="minutes"),
    }


def conversations(workspace: Workspace, person: Person) -> list[Conversation]:
    """Those that this person is in."""
    return [c for c in workspace.conversations.values() if person.id in c.members]


def conversation(workspace: Workspace, person: Person, channel: Conversation) -> Json:
    messages = seen(workspace, person.id, channel)
    read = channel.read.get(person.id, "")
    others = [workspace.people[m] for m in channel.members if m != person.id]
    if channel.kind == "channel":
        name = channel.name
    elif channel.kind == "group":
        name = ", ".join(p.first_name if not p.is_bot else p.real_name for p in sorted(others, key=lambda p: p.is_bot))
    else:
        name = others[0].real_name if others else person.real_name
    return {
        "id": channel.id,
        "kind": channel.kind,
        "name": name,
        "topic": channel.topic,
        "members": channel.members,
        "unread": sum(1 for m in messages if m.ts > read),
        "last_ts": messages[-1].ts if messages else None,
    }


def message(message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "bot": message.by_app,
        "text": message.text,
        "blocks": message.blocks,
        "edited": message.edited is not None,
        "ephemeral": message.seen_by is not None,
        "files": [{"id": f["id"], "name": f["name"], "title": f["title"], "size": f["size"]} for f in message.files],
    }


def messages(workspace: Workspace, person: Person, channel: Conversation) -> list[Json]:
    return [message(m) for m in seen(workspace, person.id, channel)]


def home(workspace: Workspace, person: str) -> Json | None:
    view = workspace.windows.home(person)
    return workspace.windows.shape(view) if view else None


def modals(workspace: Workspace, person: str) -> list[Json]:
    return [workspace.windows.shape(v) for v in workspace.windows.stack(person)]


def days(workspace: Workspace, person: Person) -> list[str]:
    """The days, in this person's zone, on which something was written that they can see."""
    zone = ZoneInfo(person.tz)
    found: set[str] = set()
    for channel in conversations(workspace, person):
        for m in seen(workspace, person.id, channel):
            found.add(dt.datetime.fromtimestamp(float(m.ts), zone).date().isoformat())
    return sorted(found)


def live(workspace: Workspace, person: str, kind: str, data: dict[str, Any]) -> list[Json]:
    """What the page of this person is told about a change."""
    if kind == "home":
        return [{"type": "home", "view": home(workspace, person)}]
    if kind == "modals":
        return [{"type": "modals", "modals": modals(workspace, person)}]
    if kind == "people":
        return [{"type": "people", "people": people(workspace)}]
    if kind == "reset":
        return [{"type": "reset"}]
    channel = workspace.conversations[data["channel"]]
    who = workspace.people[person]
    if kind == "conversation":
        return [{"type": "conversation", "conversation": conversation(workspace, who, channel)}]
    unread = {"type": "unread", "channel": channel.id, "unread": conversation(workspace, who, channel)["unread"]}
    if kind == "deleted":
        return [{"type": "deleted", "channel": channel.id, "ts": data["ts"]}, unread]
    found = channel.find(data["ts"])
    told: list[Json] = [{"type": kind, "channel": channel.id, "message": message(found)}] if found else []
    return [*told, unread]
