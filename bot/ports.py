"""What shell and surfaces share: how a use case is run, how a message is sent, and what can come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar

from bot.mentoring.people import Handle

P = ParamSpec("P")
T = TypeVar("T")
FAULT = "fault: "
"""Begins the reason of a notice that failed by a fault of ours, not by the chat's refusal."""
NO_ANSWER = "no answer"
"""The reason of a message whose fate nobody knows."""
DIGEST = "digest"
"""The kind of a message that tells several things."""


class NotSaved(Exception):
    """The unit of work was rolled back (too slow, locked, disk full): nothing of it was kept."""


class Run(Protocol):
    """Runs a use case in one transaction and returns after its commit. Raises `NotSaved` where it was rolled back."""

    async def __call__(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T: ...


@dataclass(frozen=True, slots=True)
class People:
    """The people of a direct or group conversation; `channel` where it is known already."""

    handles: tuple[Handle, ...]
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class InChannel:
    """A channel of the workspace."""

    team: str
    channel: str


class Part(NamedTuple):
    """What a message tells: `values` is what its kind needs, `id` the notice's, `others` the first names of whom it is about
    beside the reader, empty where it is about no mentorship."""

    id: int
    kind: str
    values: Any
    others: str = ""


class PartShown(NamedTuple):
    """A part of a message as it stands in the chat, as the surface wrote it down; `folded`: only its number shows."""

    id: int
    shown: str
    folded: bool = False


class Drawn(NamedTuple):
    """A message of several parts as it will be posted, in the surface's own terms, and each part as it will stand in it: one that
    is missing there could not be drawn, and is not in the message."""

    looks: Any
    parts: tuple[PartShown, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is about to go out: what it tells, one thing or several that come together; `message_id` is the random
    id in its metadata, `name` whose it is, where it is one person's, `drawn` how it looks, where that is known by now. `last_look`
    is called right before the one call that shows it to anybody, and raises TooLate."""

    parts: tuple[Part, ...]
    to: People | InChannel
    message_id: str
    name: str = ""
    drawn: Drawn | None = None
    last_look: Callable[[], None] = field(default=lambda: None, compare=False)

    @property
    def kind(self) -> str:
        """The kind of the one thing that it tells; DIGEST where there are several."""
        return self.parts[0].kind if len(self.parts) == 1 else DIGEST

    @property
    def values(self) -> Any:
        """What the one thing that it tells needs."""
        [part] = self.parts
        return part.values


class Posted(NamedTuple):
    """A message in the chat, or one `part` of it (the notice's id; 0 where it holds nothing else)."""

    channel: str
    ts: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a message ended up."""

    channel: str
    ts: str


ASKED = "429"
"""The reason where the chat itself asks to wait."""


class SendLater(Exception):
    """Nothing can be posted for this many seconds (the chat asks to wait, is out of reach, or refuses our token);
    nothing was posted. `reason` is the chat's own code."""

    def __init__(self, seconds: float, reason: str = ASKED) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.reason = reason


class CannotSend(Exception):
    """The chat refused for good (user disabled, channel gone); `reason` is the chat's own code, `gone` whose accounts it says
    are switched off, with their profiles; None where some are, and it could not be asked whose."""

    def __init__(self, reason: str, *, gone: Mapping[Handle, dict[str, Any]] | None = MappingProxyType({})) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone


class TooLate(Exception):
    """At the last look there was no time left to post it, for the machine stood still; nothing was posted."""


class SendUnknown(Exception):
    """No answer came: the message may or may not have been posted. It is never sent again blindly."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)


class CannotTell(Exception):
    """The chat cannot be searched there, and will not be: whether a message arrived stays unknown; with its reason."""


class Sought(NamedTuple):
    """A message to these people, under this random id, the post of which began so long `ago` by our clock (less than nothing
    where that has been set back since); of which kinds its parts are."""

    to: People
    message_id: str
    ago: timedelta
    kinds: tuple[str, ...]


class Surface(Protocol):
    """A chat that can be written to."""

    def draw(self, message: Outgoing) -> Drawn | None:
        """How several things that come together will look; None where it is one, or parts are not shown. Called in the unit that
        marks them, so that what stands in the chat is known whatever becomes of the post. Raises CannotSend: none can be drawn."""
        ...

    async def send(self, message: Outgoing) -> Receipt:
        """Post one message, once. Raises SendLater, CannotSend or SendUnknown; TooLate, from its last look."""
        ...

    async def find(self, sought: Sought) -> Receipt | None:
        """Look for a message; None where it was never posted. Raises SendLater, CannotTell or TimeoutError."""
        ...
