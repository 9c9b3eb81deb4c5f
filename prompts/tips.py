"""The bank of tips: read from TOML, checked as a whole, handed out as values of the subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

import tomli

from bot.mentoring.tips import Tip
from prompts.library import HERE, NOTHING, WrongTexts
from prompts.own import TIPS, table

REQUIRED = {"text", "condition", "function"}
OFF = "off"
"""Puts a tip away."""
LONGEST = 300
LEAST = 2
"""How many tips of a function have to be left. Functions take turns, so with two of each of a condition's five or six none
comes a second time within two rounds (bot/mentoring/tips.py)."""


@cache
def bank() -> tuple[Tip, ...]:
    """The tips that come with the companion, read once. Raises WrongTexts with all faults."""
    return laid_over(NOTHING)


def laid_over(own: Mapping[str, Any]) -> tuple[Tip, ...]:
    """The tips that come with the companion, with an organisation's own laid over them. Raises WrongTexts with all faults."""
    return read((HERE / "en" / "tips.toml").read_text(encoding="utf-8"), own)


def read(text: str, own: Mapping[str, Any] = NOTHING) -> tuple[Tip, ...]:
    """The tips of one file, with an organisation's own laid over them. Raises WrongTexts with every fault, each with the id
    of its tip."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise WrongTexts(f"tips: {error}") from error
    functions: Mapping[str, list[str]] = data.get("functions", {})
    entries: dict[str, Any] = data.get("tips", {})
    faults = [] if entries else ["tips: there are none"]
    laid = _laid_over(entries, own, faults)
    entries = {**entries, **laid}
    for id, entry in entries.items():
        file = f"{TIPS}: " if id in laid else ""
        faults += [f"{file}{id}: {fault}" for fault in _faults(entry, functions)]
    entries = {id: entry for id, entry in entries.items() if not entry.get(OFF)}
    left = Counter((str(each.get("condition")), str(each.get("function"))) for each in entries.values())
    least = LEAST if laid else 1
    faults += [
        f"{TIPS}: {condition}, {function}: at least {least} tips have to be left, not {left[condition, function]}"
        if laid
        else f"functions: {condition} has no tip about {function}"
        for condition, those in functions.items()
        for function in those
        if left[condition, function] < least
    ]
    if faults:
        raise WrongTexts("\n".join(faults))
    return tuple(
        Tip(id, entry["text"], entry["condition"].removeprefix("C."), entry["function"])
        for id, entry in entries.items()
    )


def _laid_over(ours: Mapping[str, Any], own: Mapping[str, Any], faults: list[str]) -> dict[str, dict[str, Any]]:
    """The entries of an organisation's file, if there is one, each with what stands in ours of that id and not in it."""
    faults += [f"{TIPS}: {name} is not known" for name in own if name != "tips"]
    if "tips" not in own:
        return {}
    entries = table(f"{TIPS}: tips", own["tips"], faults)
    found = {id: table(f"{TIPS}: {id}", entry, faults) for id, entry in entries.items()}
    for id in [id for id, entry in found.items() if id not in ours and entry.keys() == {OFF}]:
        near = get_close_matches(id, ours, n=1)
        faults.append(f"{TIPS}: {id}: there is no such tip{f'; is it {near[0]}?' if near else ''}")
        del found[id]
    return {id: {**ours.get(id, {}), **entry} for id, entry in found.items() if entry}


def _faults(entry: Mapping[str, Any], functions: Mapping[str, list[str]]) -> list[str]:
    faults = [f"{name} is missing" for name in sorted(REQUIRED - set(entry))]
    faults += [f"{name} is not known" for name in sorted(set(entry) - REQUIRED - {OFF})]
    faults += [] if type(entry.get(OFF, True)) is bool else [f"{OFF}: true or false"]
    if faults:
        return faults
    if not isinstance(entry["text"], str) or not 20 <= len(entry["text"].strip()) <= LONGEST:
        faults.append(f"text: a sentence or two of at most {LONGEST} characters")
    if not isinstance(entry["condition"], str) or entry["condition"] not in functions:
        faults.append(f"condition: one of {', '.join(sorted(functions))}")
    elif entry["function"] not in functions[entry["condition"]]:
        faults.append(f"function: one of {', '.join(functions[entry['condition']])}")
    return faults
