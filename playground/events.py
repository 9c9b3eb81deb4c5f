"""Which events the app hears: those it subscribed to, in conversations it is in, with the scope they need."""

from __future__ import annotations

from playground import payloads
from playground.dispatch import Dispatch
from playground.journal import Journal
from playground.records import BOT_USER, Json
from playground.workspace import Workspace

SCOPES = {
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "app_mention": "app_mentions:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
MESSAGES = {"im": "message.im", "mpim": "message.mpim", "channel": "message.channels", "group": "message.groups"}


class Events:
    """Takes what the workspace emits and hands what the app may hear to the dispatch."""

    def __init__(self, workspace: Workspace, dispatch: Dispatch, journal: Journal) -> None:
        self._workspace = workspace
        self._dispatch = dispatch
        self._journal = journal
        workspace.on_event.append(self.heard)

    def heard(self, event: Json) -> None:
        name = subscription(event)
        manifest = self._workspace.manifest
        channel = self._workspace.conversations.get(str(event.get("channel")))
        if name not in manifest.events or (channel is not None and BOT_USER not in channel.members):
            return
        scope = SCOPES.get(name)
        if scope is not None and scope not in manifest.scopes:
            rule = f"The manifest subscribes to {name} without the scope {scope}; Slack would not take it."
            self._journal.add(
                direction="to app", method=name, result="kept back", ms=0, sentence=rule, broken_rule=rule
            )
            return
        payload = payloads.event_callback(self._workspace, event)
        self._dispatch.event(payload, method=name, sentence=self._sentence(name, event))

    def _sentence(self, name: str, event: Json) -> str:
        user = event.get("user")
        who = self._workspace.people.get(str(user["id"] if isinstance(user, dict) else user))
        first = who.first_name if who else "Someone"
        if name.startswith("message."):
            if event.get("subtype") == "message_changed":
                return "a message was changed"
            if event.get("subtype") == "message_deleted":
                return "a message was deleted"
            return "the app's own message, as every app hears it" if who and who.is_bot else f"{first} wrote"
        return {
            "app_home_opened": f"{first} opened Home",
            "member_joined_channel": f"{first} joined a channel",
            "member_left_channel": f"{first} left a channel",
            "team_join": f"{first} joined the workspace",
            "user_change": f"{first}'s profile changed",
        }.get(name, f"{name} for {first}")


def subscription(event: Json) -> str:
    """The name under which the manifest subscribes to this event."""
    kind = str(event["type"])
    return MESSAGES[event["channel_type"]] if kind == "message" else kind
