"""Text as Slack carries it: escaped, with mentions written as ids, and blocks with the defaults that Slack adds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from playground.records import Conversation, Json, Person

_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")


def escape(text: str) -> str:
    """The three signs that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, people: Iterable[Person], channels: Iterable[Conversation], *, named: bool) -> str:
    """What a person typed, as Slack passes it on: `@name` and `#channel` become ids, links are wrapped.

    `named` adds the name after the id (`<@U1|priya>`), as commands with `should_escape` get it.
    """
    marks: dict[str, str] = {}
    everybody = list(people)
    first_names = [person.first_name for person in everybody]
    for person in everybody:
        mark = f"<@{person.id}|{person.name}>" if named else f"<@{person.id}>"
        for name in {person.name, person.real_name, person.first_name}:
            if name != person.first_name or first_names.count(name) == 1:
                marks["@" + name.casefold()] = mark
    for channel in channels:
        marks["#" + channel.name.casefold()] = f"<#{channel.id}|{channel.name}>"
    text = _ADDRESS.sub(lambda m: f"\x00{m.group(0)}\x01", text)
    text = escape(text)
    if marks:
        names = "|".join(re.escape(escape(m)) for m in sorted(marks, key=len, reverse=True))
        found = re.compile(rf"(?<![\w@#])({names})(?!\w)", re.IGNORECASE)
        text = found.sub(lambda m: marks.get(m.group(1).casefold(), m.group(1)), text)
    return text.replace("\x00", "<").replace("\x01", ">")


def escaped_by_slack(text: str) -> str:
    """Text from an app: a bare `&` becomes `&amp;`; mentions and links stay as they are."""
    return re.sub(r"&(?!(amp|lt|gt);)", "&amp;", text)


def utc_offset(tz: str, now: float) -> int:
    """Seconds east of Greenwich in an IANA zone at an epoch second."""
    offset = dt.datetime.fromtimestamp(now, ZoneInfo(tz)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


_ids = count(1)


def with_defaults(value: Any) -> Any:
    """Blocks as Slack returns them: `emoji` and `verbatim` filled in."""
    if isinstance(value, list):
        return [with_defaults(v) for v in value]
    if not isinstance(value, dict):
        return value
    filled = {k: with_defaults(v) for k, v in value.items() if v is not None}
    if filled.get("type") == "plain_text" and isinstance(filled.get("text"), str):
        filled.setdefault("emoji", True)
    if filled.get("type") == "mrkdwn" and isinstance(filled.get("text"), str):
        filled.setdefault("verbatim", False)
    return filled


def with_ids(blocks: list[Json]) -> list[Json]:
    """Blocks with the ids that Slack gives to blocks and elements that have none."""
    numbered: list[Json] = []
    for block in blocks:
        block = {**block}
        block.setdefault("block_id", _new_id())
        for key in ("element", "accessory"):
            if isinstance(block.get(key), dict) and block[key].get("type") != "image":
                block[key] = {"action_id": _new_id(), **block[key]}
        if block.get("type") == "actions":
            block["elements"] = [{"action_id": _new_id(), **e} for e in block["elements"]]
        numbered.append(block)
    return numbered


def as_before(blocks: list[Json], before: Sequence[Json]) -> list[Json]:
    """Blocks of a Home that is published anew, with the ids of those that stood in it just so: a button that is pressed
    meanwhile is still the same."""
    ids = {json.dumps({**block, "block_id": None}, sort_keys=True): block["block_id"] for block in before}
    found: list[Json] = []
    for block in blocks:
        id = None if "block_id" in block else ids.pop(json.dumps({**block, "block_id": None}, sort_keys=True), None)
        found.append({**block, "block_id": id} if id else block)
    return found


def typed_blocks(text: str) -> list[Json]:
    """The rich text block that comes with what a person typed."""
    leaf = {"type": "text", "text": text}
    return [
        {
            "type": "rich_text",
            "block_id": _new_id(),
            "elements": [{"type": "rich_text_section", "elements": [leaf]}],
        }
    ]


def _new_id() -> str:
    number = next(_ids)
    return f"b{number:05x}"
