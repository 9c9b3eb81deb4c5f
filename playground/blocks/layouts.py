"""Every layout block, with its limits and the surfaces that take it.

Sources: https://docs.slack.dev/reference/block-kit/blocks; for alerts, their length and that only modals take them,
https://github.com/slackapi/java-slack-sdk/pull/1624. The surfaces of blocks younger than 2025 are believed, not
verified.
"""

from playground.blocks.elements import ELEMENTS, IMAGE, element_of
from playground.blocks.options import IMAGE_SOURCE, ONE_IMAGE_SOURCE
from playground.blocks.rich_text import RICH_TEXT
from playground.blocks.shapes import (
    Check,
    anything,
    at_least_one,
    flag,
    listed,
    mrkdwn,
    one_of,
    plain_text,
    shape,
    string,
    text,
    typed,
    whole,
)

_RICH = typed({"rich_text": RICH_TEXT}, "rich text")
_PICTURE = typed({"image": IMAGE}, "image")


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None, also: tuple[Check, ...] = ()) -> Check:
    return shape({"type": anything, **required}, {"block_id": string(255), **(optional or {})}, also=also)


_CELL = typed(
    {
        "raw_text": shape({"type": anything, "text": string()}),
        "raw_number": shape({"type": anything, "value": anything, "text": string()}),
        "rich_text": RICH_TEXT,
    },
    "cell of a table",
)
_COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _column(value: object, path: str, faults: list[str]) -> None:
    if value is not None:  # null leaves a column as it is
        _COLUMN(value, path, faults)


_CARD = _block(
    {},
    {
        "hero_image": _PICTURE,
        "icon": _PICTURE,
        "title": mrkdwn(150),
        "subtitle": mrkdwn(150),
        "body": mrkdwn(200),
        "actions": listed(typed({"button": ELEMENTS["button"]}, "button")),
    },
    (at_least_one("hero_image", "title", "actions", "body"),),
)
_TASK = _block(
    {"task_id": string(), "title": string(), "status": one_of("pending", "in_progress", "complete", "error")},
    {
        "details": _RICH,
        "output": _RICH,
        "sources": listed(
            typed({"url": shape({"type": anything, "url": string(), "text": string()})}, "source of a task")
        ),
    },
)
_VIDEO = _block(
    {
        "alt_text": string(),
        "title": plain_text(199),
        "thumbnail_url": string(3000),
        "video_url": string(3000),
    },
    {
        "title_url": string(3000),
        "author_name": string(49),
        "provider_name": string(),
        "provider_icon_url": string(3000),
        "description": plain_text(),
    },
)

# Blocks that read alike on every surface.
_PLAIN: dict[str, Check] = {
    "context": _block(
        {
            "elements": listed(
                typed({"plain_text": text(), "mrkdwn": text(), "image": IMAGE}, "element of a context"), most=10
            )
        }
    ),
    "divider": _block({}),
    "header": _block({"text": plain_text(150)}),
    "image": _block({"alt_text": string(2000)}, {"title": plain_text(2000), **IMAGE_SOURCE}, (ONE_IMAGE_SOURCE,)),
    "rich_text": RICH_TEXT,
    "video": _VIDEO,
}
_MESSAGE_ALONE: dict[str, Check] = {
    "markdown": _block({"text": string()}),  # the limit is for all of them together
    "table": _block({"rows": listed(listed(_CELL, most=20), most=100)}, {"column_settings": listed(_column, most=20)}),
    "data_table": _block(
        {"rows": listed(listed(_CELL)), "caption": string()},
        {"page_size": whole(1, 100), "row_header_column_index": whole(0)},
    ),
    "card": _CARD,
    "carousel": _block({"elements": listed(typed({"card": _CARD}, "card"), most=10)}),
    "task_card": _TASK,
    "plan": _block({"title": string()}, {"tasks": listed(typed({"task_card": _TASK}, "task card"))}),
    "context_actions": _block({"elements": listed(element_of("context_actions", "message"), most=5)}),
}
_IN_CONTAINERS = ("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video")


def layouts_of(surface: str) -> Check:
    """The check for one block on a surface (message, modal or home)."""
    kinds: dict[str, Check] = {
        **_PLAIN,
        "section": _block(
            {},
            {
                "text": text(),
                "fields": listed(text(2000), most=10),
                "accessory": element_of("section", surface),
                "expand": flag,
            },
            (at_least_one("text", "fields"),),
        ),
        "actions": _block({"elements": listed(element_of("actions", surface), most=25)}),
        "input": _block(
            {"label": plain_text(2000), "element": element_of("input", surface)},
            {"hint": plain_text(2000), "optional": flag, "dispatch_action": flag},
        ),
    }
    if surface == "message":
        kinds.update(_MESSAGE_ALONE)
    if surface == "modal":
        kinds["alert"] = _block(
            {"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}
        )
    inner = typed({kind: kinds[kind] for kind in _IN_CONTAINERS if kind in kinds}, "block that a container can hold")
    kinds["container"] = _block(
        {"child_blocks": listed(inner, most=10)},
        {
            "title": plain_text(150),
            "rich_text_title": _RICH,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _PICTURE,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        (at_least_one("title", "rich_text_title"),),
    )
    return typed(kinds, f"block that a {surface} can hold")
