"""The thresholds of a program: a TOML file in which any of them may stand; what is missing keeps the field guide's value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

from bot.mentoring.thresholds import DEFAULTS, MissedRule, Thresholds
from prompts.library import HERE, WrongTexts

OURS = HERE / "models" / "thresholds.toml"
"""All of them with their defaults: the file to copy lines from."""
SPAN = re.compile(r"([1-9][0-9]{0,2}) (day|week)s?")
LONGEST = timedelta(weeks=104)
MOST = 20
"""The highest count of anything: a pair has about two meetings a month."""
BOUNDS: dict[str, tuple[float, float]] = {
    "too_broad_share": (0, 1),
    "views_gap": (1, 4),
    "views_small_gap": (1, 4),
    "limits_strongest": (1, 5),
    "limits_strong": (1, 5),
    "imbalance_mean": (1, 5),
    "stuck_times": (1, 10),
}
"""The lowest and highest value of a number; a count, which is what all others are, has 1 and MOST."""
AT_MOST = (
    ("reversal_count", "reversal_of"),
    ("limits_strong", "limits_strongest"),
    ("views_small_gap", "views_gap"),
    ("rest", "rest_longest"),
)
"""Pairs of which the first is never more than the second."""


def load(path: Path = OURS) -> Thresholds:
    """The defaults with this file laid over them. Raises WrongTexts with every fault, or why it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongTexts(f"{path}: it can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongTexts(f"{path}: it can't be read; save it as plain text in UTF-8") from error
    return read(text, path.name)


def read(text: str, file: str) -> Thresholds:
    """The thresholds of a file's text. Raises WrongTexts with every fault: the file, the entry, the reason."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise WrongTexts(f"{file}: {error}") from error
    faults: list[str] = []
    known = {each.name: getattr(DEFAULTS, each.name) for each in fields(Thresholds)}
    values = {name: _value(name, data[name], known[name], faults) for name in known if name in data}
    faults += [f"{name}: there is no such threshold" for name in data if name not in known]
    if not faults:
        found = replace(DEFAULTS, **values)
        faults = _together(found)
    if faults:
        raise WrongTexts("\n".join(f"{file}: {fault}" for fault in faults))
    return found


def _value(name: str, given: Any, default: Any, faults: list[str]) -> Any:
    """The value of one entry, of the kind its default has; what is wrong with it goes to `faults`."""
    match default:
        case timedelta():
            return _span(name, given, faults)
        case MissedRule():
            return _missed(name, given, faults)
        case Mapping():
            return _each(name, given, default, faults)
    whole = isinstance(default, int)
    low, high = BOUNDS.get(name, (1, MOST))
    if type(given) not in ((int,) if whole else (int, float)) or not low <= given <= high:
        faults.append(f"{name}: a {'whole ' if whole else ''}number from {low} to {high}, not {given!r}")
    return given


def _span(name: str, given: Any, faults: list[str]) -> timedelta:
    found = SPAN.fullmatch(given) if isinstance(given, str) else None
    span = timedelta(**{f"{found[2]}s": int(found[1])}) if found else timedelta()
    if not timedelta() < span <= LONGEST:
        faults.append(f'{name}: a time like "21 days" or "6 weeks", at most {LONGEST.days // 7} weeks, not {given!r}')
    return span


def _missed(name: str, given: Any, faults: list[str]) -> MissedRule:
    numbers: list[Any] = (
        [given.get(key) for key in ("count", "of")] if isinstance(given, dict) and len(given) == 2 else []
    )
    if not numbers or any(type(each) is not int for each in numbers) or not 1 <= numbers[0] <= numbers[1] <= MOST:
        faults.append(f"{name}: like {{ count = 2, of = 3 }}, the first at most the second and that at most {MOST}")
        return MissedRule(1, 1)
    return MissedRule(*numbers)


def _each(name: str, given: Any, defaults: Mapping[Any, Any], faults: list[str]) -> Mapping[Any, Any]:
    """The defaults of a table with the given entries over them; it has an entry for each stage, or length of program."""
    known = {str(key): key for key in defaults}
    if not isinstance(given, dict):
        faults.append(f"{name}: a table with any of {', '.join(known)}")
        return defaults
    faults += [f"{name}.{key}: none of {', '.join(known)}" for key in given if key not in known]
    values = {
        key: _value(f"{name}.{text}", given[text], defaults[key], faults)
        for text, key in known.items()
        if text in given
    }
    return MappingProxyType({**defaults, **values})


def _together(found: Thresholds) -> list[str]:
    values = [(low, getattr(found, low), high, getattr(found, high)) for low, high in AT_MOST]
    return [f"{low}: {_said(a)} is more than {high}, which is {_said(b)}" for low, a, high, b in values if a > b]


def _said(value: float | timedelta) -> str:
    return f"{value.days} days" if isinstance(value, timedelta) else f"{value}"
