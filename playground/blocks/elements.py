"""Every element that people tap, choose from or write in, with its limits and the surfaces that take it.

Sources: https://docs.slack.dev/reference/block-kit/block-elements for the fields; the surfaces of the rarer inputs from
the table that stood at https://api.slack.com/reference/block-kit/block-elements, since the new pages leave it out.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from playground.blocks.options import (
    BUTTON_OPTION,
    BUTTONS_MOST,
    CONFIRM,
    DISPATCH,
    FILTER,
    IMAGE_SOURCE,
    MENU_CHOICES,
    MENU_OPTION,
    ONE_IMAGE_SOURCE,
    ONE_MENU,
    OVERFLOW_MOST,
    OVERFLOW_OPTION,
    initial_is_offered,
    initial_within_most,
)
from playground.blocks.rich_text import RICH_TEXT
from playground.blocks.shapes import (
    Check,
    anything,
    flag,
    listed,
    one_of,
    plain_text,
    shape,
    string,
    typed,
    whole,
    written_as,
)

INPUT_MOST = 3000
_STYLE = one_of("primary", "danger")
_PLACEHOLDER: dict[str, Check] = {"placeholder": plain_text(150)}
_FOCUS: dict[str, Check] = {"focus_on_load": flag}
_CONFIRM: dict[str, Check] = {"confirm": CONFIRM}
_PICKED: dict[str, Check] = {**_FOCUS, **_CONFIRM}
_MENU: dict[str, Check] = {**_PICKED, **_PLACEHOLDER}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": whole(1)}
_WRITTEN: dict[str, Check] = {**_FOCUS, **_PLACEHOLDER, "dispatch_action_config": DISPATCH}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _element(
    required: dict[str, Check] | None = None,
    optional: dict[str, Check] | None = None,
    also: tuple[Check, ...] = (),
) -> Check:
    return shape({"type": anything, **(required or {})}, {"action_id": string(255), **(optional or {})}, also=also)


def _a_day(value: Any, path: str, faults: list[str]) -> None:
    try:
        right = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value)
    except ValueError:
        right = False
    if not right:
        faults.append(f"{path} must be a date written as YYYY-MM-DD.")


def _lengths_agree(element: Any, path: str, faults: list[str]) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", INPUT_MOST)
    if least > most:
        faults.append(f"{path}.min_length is {least}, more than max_length {most}.")
    written = len(element.get("initial_value", ""))
    if written > most:
        faults.append(f"{path}.initial_value has {written} characters, max_length allows {most}.")


def _numbers_agree(element: Any, path: str, faults: list[str]) -> None:
    numbers: dict[str, Decimal] = {}
    for key in ("min_value", "initial_value", "max_value"):
        if key in element:
            if not _NUMBER.fullmatch(element[key]) or ("." in element[key] and not element["is_decimal_allowed"]):
                faults.append(f"{path}.{key} is {element[key]!r}, no number as is_decimal_allowed allows it.")
                return
            numbers[key] = Decimal(element[key])
    for lower, upper in (("min_value", "max_value"), ("min_value", "initial_value"), ("initial_value", "max_value")):
        if lower in numbers and upper in numbers and numbers[lower] > numbers[upper]:
            faults.append(f"{path}.{lower} is more than {upper}.")


_BUTTON = _element(
    {"text": plain_text(75)},
    {
        "value": string(2000, least=0),
        "url": string(3000),
        "style": _STYLE,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(),
        "visible_to_user_ids": listed(string()),
        **_CONFIRM,
    },
)
IMAGE = shape({"type": anything, "alt_text": string(2000)}, IMAGE_SOURCE, also=[ONE_IMAGE_SOURCE])
_FEEDBACK = shape({"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)})

_BUTTONS_OF_CHOICE: dict[str, Check] = {"options": listed(BUTTON_OPTION, most=BUTTONS_MOST)}
_MENU_CHECKS = (ONE_MENU, initial_is_offered)

ELEMENTS: dict[str, Check] = {
    "button": _BUTTON,
    "image": IMAGE,
    "icon_button": _element(
        {"icon": string(), "text": plain_text()},
        {"value": string(2000), "accessibility_label": string(75), "visible_to_user_ids": listed(string()), **_CONFIRM},
    ),
    "feedback_buttons": _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    "workflow_button": _element(
        {"text": plain_text(75), "workflow": shape({"trigger": anything})},
        {"style": _STYLE, "accessibility_label": string(75)},
    ),
    "overflow": _element({"options": listed(OVERFLOW_OPTION, most=OVERFLOW_MOST)}, _CONFIRM),
    "radio_buttons": _element(_BUTTONS_OF_CHOICE, {"initial_option": BUTTON_OPTION, **_PICKED}, (initial_is_offered,)),
    "checkboxes": _element(
        _BUTTONS_OF_CHOICE, {"initial_options": listed(BUTTON_OPTION), **_PICKED}, (initial_is_offered,)
    ),
    "static_select": _element({}, {**MENU_CHOICES, "initial_option": MENU_OPTION, **_MENU}, _MENU_CHECKS),
    "multi_static_select": _element(
        {},
        {**MENU_CHOICES, "initial_options": listed(MENU_OPTION), **_MANY},
        (*_MENU_CHECKS, initial_within_most("initial_options")),
    ),
    "external_select": _element({}, {"initial_option": MENU_OPTION, "min_query_length": whole(0), **_MENU}),
    "multi_external_select": _element(
        {},
        {"initial_options": listed(MENU_OPTION), "min_query_length": whole(0), **_MANY},
        (initial_within_most("initial_options"),),
    ),
    "users_select": _element({}, {"initial_user": string(), **_MENU}),
    "multi_users_select": _element(
        {}, {"initial_users": listed(string()), **_MANY}, (initial_within_most("initial_users"),)
    ),
    "channels_select": _element({}, {"initial_channel": string(), "response_url_enabled": flag, **_MENU}),
    "multi_channels_select": _element(
        {}, {"initial_channels": listed(string()), **_MANY}, (initial_within_most("initial_channels"),)
    ),
    "conversations_select": _element(
        {},
        {
            "initial_conversation": string(),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
            **_MENU,
        },
    ),
    "multi_conversations_select": _element(
        {},
        {
            "initial_conversations": listed(string()),
            "default_to_current_conversation": flag,
            "filter": FILTER,
            **_MANY,
        },
        (initial_within_most("initial_conversations"),),
    ),
    "datepicker": _element({}, {"initial_date": _a_day, **_MENU}),
    "timepicker": _element(
        {},
        {
            "initial_time": written_as(r"([01]\d|2[0-3]):[0-5]\d", "HH:mm, from 00:00 to 23:59"),
            "timezone": string(),
            **_MENU,
        },
    ),
    "datetimepicker": _element({}, {"initial_date_time": whole(1_000_000_000, 9_999_999_999), **_PICKED}),
    "plain_text_input": _element(
        {},
        {
            "initial_value": string(INPUT_MOST, least=0),
            "multiline": flag,
            "min_length": whole(0, INPUT_MOST),
            "max_length": whole(1, INPUT_MOST),
            **_WRITTEN,
        },
        (_lengths_agree,),
    ),
    "number_input": _element(
        {"is_decimal_allowed": flag},
        {"initial_value": string(), "min_value": string(), "max_value": string(), **_WRITTEN},
        (_numbers_agree,),
    ),
    "email_text_input": _element({}, {"initial_value": string(), **_WRITTEN}),
    "url_text_input": _element({}, {"initial_value": string(), **_WRITTEN}),
    "rich_text_input": _element(
        {},
        {
            "initial_value": typed({"rich_text": RICH_TEXT}, "rich text"),
            "min_lines": whole(1, 100),
            "max_lines": whole(1, 100),
            **_WRITTEN,
        },
    ),
    "file_input": _element({}, {"filetypes": listed(string()), "max_files": whole(1, 10)}),
}

_SELECTS = (
    "static_select",
    "external_select",
    "users_select",
    "channels_select",
    "conversations_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_channels_select",
    "multi_conversations_select",
)
_CHOSEN = (*_SELECTS, "checkboxes", "radio_buttons", "datepicker", "timepicker")
_TAPPED = ("button", "overflow", "workflow_button")
PLACES: dict[str, tuple[str, ...]] = {
    "section": (*_TAPPED, *_CHOSEN, "image"),
    "actions": (*_TAPPED, *_CHOSEN, "datetimepicker", "rich_text_input"),
    "input": (
        *_CHOSEN,
        "datetimepicker",
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
        "file_input",
    ),
    "context_actions": ("feedback_buttons", "icon_button"),
}
ONLY_ON: dict[str, tuple[str, ...]] = {
    "datetimepicker": ("message", "modal"),
    "number_input": ("modal",),
    "email_text_input": ("modal",),
    "url_text_input": ("modal",),
    "file_input": ("modal",),
    "rich_text_input": ("modal", "home"),
    "workflow_button": ("message",),
}


def element_of(place: str, surface: str) -> Check:
    """The check for an element in a block of type `place` on a surface (message, modal or home)."""
    kinds = {kind: ELEMENTS[kind] for kind in PLACES[place] if surface in ONLY_ON.get(kind, (surface,))}
    return typed(kinds, f"element that a block of type {place} can hold in a {surface}")
