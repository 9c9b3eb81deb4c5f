"""What a handler answers with: values that say what the person sees next; `listeners` carries them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.ports import Posted
from bot.usecases.digest import Standing
from handlers.slack.incoming import MessagePlace

Block = dict[str, Any]
View = dict[str, Any]
"""A modal or Home, as Slack takes it."""


class Message(NamedTuple):
    """Text and blocks. As an answer it is seen by the one person alone (in Home and modals: as a small modal,
    which has the `title`, if there is one)."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""


class File(NamedTuple):
    """A file with the sentence that comes with it. `content` makes its bytes, which may take a moment."""

    name: str
    title: str
    text: str
    content: Callable[[], bytes]


class Note(NamedTuple):
    """Why a click changed nothing, said once however often it is pressed: in the message, where nobody else sees that."""

    message: Message


class Replace(NamedTuple):
    """The clicked message, or the one at `place`, gives way to this one; of a message that tells several things, that part."""

    message: Message
    place: MessagePlace | Posted | None = None


class Whole(NamedTuple):
    """A message that tells several things is drawn anew, all of it, as it stands by now; `part`: one of these."""

    standing: Standing
    part: int


class Open(NamedTuple):
    """A modal opens; from within a modal it lies on top of that one."""

    view: View


class Update(NamedTuple):
    """The modal in which this happened shows this instead. With `id`, one further down in the stack does; a form that
    was submitted then closes and leaves it in sight."""

    view: View
    id: str = ""


class Errors(NamedTuple):
    """The modal stays; these inputs (by block id) say what to do."""

    at: Mapping[str, str]


class Close(NamedTuple):
    """The modal goes away; `all` closes those below it too."""

    all: bool = True


class Done(NamedTuple):
    """Nothing more to show (Home is drawn anew where the click came from there, unless nothing in it can have changed)."""

    quiet: bool = False


class Both(NamedTuple):
    """Two things at once, as a modal that closes and a message that changes."""

    first: Show
    second: Show


Show = Message | Note | Replace | Whole | Open | Update | Errors | Close | Done | Both
