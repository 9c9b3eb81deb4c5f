"""The workspace: who is there, which conversations there are, what was written in them, and which windows are open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli

from playground import shapes
from playground.files import Files
from playground.limits import PostingLimits
from playground.manifest import Manifest
from playground.records import BOT_USER, Conversation, Json, Message, Person, Refused
from playground.tickets import Tickets
from playground.windows import Windows

PEOPLE_FILE = Path(__file__).parent / "people.toml"


@dataclass(frozen=True)
class Change:
    """Something that the people in `people` can now see differently; None means everybody."""

    type: str
    people: frozenset[str] | None
    data: Json


class Workspace:
    """Keeps Slack's rules; no I/O. `calendar` is epoch seconds and stamps messages, `elapsed` monotonic seconds."""

    def __init__(
        self,
        manifest: Manifest,
        *,
        calendar: Callable[[], float],
        elapsed: Callable[[], float],
        people: Path = PEOPLE_FILE,
    ) -> None:
        self.manifest = manifest
        self.calendar = calendar
        self._people = read_people(people)
        self.on_change: list[Callable[[Change], None]] = []
        self.on_event: list[Callable[[Json], None]] = []
        self.tickets = Tickets(elapsed)
        self.files = Files(elapsed)
        self.limits = PostingLimits(calendar)
        self.windows = Windows(self)
        self.id = self.name = self.domain = ""
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self._last_micros = 0
        self._groups = 0
        self._begin()

    # -- beginning ---------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Begin anew: the people of the file, nothing written."""
        self._begin()
        self.tell("reset", None, {})

    def _begin(self) -> None:
        data = self._people
        self.id = data["workspace"]["id"]
        self.name = data["workspace"]["name"]
        self.domain = data["workspace"]["domain"]
        self.tickets.clear()
        self.files.clear()
        self.limits.clear()
        self.windows.clear()
        self._last_micros = 0
        self._groups = 0
        self.people = {p["id"]: Person(**p) for p in data["people"]}
        bot_name = self.manifest.bot_name.lower().replace(" ", "-")
        self.people[BOT_USER] = Person(
            id=BOT_USER, name=bot_name, real_name=self.manifest.bot_name, is_bot=True, color="0B6A62", role="app"
        )
        self.conversations = {}
        for channel in data["channels"]:
            members = list(channel.get("members") or [p["id"] for p in data["people"]])
            if channel.get("app_is_member"):
                members.append(BOT_USER)
            self._add(
                Conversation(
                    id=channel["id"],
                    kind="channel",
                    name=channel["name"],
                    members=members,
                    created=int(self.calendar()),
                    topic=channel.get("topic", ""),
                    private=bool(channel.get("private")),
                )
            )
        for person in data["people"]:
            self._open_im([person["id"], BOT_USER])
            self._open_im([person["id"]])
        for members in data.get("dms") or []:
            self._open_im(members)

    def _add(self, conversation: Conversation) -> Conversation:
        self.conversations[conversation.id] = conversation
        return conversation

    # -- people ------------------------------------------------------------------------------------------------------

    def person(self, user: str) -> Person:
        """Raises Refused `user_not_found`."""
        found = self.people.get(user)
        if found is None:
            raise Refused("user_not_found", f"There is no person {user!r} in this workspace.")
        return found

    def add_person(self, person: Person) -> None:
        """Someone joins the workspace."""
        if person.id in self.people:
            raise ValueError(f"{person.id} is here already.")
        self.people[person.id] = person
        for channel in self.conversations.values():
            if channel.id == "C0GENERAL":
                channel.members.append(person.id)
        self._open_im([person.id, BOT_USER])
        self.emit({"type": "team_join", "user": shapes.user_of(self, person), "event_ts": self._stamp()})
        self.tell("people", None, {})

    def change_person(self, user: str, **changed: Any) -> None:
        """Someone's profile changes (`tz`, `real_name`, `deleted`...)."""
        self.people[user] = replace(self.person(user), **changed, updated=int(self.calendar()))
        if self.people[user].deleted:
            self.windows.close_all(user)
        stamp = self._stamp()
        shape = shapes.user_of(self, self.people[user])
        self.emit({"type": "user_change", "user": shape, "cache_ts": int(self.calendar()), "event_ts": stamp})
        self.tell("people", None, {})

    # -- conversations -----------------------------------------------------------------------------------------------

    def conversation(self, channel: str) -> Conversation:
        """A conversation that the app may know of. Raises Refused `channel_not_found`."""
        found = self.conversations.get(channel)
        hidden = found is not None and (found.kind != "channel" or found.private) and BOT_USER not in found.members
        if found is None or hidden:
            raise Refused("channel_not_found", f"The app can see no conversation {channel!r}.")
        return found

    def im_with(self, user: str) -> Conversation:
        """The app's DM with a person. Raises Refused `user_not_found`."""
        self.person(user)
        return self._open_im([user, BOT_USER])

    def dm(self, one: str, other: str) -> Conversation:
        """The DM between two people."""
        return self._open_im([one, other])

    def _open_im(self, members: list[str]) -> Conversation:
        wanted = set(members)
        for conversation in self.conversations.values():
            if conversation.kind in ("app", "im") and set(conversation.members) == wanted:
                return conversation
        person = next((m for m in members if m != BOT_USER), BOT_USER)
        with_app = BOT_USER in wanted
        ending = person[2:] if with_app else "-".join(sorted(m[2:] for m in wanted))
        return self._add(
            Conversation(
                id=f"D0{ending}" if with_app else f"D1{ending}",
                kind="app" if with_app else "im",
                name=self.people[person].name,
                members=members,
                created=int(self.calendar()),
                private=True,
            )
        )

    def group(self, members: Iterable[str]) -> tuple[Conversation, bool]:
        """The group DM of exactly these members, and whether it was there before."""
        wanted = set(members)
        for conversation in self.conversations.values():
            if conversation.kind == "group" and set(conversation.members) == wanted:
                return conversation, True
        self._groups += 1
        names = "--".join(self.people[m].name for m in sorted(wanted))
        group = self._add(
            Conversation(
                id=f"G0GROUP{self._groups}",
                kind="group",
                name=f"mpdm-{names}-1",
                members=sorted(wanted),
                created=int(self.calendar()),
                private=True,
            )
        )
        self.tell("conversation", wanted, {"channel": group.id})
        return group, False

    def join(self, channel: Conversation, user: str, *, inviter: str | None = None) -> None:
        """Someone (or the app) joins a channel."""
        if user in channel.members:
            return
        channel.members.append(user)
        event = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": self.id,
            "event_ts": self._stamp(),
        }
        if inviter:
            event["inviter"] = inviter
        if BOT_USER in channel.members:
            self.emit(event)
        self.tell("conversation", set(channel.members), {"channel": channel.id})

    def leave(self, channel: Conversation, user: str) -> None:
        """Someone (or the app) leaves a channel."""
        if user not in channel.members:
            return
        heard = BOT_USER in channel.members and user != BOT_USER
        channel.members.remove(user)
        kind = "G" if channel.private else "C"
        event = {"type": "member_left_channel", "user": user, "channel": channel.id, "channel_type": kind}
        if heard:
            self.emit({**event, "team": self.id, "event_ts": self._stamp()})
        self.tell("conversation", {*channel.members, user}, {"channel": channel.id})

    # -- messages ----------------------------------------------------------------------------------------------------

    def post(self, channel: Conversation, message: Message) -> Message:
        """Put a message into a conversation; whoever may see it sees it, and the app hears of it."""
        channel.messages.append(message)
        self.tell("message", self.seers(channel, message), {"channel": channel.id, "ts": message.ts})
        if message.seen_by is None:
            self.emit(shapes.message_event(self, channel, message))
            if f"<@{BOT_USER}>" in message.text and BOT_USER in channel.members and channel.event_kind != "im":
                mention = {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
                self.emit({**shapes.message_of(self, message), **mention})
        return message

    def new_message(self, user: str, text: str, **more: Any) -> Message:
        """A message stamped now, not yet in any conversation."""
        return Message(ts=self._stamp(), user=user, text=text, **more)

    def change_message(self, channel: Conversation, message: Message, **changed: Any) -> None:
        """Put new content into a message that is there."""
        before = shapes.message_of(self, message)
        for key, value in changed.items():
            setattr(message, key, value)
        self.tell("changed", self.seers(channel, message), {"channel": channel.id, "ts": message.ts})
        if message.seen_by is None:
            inner = {"message": shapes.message_of(self, message), "previous_message": before}
            self._emit_subtype(channel, "message_changed", inner)

    def delete_message(self, channel: Conversation, message: Message) -> None:
        channel.messages.remove(message)
        self.tell("deleted", self.seers(channel, message), {"channel": channel.id, "ts": message.ts})
        if message.seen_by is None:
            inner = {"deleted_ts": message.ts, "previous_message": shapes.message_of(self, message)}
            self._emit_subtype(channel, "message_deleted", inner)

    def seers(self, channel: Conversation, message: Message) -> set[str]:
        """Who can see a message."""
        return {message.seen_by} if message.seen_by else set(channel.members)

    def _emit_subtype(self, channel: Conversation, subtype: str, inner: Json) -> None:
        stamp = self._stamp()
        head = {"type": "message", "subtype": subtype, "channel": channel.id, "channel_type": channel.event_kind}
        self.emit({**head, **inner, "hidden": True, "ts": stamp, "event_ts": stamp})

    # -- telling -----------------------------------------------------------------------------------------------------

    def tell(self, kind: str, people: Iterable[str] | None, data: Json) -> None:
        """Tell whoever draws the workspace."""
        change = Change(kind, None if people is None else frozenset(people), data)
        for watch in self.on_change:
            watch(change)

    def emit(self, event: Json) -> None:
        """Tell whoever delivers events to the app."""
        for deliver in self.on_event:
            deliver(event)

    def _stamp(self) -> str:
        """A `ts`: the calendar's time, never the same twice."""
        micros = max(int(self.calendar() * 1_000_000), self._last_micros + 1)
        self._last_micros = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def stamp(self) -> str:
        """A moment in Slack's notation, never the same twice."""
        return self._stamp()


def read_people(path: Path) -> Json:
    """The workspace in a people file. Raises ValueError with a plain sentence if it cannot be one."""
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"The people file {path} cannot be read: {error.strerror}.") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"The people file {path} is not TOML: {error}.") from error
    try:
        known = {Person(**person).id for person in data["people"]}
        mentioned = [m for channel in data["channels"] for m in channel.get("members", [])]
        mentioned += [m for members in data.get("dms", []) for m in members]
        complete = all(data["workspace"][key] for key in ("id", "name", "domain"))
        complete = complete and all(channel["id"] and channel["name"] for channel in data["channels"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The people file {path} lacks or misspells something: {error}.") from error
    strangers = sorted(set(mentioned) - known)
    if strangers or not complete:
        wrong = f"nobody is called {strangers[0]}" if strangers else "a name or an id is empty"
        raise ValueError(f"The people file {path}: {wrong}.")
    return data
