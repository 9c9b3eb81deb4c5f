"""Everything that was shown in a story, held against the block linter: what really went out, not samples of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.block_linter import lint

Json = dict[str, Any]


def faults_of_all_shown(entries: Iterable[Json], *, typed: Sequence[str] = ()) -> list[str]:
    """The faults of every message, modal and Home tab in a journal; `typed` may show only where it cannot act."""
    return [
        f"{method}: {fault}"
        for method, surface, payload in _shown(entries)
        for fault in lint(surface, payload, voice=False, typed=typed)
    ]


def _shown(entries: Iterable[Json]) -> Iterator[tuple[str, str, Json]]:
    for entry in entries:
        method = entry.get("method", "")
        to_chat = entry.get("direction") == "to chat"
        said = _read(entry.get("request") if to_chat else entry.get("response"))
        view = _read(said.get("view"))
        if view:
            yield method, view["type"], view
        elif said.get("blocks") and (to_chat or method.startswith("/")):
            yield method, "message", {"text": said.get("text"), "blocks": _read(said["blocks"])}


def _read(value: Any) -> Any:
    """Arguments travel as JSON or as forms with JSON in them."""
    return json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else (value or {})
