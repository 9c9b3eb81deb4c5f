"""What a workspace is made of: people, conversations, messages, views, and the refusal that Slack answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["app", "channel", "group", "im"]

APP_ID = "A0APP"
BOT_USER = "U0APP"
BOT_ID = "B0APP"


class Refused(Exception):
    """Slack's answer `{"ok": false, "error": ...}`; `why` is the plain sentence for whoever builds the app."""

    def __init__(self, error: str, why: str = "", **extra: Any) -> None:
        super().__init__(f"{error}: {why}" if why else error)
        self.error = error
        self.why = why
        self.extra = extra


@dataclass
class Person:
    """Someone in the workspace, the app's own bot user included. `tz` is an IANA zone name, `updated` the second of
    the last change, 0 where there was none."""

    id: str
    name: str
    real_name: str
    title: str = ""
    role: str = ""
    tz: str = "Etc/UTC"
    city: str = ""
    color: str = "566467"
    locale: str = "en-GB"
    email: str = ""
    admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    updated: int = 0

    @property
    def first_name(self) -> str:
        return self.real_name.split()[0]


@dataclass
class Message:
    """One message. `seen_by` names the one person who sees an ephemeral message."""

    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    by_app: bool = False
    edited: str | None = None
    seen_by: str | None = None
    thread_ts: str | None = None
    client_msg_id: str | None = None
    files: list[Json] = field(default_factory=list)


@dataclass
class Conversation:
    """A channel, a group DM, a DM between two people, or a person's DM with the app (kind `app`)."""

    id: str
    kind: Kind
    name: str
    members: list[str]
    created: int
    topic: str = ""
    private: bool = False
    archived: bool = False
    messages: list[Message] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def event_kind(self) -> str:
        """Slack's `channel_type` in message events."""
        if self.kind in ("app", "im"):
            return "im"
        if self.kind == "group":
            return "mpim"
        return "group" if self.private else "channel"

    @property
    def scope_kind(self) -> str:
        """The word before the colon in the scopes for this conversation: `im:history`, `channels:read`."""
        return {"im": "im", "mpim": "mpim", "group": "groups", "channel": "channels"}[self.event_kind]

    def find(self, ts: str) -> Message | None:
        return next((m for m in self.messages if m.ts == ts), None)


@dataclass
class View:
    """A modal or a Home tab of one person. `content` is what the app sent, `values` what the person has entered."""

    id: str
    kind: Literal["modal", "home"]
    owner: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.content["blocks"]
        return blocks
