"""The few checks from which every Block Kit rule is put together: each looks at one value and notes its faults.

A check takes a value, its JSON path and the list of faults so far; it adds one plain sentence for each fault found.
Characters are counted as Unicode code points. Slack's own way of counting is not documented.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Check = Callable[[Any, str, list[str]], None]

TEXT_MOST = 3000  # https://docs.slack.dev/reference/block-kit/composition-objects/text-object


def anything(value: Any, path: str, faults: list[str]) -> None:
    """Accepts every value: the rule, if there is one, is not documented."""


def flag(value: Any, path: str, faults: list[str]) -> None:
    """True or false."""
    if not isinstance(value, bool):
        faults.append(f"{path} must be true or false.")


def string(most: int | None = None, *, least: int = 1) -> Check:
    """A string of `least` to `most` characters."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, str):
            faults.append(f"{path} must be a string.")
        elif len(value) < least:
            faults.append(f"{path} is empty, it must have at least {least} character.")
        elif most is not None and len(value) > most:
            faults.append(f"{path} has {len(value)} characters, at most {most} are allowed.")

    return check


def whole(least: int, most: int | None = None) -> Check:
    """A whole number from `least` to `most`."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            faults.append(f"{path} must be a whole number.")
        elif value < least or (most is not None and value > most):
            span = f"from {least} to {most}" if most is not None else f"{least} or more"
            faults.append(f"{path} is {value}, it must be {span}.")

    return check


def one_of(*allowed: str | int) -> Check:
    """One of a few fixed values."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if isinstance(value, bool) or not isinstance(value, (str, int)) or value not in allowed:
            faults.append(f"{path} must be one of {', '.join(map(str, allowed))}.")

    return check


def written_as(form: str, says: str) -> Check:
    """A string of the given form (a regular expression for the whole of it)."""
    pattern = re.compile(form)

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            faults.append(f"{path} must be written as {says}.")

    return check


def listed(item: Check, *, most: int | None = None, least: int = 1) -> Check:
    """A list of `least` to `most` items, each checked."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, list):
            faults.append(f"{path} must be a list.")
            return
        if len(value) < least:
            faults.append(f"{path} has {len(value)} items, it must have at least {least}.")
        if most is not None and len(value) > most:
            faults.append(f"{path} has {len(value)} items, at most {most} are allowed.")
        for index, one in enumerate(value):
            item(one, f"{path}[{index}]", faults)

    return check


def shape(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    *,
    also: Sequence[Check] = (),
) -> Check:
    """An object with these keys and no others; `also` looks at the whole object once its keys are right."""
    needed = dict(required or {})
    known = {**needed, **(optional or {})}

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, Mapping):
            faults.append(f"{path} must be an object.")
            return
        before = len(faults)
        faults.extend(f"{inside(path, key)} is missing." for key in needed if key not in value)
        for key, one in value.items():
            rule = known.get(key)
            if rule is None:
                faults.append(f"{inside(path, key)} is not a known key here.")
            else:
                rule(one, inside(path, key), faults)
        if len(faults) == before:
            for rule in also:
                rule(value, path, faults)

    return check


def typed(kinds: Mapping[str, Check], what: str) -> Check:
    """An object whose `type` decides what else it holds; a type that is not in the table is refused."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not isinstance(value, Mapping):
            faults.append(f"{path} must be an object.")
            return
        kind = value.get("type")
        rule = kinds.get(kind) if isinstance(kind, str) else None
        if rule is None:
            faults.append(f"{inside(path, 'type')} is {kind!r}, which is no {what}.")
        else:
            rule(value, path, faults)

    return check


def inside(path: str, key: str) -> str:
    """The path of a key in the object at `path`; the outermost object has the path ''."""
    return f"{path}.{key}" if path else key


def exactly_one(*keys: str) -> Check:
    """An object that has one of these keys, and not two."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if sum(key in value for key in keys) != 1:
            faults.append(f"{path} must have exactly one of {', '.join(keys)}.")

    return check


def at_least_one(*keys: str) -> Check:
    """An object that has one of these keys or several."""

    def check(value: Any, path: str, faults: list[str]) -> None:
        if not any(key in value for key in keys):
            faults.append(f"{path} must have at least one of {', '.join(keys)}.")

    return check


def plain_text(most: int = TEXT_MOST) -> Check:
    """A text object of type plain_text; `emoji` exists on it alone."""
    return typed({"plain_text": shape({"type": anything, "text": string(most)}, {"emoji": flag})}, "plain_text")


def mrkdwn(most: int = TEXT_MOST) -> Check:
    """A text object of type mrkdwn; `verbatim` exists on it alone."""
    return typed({"mrkdwn": shape({"type": anything, "text": string(most)}, {"verbatim": flag})}, "mrkdwn")


def text(most: int = TEXT_MOST) -> Check:
    """A text object of either type."""
    plain, marked = plain_text(most), mrkdwn(most)
    return typed({"plain_text": plain, "mrkdwn": marked}, "text object (plain_text or mrkdwn)")
