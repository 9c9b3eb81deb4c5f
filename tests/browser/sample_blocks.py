"""Block Kit for the sample app: every input, one of each block, and short ways to write them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str | None = None) -> Json:
    return {"text": plain(text), "value": value or text.lower()}


def button(text: str, action: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action, **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def modal(title: str, blocks: list[Json], callback_id: str = "form", submit: str = "Keep") -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Not now"),
        "blocks": blocks,
    }


COLOURS = [option("Red"), option("Green"), option("Blue")]
EVERY_INPUT: list[Json] = [
    field(
        "words",
        "Words",
        {"type": "plain_text_input", "max_length": 20, "placeholder": plain("a few")},
        hint=plain("A line is plenty."),
    ),
    field("story", "Story", {"type": "plain_text_input", "multiline": True, "initial_value": "Once"}, optional=True),
    field(
        "number", "Number", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"}
    ),
    field("day", "Day", {"type": "datepicker", "initial_date": "2026-11-20"}),
    field("hour", "Hour", {"type": "timepicker", "initial_time": "09:00"}),
    field("moment", "Moment", {"type": "datetimepicker"}, optional=True),
    field("one", "One colour", {"type": "static_select", "options": COLOURS}),
    field("some", "Some colours", {"type": "multi_static_select", "options": COLOURS}),
    field("who", "Who", {"type": "users_select"}),
    field("team", "Team", {"type": "multi_users_select", "initial_users": ["U0EWA"]}),
    field("room", "Room", {"type": "channels_select"}, optional=True),
    field("ticks", "Ticks", {"type": "checkboxes", "options": COLOURS}, optional=True),
    field("choice", "Choice", {"type": "radio_buttons", "options": COLOURS, "initial_option": COLOURS[0]}),
    field("mail", "Mail", {"type": "email_text_input"}, optional=True),
    field("link", "Link", {"type": "url_text_input"}, optional=True),
]
ONE_OF_EACH: list[Json] = [
    {"type": "header", "text": plain("One of each")},
    {
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": "*bold* _slanted_ ~gone~ `code` <@U0TOMAS> <https://example.org|a link>\n> quoted\n```pre *not bold*```",
        },
    },
    {
        "type": "section",
        "fields": [{"type": "mrkdwn", "text": "*Left*\none"}, {"type": "plain_text", "text": "3 of 5  ●●●○○"}],
    },
    {
        "type": "section",
        "text": plain("With a button"),
        "accessory": button("Open", "open", accessibility_label="Open the second window"),
    },
    {
        "type": "section",
        "text": plain("With more"),
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Move")]},
    },
    {
        "type": "section",
        "text": plain("A colour"),
        "accessory": {
            "type": "static_select",
            "action_id": "colour",
            "options": COLOURS,
            "placeholder": plain("Choose"),
        },
    },
    {
        "type": "actions",
        "elements": [
            button("Yes", "yes", style="primary", value="y"),
            button(
                "Remove",
                "remove",
                style="danger",
                confirm={
                    "title": plain("Remove it?"),
                    "text": plain("It is gone then."),
                    "confirm": plain("Remove"),
                    "deny": plain("Keep"),
                },
            ),
            button("Never", "never"),
            button("Write to Mei", "link", url="slack://user?team=T0COMMON&id=U0MEI"),
        ],
    },
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "*Private.* Only you."}]},
    {"type": "image", "image_url": "https://pictures.invalid/a.png", "alt_text": "A chart of meetings"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0PRIYA"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    },
]
