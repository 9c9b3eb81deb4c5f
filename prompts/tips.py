"""The bank of tips: read from TOML, checked as a whole, handed out as values of the subject."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.mentoring.tips import Tip
from prompts.library import HERE, WrongTexts

REQUIRED = {"text", "condition", "function"}
LONGEST = 300


@cache
def bank() -> tuple[Tip, ...]:
    """The tips that come with the companion, read once. Raises WrongTexts with all faults."""
    return read((HERE / "en" / "tips.toml").read_text(encoding="utf-8"))


def tip(id: str) -> Tip | None:
    """The tip with this id, while it is in the bank."""
    return next((each for each in bank() if each.id == id), None)


def read(text: str) -> tuple[Tip, ...]:
    """The tips of one file. Raises WrongTexts with every fault, each with the id of its tip."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongTexts(f"tips: {error}") from error
    functions: Mapping[str, list[str]] = data.get("functions", {})
    entries: dict[str, Any] = data.get("tips", {})
    faults = [] if entries else ["tips: there are none"]
    for id, entry in entries.items():
        faults += [f"{id}: {fault}" for fault in _faults(entry, functions)]
    covered = {(each.get("condition"), each.get("function")) for each in entries.values()}
    faults += [
        f"functions: {condition} has no tip about {function}"
        for condition, those in functions.items()
        for function in those
        if (condition, function) not in covered
    ]
    if faults:
        raise WrongTexts("\n".join(faults))
    return tuple(
        Tip(id, entry["text"], entry["condition"].removeprefix("C."), entry["function"])
        for id, entry in entries.items()
    )


def _faults(entry: Mapping[str, Any], functions: Mapping[str, list[str]]) -> list[str]:
    faults = [f"{name} is missing" for name in sorted(REQUIRED - set(entry))]
    faults += [f"{name} is not known" for name in sorted(set(entry) - REQUIRED)]
    if faults:
        return faults
    if not isinstance(entry["text"], str) or not 20 <= len(entry["text"].strip()) <= LONGEST:
        faults.append(f"text: a sentence or two of at most {LONGEST} characters")
    if entry["condition"] not in functions:
        faults.append(f"condition: one of {', '.join(sorted(functions))}")
    elif entry["function"] not in functions[entry["condition"]]:
        faults.append(f"function: one of {', '.join(functions[entry['condition']])}")
    return faults
