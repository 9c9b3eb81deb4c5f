"""What a handler answers with: values that say what the person sees next; `listeners` carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.slack.incoming import MessagePlace

Block = dict[str, Any]
View = dict[str, Any]
"""A modal or Home, as Slack takes it."""


@dataclass(frozen=True, slots=True)
class Message:
    """Text and blocks. As an answer it is seen by the one person alone (in Home and modals: as a small modal,
    which has the `title`, if there is one)."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Why a click changed nothing, said once however often it is pressed: in the message, where nobody else sees that."""

    message: Message


@dataclass(frozen=True, slots=True)
class Replace:
    """The clicked message, or the one at `place`, gives way to this one."""

    message: Message
    place: MessagePlace | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A modal opens; from within a modal it lies on top of that one."""

    view: View


@dataclass(frozen=True, slots=True)
class Update:
    """The modal in which this happened shows this instead. With `id`, one further down in the stack does; a form that
    was submitted then closes and leaves it in sight."""

    view: View
    id: str = ""


@dataclass(frozen=True, slots=True)
class Errors:
    """The modal stays; these inputs (by block id) say what to do."""

    at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Close:
    """The modal goes away; `all` closes those below it too."""

    all: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to show (Home is drawn anew where the click came from there, unless nothing in it can have changed)."""

    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """Two things at once, as a modal that closes and a message that changes."""

    first: Show
    second: Show


Show = Message | Note | Replace | Open | Update | Errors | Close | Done | Both
