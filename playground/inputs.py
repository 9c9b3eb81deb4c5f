"""Inputs of modals and messages: initial values, the shape of what a person entered, what the client refuses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from playground.records import Json

# element type -> (key in state.values, key of the initial value in the block, value when empty)
SHAPES: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "file_input": ("files", "", []),
}
IDS = {
    "selected_user", "selected_users", "selected_channel", "selected_channels", "selected_conversation",
    "selected_conversations",
}  # fmt: skip
OPTION_TYPES = {"static_select", "radio_buttons", "checkboxes", "multi_static_select", "overflow"}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in the order on screen."""
    for block in blocks:
        kind = block.get("type")
        if kind == "input":
            yield block, block["element"]
        elif kind == "section" and "accessory" in block:
            yield block, block["accessory"]
        elif kind == "actions":
            for element in block["elements"]:
                yield block, element


def find(blocks: list[Json], block_id: str | None, action_id: str) -> tuple[Json, Json] | None:
    """The element with this action id; without a block id the first one."""
    for block, element in elements(blocks):
        if element.get("action_id") == action_id and block_id in (None, block.get("block_id")):
            return block, element
    return None


def initial_values(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """`state.values` of a view or message that nobody has touched."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        shape = SHAPES.get(element["type"])
        if shape is None:
            continue
        key, initial, empty = shape
        value = element.get(initial) or empty
        values.setdefault(block["block_id"], {})[element["action_id"]] = {
            "type": element["type"],
            key: str(value) if element["type"] == "number_input" and value is not None else value,
        }
    return values


def kept_values(blocks: list[Json], before: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """Values after an update: what stands under the same block id, action id and type is kept as it was."""
    values = initial_values(blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            old = before.get(block_id, {}).get(action_id)
            if old is not None and old["type"] == fresh["type"]:
                actions[action_id] = old
    return values


def entered(element: Json, given: object) -> Json:
    """What a person entered, in Slack's shape. Raises ValueError with the person's words if the client would refuse it."""
    kind = element["type"]
    if kind not in SHAPES:
        raise ValueError(f"Nothing can be entered in a {kind}.")
    key, _, empty = SHAPES[kind]
    if not isinstance(given, dict) or key not in given:
        raise ValueError(f"A {kind} carries its value as {key}.")
    value = given[key]
    if value == "" and empty is None:
        value = None
    if empty == [] and not isinstance(value, list):
        raise ValueError(f"A {kind} carries a list.")
    if key in IDS and not all(isinstance(v, str) for v in ([value] if empty is None else value) if v is not None):
        raise ValueError(f"A {kind} carries ids.")
    if value is not None and value != []:
        _check(element, value)
        if kind in OPTION_TYPES:
            value = [_option(element, v) for v in value] if isinstance(value, list) else _option(element, value)
    return {"type": kind, key: value}


def is_too_long(element: Json, given: object) -> bool:
    """Whether this is text of more characters than its field takes."""
    value = given.get("value") if isinstance(given, dict) and element["type"] == "plain_text_input" else None
    return isinstance(value, str) and len(value) > element.get("max_length", 3000)


def refusals(blocks: list[Json], values: dict[str, dict[str, Json]]) -> dict[str, str]:
    """What the client says at each field instead of sending the form, by block id; empty when it may be sent."""
    said: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        key, _, empty = SHAPES[element["type"]]
        value = values[block["block_id"]][element["action_id"]][key]
        if value in (None, empty):
            if not block.get("optional"):
                said[block["block_id"]] = "Please complete this required field."
        else:
            try:
                _check(element, value)
            except ValueError as error:
                said[block["block_id"]] = str(error)
    return said


def _check(element: Json, value: Any) -> None:
    kind = element["type"]
    check = _CHECKS.get(kind)
    if check is not None:
        check(element, value)
    limit = element.get("max_selected_items")
    if limit is not None and len(value) > limit:
        raise ValueError(f"Choose at most {limit}.")


def _check_text(element: Json, value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError("This is not text.")
    if len(value) < element.get("min_length", 0):
        raise ValueError(f"Please write at least {element['min_length']} characters.")
    longest = element.get("max_length", 3000)
    if len(value) > longest:
        raise ValueError(f"Please write at most {longest} characters.")
    if "\n" in value and not element.get("multiline"):
        raise ValueError("This field has one line.")


def _check_number(element: Json, value: Any) -> None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise ValueError(
            "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
        )
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        raise ValueError(f"Please enter a number from {low} up.")
    if high is not None and float(value) > float(high):
        raise ValueError(f"Please enter a number up to {high}.")


def _check_email(element: Json, value: Any) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise ValueError("Please enter an email address.")


def _check_url(element: Json, value: Any) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"https?://\S+", value):
        raise ValueError("Please enter an address that begins with https://.")


def _check_date(element: Json, value: Any) -> None:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
            raise ValueError
        dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("Please choose a date.") from None


def _check_time(element: Json, value: Any) -> None:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
        raise ValueError("Please choose a time.")


def _check_moment(element: Json, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or len(str(value)) != 10:
        raise ValueError("Please choose a date and a time.")


_CHECKS = {
    "plain_text_input": _check_text,
    "number_input": _check_number,
    "email_text_input": _check_email,
    "url_text_input": _check_url,
    "datepicker": _check_date,
    "timepicker": _check_time,
    "datetimepicker": _check_moment,
}


def _option(element: Json, chosen: Any) -> Json:
    """The option as the app wrote it; the client can choose no other."""
    options: list[Json] = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options.extend(group["options"])
    value = chosen.get("value") if isinstance(chosen, dict) else chosen
    for option in options:
        if option.get("value") == value:
            return option
    raise ValueError("This is not one of the choices.")
