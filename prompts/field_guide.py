"""The field guide's ids, and where in this folder each of them is covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import tomli

from bot.mentoring.content import Content
from prompts.library import BANKS, HERE, SOURCES

PARTS = {
    "T": "terms", "X": "expectations", "S": "the four stages", "N": "the nine steps", "M": "meetings", "A": "agreement",
    "V": "vision", "G": "goals", "P": "plan", "C": "core conditions", "L": "talking", "Z": "closing", "W": "signals",
    "H": "safety",
}  # fmt: skip
"""What an id is about, by its first letter."""


@cache
def ids() -> Mapping[str, str]:
    """Every id with what it is, in few words."""
    data = tomli.loads((HERE / "field_guide.toml").read_text(encoding="utf-8"))
    return {id: words for part in data.values() for id, words in part.items()}


def covered(content: Content) -> dict[str, list[str]]:
    """What covers each id, in the order of the guide: "question s1-easy-to-say", "tip small-note", "stage S1", or a text
    as "agreement.ask.goals". What a table names and is no id at all is there too, at the end."""
    found: dict[str, list[str]] = {id: [] for id in ids()}
    for id, what in _all(content):
        found.setdefault(id, []).append(what)
    return found


def _all(content: Content) -> Iterator[tuple[str, str]]:
    for model in content.models.values():
        for step in model.steps:
            yield from ((id, f"stage {step.id}") for id in step.sources)
    for question in content.questions.by_id.values():
        if question.stages:
            named = (*question.sources, *([question.condition] if question.condition else []))
            yield from ((id, f"question {question.id}") for id in dict.fromkeys(named))
    for tip in content.tips:
        yield f"C.{tip.condition}", f"tip {tip.id}"
    for file in sorted((HERE / "en").glob("*.toml")):
        if file.stem not in BANKS:
            yield from in_texts(file.stem, tomli.loads(file.read_text(encoding="utf-8")))


def in_texts(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The ids that a file of texts covers, each with the text or table that does: those that its keys are, and those of
    its table of sources. A source of what the file does not have is covered by nothing, and told with a question mark."""
    keys = list(_keys("", {key: entry for key, entry in data.items() if key != SOURCES}))
    for entry, named in data.get(SOURCES, {}).items():
        yield from ((id, f"{name}.{entry}" if entry in keys else f"{name}.{entry}?") for id in named)
    for key in keys:
        parts = key.split(".")
        for start in range(len(parts)):
            if (id := ".".join(parts[start:])) in ids():
                yield id, f"{name}.{key}"


def _keys(prefix: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The keys of all tables and texts below here."""
    for key, entry in table.items():
        yield f"{prefix}{key}"
        if isinstance(entry, dict):
            yield from _keys(f"{prefix}{key}.", entry)
