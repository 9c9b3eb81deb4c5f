"""A note on a click that changed nothing, in the message or the form where it was pressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.slack.incoming import MessagePlace, ViewPlace
from handlers.slack.show import Block, Message, View
from handlers.slack.views.wording import Markup

MARK = "note."
"""How the ids of its blocks begin, by which the next one finds and replaces them."""


def in_message(note: Message, place: MessagePlace, below: str) -> Message:
    """The message as it stands, with the note under the block that was pressed."""
    text = place.text.removesuffix(f" {note.text}")
    return Message(Markup(f"{text} {note.text}"), tuple(_with(note, place.blocks, below)))


def in_view(note: Message, place: ViewPlace, below: str) -> View:
    """The modal as it stands, with the note under the block that was pressed; what was typed in it stays."""
    return {**place.content, "blocks": list(_with(note, place.content["blocks"], below))}


def _with(note: Message, blocks: Iterable[Block], below: str) -> Iterator[Block]:
    for each in blocks:
        id = each.get("block_id", "")
        if not id.startswith(MARK):
            yield each
        if id == below:
            yield from ({**block, "block_id": f"{MARK}{nth}"} for nth, block in enumerate(note.blocks))
