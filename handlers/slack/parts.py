"""How a block of a message says which of several parts it belongs to: its id is "part.<notice>." and its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Block = dict[str, Any]
LABEL = 75
"""Characters of what a button is called for those who hear it."""
OF_A_PART = re.compile(r"part\.(\d+)\.(.*)", re.DOTALL)


def place_of(block_id: str) -> tuple[int, str]:
    """The part (a notice's id; 0 for none) that a block belongs to, and what the block is called in it."""
    found = OF_A_PART.fullmatch(block_id)
    return (0, block_id) if found is None else (int(found[1]), found[2])


def marked(part: int, blocks: Iterable[Block], label: Callable[[str], str] = str) -> list[Block]:
    """The blocks of a part, as they stand in the message with the others. There is no first among the buttons of them all, and
    `label` tells those apart that read alike, for who hears them."""
    return [
        {**_among_others(block, label), "block_id": f"part.{part}.{block.get('block_id') or nth}"}
        for nth, block in enumerate(blocks)
    ]


def taken(part: int, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of this part out of a message, called as in it alone."""
    found = []
    for block in blocks:
        of, name = place_of(block.get("block_id", ""))
        if of == part:
            found.append({**block, "block_id": name})
    return tuple(found)


def exchanged(part: int, blocks: Iterable[Block], by: Iterable[Block]) -> tuple[Block, ...]:
    """A message's blocks with those of this part given way to others."""
    kept: list[Block] = []
    new: list[Block] = marked(part, by)
    for block in blocks:
        if place_of(block.get("block_id", ""))[0] == part:
            kept, new = kept + new, []
        else:
            kept.append(block)
    return tuple(kept)


def _among_others(block: Block, label: Callable[[str], str]) -> Block:
    if "accessory" in block:
        block = {**block, "accessory": _button(block["accessory"], label)}
    if block["type"] == "actions":
        block = {**block, "elements": [_button(each, label) for each in block["elements"]]}
    return block


def _button(element: Block, label: Callable[[str], str]) -> Block:
    if element["type"] != "button":
        return element
    spoken = label(element.get("accessibility_label") or element["text"]["text"])
    kept = {name: value for name, value in element.items() if name != "style"}
    return {**kept, "accessibility_label": spoken[:LABEL]}
