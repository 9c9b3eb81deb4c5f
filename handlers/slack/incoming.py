"""What Slack tells us, parsed once: a command, a click, a submitted or a dismissed modal. No Slack dict goes past here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.mentoring.people import Handle

AT_HOME = "at_home"
"""A mark in the metadata of modals that were opened from Home."""


class Command(NamedTuple):
    """A slash command: `words` is what was typed after it, `mentions` the users named in it (should_escape is on).
    `response_url`: where it can still be answered when its answer has left."""

    who: Handle
    name: str
    words: tuple[str, ...]
    mentions: tuple[Handle, ...]
    trigger: str
    response_url: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)


class Click(NamedTuple):
    """A click or a choice. `value` is the button's or the chosen option's; `about` its parts ("pair:41:names").

    `home`, `view` and `message` say where it happened; exactly one is set. `block` is the block in which it did.
    """

    who: Handle
    action: str
    value: str
    trigger: str
    message: MessagePlace | None = None
    view: ViewPlace | None = None
    home: ViewPlace | None = None
    block: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        return tuple(self.value.split(":"))

    def id(self, part: int = 1) -> int:
        """The id in the button's value: "pair:41" -> 41. A value we did not make raises ValueError."""
        return int(self.about[part])


class MessagePlace(NamedTuple):
    """A message of ours that was clicked in; an ephemeral one is reached by its response url alone. `text` and `blocks`: as
    it stands, where Slack tells; `part`: in which of several parts the click was (the notice's id), 0 where it has none."""

    channel: str
    ts: str
    ephemeral: bool = False
    response_url: str = ""
    text: str = ""
    blocks: tuple[dict[str, Any], ...] = ()
    part: int = 0

    @property
    def is_for_one(self) -> bool:
        """Whether it stands in the conversation of one person with the companion, and can be seen by nobody else."""
        return self.channel.startswith("D")


class State:
    """The values of a modal by block id, every input being called "value" within its block."""

    def __init__(self, values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._values = values

    @property
    def first(self) -> str | None:
        """The block id of the first input; None in a modal without any."""
        return next(iter(self._values), None)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The block ids of all inputs."""
        return tuple(self._values)

    def __contains__(self, block: str) -> bool:
        """Whether the modal has an input with this block id."""
        return block in self._values

    def _entry(self, block: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(block, {}).values()), {})

    def text(self, block: str) -> str:
        """What was typed, without white space around it; empty where nothing was."""
        return str(self._entry(block).get("value") or "").strip()

    def choice(self, block: str) -> str | None:
        """The value of the chosen option."""
        option = self._entry(block).get("selected_option")
        return None if option is None else str(option["value"])

    def choices(self, block: str) -> tuple[str, ...]:
        """The values of all chosen options."""
        return tuple(str(option["value"]) for option in self._entry(block).get("selected_options") or ())

    def anything(self, block: str) -> str | tuple[str, ...]:
        """What was typed, or the values of all chosen options; empty where it is neither."""
        entry = self._entry(block)
        if "selected_options" in entry:
            return self.choices(block)
        return self.choice(block) or "" if "selected_option" in entry else self.text(block)

    def date(self, block: str) -> str | None:
        """YYYY-MM-DD."""
        return self._entry(block).get("selected_date")

    def time(self, block: str) -> str | None:
        """HH:mm."""
        return self._entry(block).get("selected_time")

    def user(self, block: str) -> str | None:
        """A user id."""
        return self._entry(block).get("selected_user")

    def channel(self, block: str) -> str | None:
        """A channel id."""
        return self._entry(block).get("selected_channel") or self._entry(block).get("selected_conversation")


class ViewPlace(NamedTuple):
    """A modal or Home: its id, the hash that guards against stale updates, and what we put into its metadata. `content`: as
    it stands; `is_second`: another lies below it; `is_third`: two others do, and Slack takes none above."""

    id: str
    hash: str
    callback: str
    metadata: str
    values: State = State({})
    content: Mapping[str, Any] = MappingProxyType({})
    is_third: bool = False
    is_second: bool = False

    @property
    def carried(self) -> dict[str, Any]:
        """The metadata as it was given to `modal(metadata=...)`, with our own mark where there is one."""
        parsed = json.loads(self.metadata or "{}")
        return parsed if isinstance(parsed, dict) else {}

    @property
    def began_at_home(self) -> bool:
        """Whether the first of these modals was opened by a click in Home."""
        return bool(self.carried.get(AT_HOME))


class Submission(NamedTuple):
    """A submitted modal."""

    who: Handle
    callback: str
    view: ViewPlace
    trigger: str

    @property
    def values(self) -> State:
        return self.view.values

    @property
    def metadata(self) -> dict[str, Any]:
        """What the modal carried along, as it was given to `modal(metadata=...)`."""
        return {name: value for name, value in self.view.carried.items() if name != AT_HOME}
