"""Options, option groups, confirmation dialogs and what else elements are composed of.

Source: https://docs.slack.dev/reference/block-kit/composition-objects
"""

from typing import Any

from playground.blocks.shapes import (
    Check,
    at_least_one,
    exactly_one,
    flag,
    listed,
    one_of,
    plain_text,
    shape,
    string,
    text,
)

OPTIONS_MOST = 100
BUTTONS_MOST = 10  # radio buttons and checkboxes
OVERFLOW_MOST = 5

# The documents ask for all four, while the types of the JavaScript SDK ask for the text alone: the stricter rule is kept.
CONFIRM = shape(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)
DISPATCH = shape({}, {"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), most=2)})
FILTER = shape(
    {},
    {
        "include": listed(one_of("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    also=[at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users")],
)
SLACK_FILE = shape({}, {"id": string(), "url": string(3000)}, also=[exactly_one("id", "url")])
IMAGE_SOURCE: dict[str, Check] = {"image_url": string(3000), "slack_file": SLACK_FILE}
ONE_IMAGE_SOURCE = exactly_one("image_url", "slack_file")


def _option(words: Check, **more: Check) -> Check:
    # The value may have 150 characters; the pages of the JavaScript SDK still say 75.
    return shape({"text": words, "value": string(150)}, {"description": plain_text(75), **more})


MENU_OPTION = _option(plain_text(75))
# Radio buttons and checkboxes may format their words.
BUTTON_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW_OPTION = _option(plain_text(75), url=string(3000))
OPTION_GROUP = shape({"label": plain_text(75), "options": listed(MENU_OPTION, most=OPTIONS_MOST)})

MENU_CHOICES: dict[str, Check] = {
    "options": listed(MENU_OPTION, most=OPTIONS_MOST),
    "option_groups": listed(OPTION_GROUP, most=OPTIONS_MOST),
}
ONE_MENU = exactly_one("options", "option_groups")


def initial_is_offered(element: Any, path: str, faults: list[str]) -> None:
    """What is chosen at first has to be one of the options, word for word."""
    offered = list(element.get("options", ()))
    for group in element.get("option_groups", ()):
        offered.extend(group["options"])
    chosen = list(element.get("initial_options", ()))
    if "initial_option" in element:
        chosen.append(element["initial_option"])
    for one in chosen:
        if one not in offered:
            key = "initial_option" if "initial_option" in element else "initial_options"
            faults.append(f"{path}.{key} has {one.get('value')!r}, which is not exactly one of the options.")


def initial_within_most(initial: str) -> Check:
    """No more may be chosen at first than may be chosen at all."""

    def check(element: Any, path: str, faults: list[str]) -> None:
        most = element.get("max_selected_items")
        count = len(element.get(initial, ()))
        if most is not None and count > most:
            faults.append(f"{path}.{initial} has {count} items, max_selected_items allows {most}.")

    return check
