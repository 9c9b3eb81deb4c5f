"""The dozen helpers that views are made of: plain dicts, every input with a block id, every length cut to what Slack takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from handlers.slack.show import Block, Message, View
from handlers.slack.views.wording import Markup, escaped


def plain(text: str, *, emoji: bool = False) -> dict[str, Any]:
    """A plain_text object; typed text never turns into emoji."""
    return {"type": "plain_text", "text": text, "emoji": emoji}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(cut(text, 150))}


def section(mrkdwn: str, *, accessory: Block | None = None) -> Block:
    """A paragraph of our own words."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": cut(mrkdwn, 3000)}}
    return block if accessory is None else {**block, "accessory": accessory}


def typed(text: str, *, accessory: Block | None = None) -> Block:
    """A paragraph that holds what people typed: plain, so that it never pings, links or formats."""
    block: Block = {"type": "section", "text": plain(cut(text, 3000))}
    return block if accessory is None else {**block, "accessory": accessory}


def bullets(*texts: str) -> Block:
    """A list of short plain texts; what is too long for its line goes on below its own beginning."""
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": each}]} for each in texts]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}]}


def fields(*mrkdwn: str) -> Block:
    """Two columns of short texts."""
    return {"type": "section", "fields": [{"type": "mrkdwn", "text": cut(text, 2000)} for text in mrkdwn]}


def context(mrkdwn: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(mrkdwn, 3000)}]}


def typed_context(text: str) -> Block:
    return {"type": "context", "elements": [plain(cut(text, 3000))]}


def divider() -> Block:
    return {"type": "divider"}


def button(text: str, action: str, value: str, *, label: str = "", primary: bool = False, url: str = "") -> Block:
    """A button; `value` carries the wanted state, `label` is for screen readers where several buttons read alike."""
    block: Block = {"type": "button", "text": plain(cut(text, 75)), "action_id": action, "value": value}
    if label:
        block["accessibility_label"] = cut(label, 75)
    if primary:
        block["style"] = "primary"
    if url:
        block["url"] = url
    return block


def overflow(action: str, *options: Block) -> Block:
    """What can be done with one of many things, folded into a menu beside it."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def asked_first(element: Block, *, title: str, text: str, confirm: str, deny: str) -> Block:
    """A button that asks once more before anything happens."""
    return {
        **element,
        "confirm": {
            "title": plain(cut(title, 100)),
            "text": plain(cut(text, 300)),
            "confirm": plain(cut(confirm, 30)),
            "deny": plain(cut(deny, 30)),
        },
    }


def actions(*elements: Block, id: str = "") -> Block:
    block: Block = {"type": "actions", "elements": list(elements)}
    return {**block, "block_id": id} if id else block


def option(text: str, value: str, description: str = "") -> Block:
    block: Block = {"text": plain(cut(text, 75)), "value": value}
    return {**block, "description": plain(cut(description, 75))} if description else block


def select(options: Iterable[Block], chosen: str | None = None) -> Block:
    return _choice("static_select", options, chosen)


def radio(options: Iterable[Block], chosen: str | None = None) -> Block:
    return _choice("radio_buttons", options, chosen)


def checkboxes(options: Iterable[Block], chosen: Iterable[str] = ()) -> Block:
    """Any number of options at once."""
    offered, wanted = list(options), set(chosen)
    element: Block = {"type": "checkboxes", "action_id": "value", "options": offered}
    initial = [each for each in offered if each["value"] in wanted]
    return {**element, "initial_options": initial} if initial else element


def _choice(kind: str, options: Iterable[Block], chosen: str | None) -> Block:
    offered = list(options)
    element: Block = {"type": kind, "action_id": "value", "options": offered}
    initial = [each for each in offered if each["value"] == chosen]
    return {**element, "initial_option": initial[0]} if initial else element


def text_input(
    *, max_length: int, initial: str = "", multiline: bool = False, placeholder: str = "", focus: bool = False
) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "value", "max_length": max_length}
    if multiline:
        element["multiline"] = True
    if initial:
        element["initial_value"] = initial[:max_length]
    if placeholder:
        element["placeholder"] = plain(cut(placeholder, 150))
    if focus:
        element["focus_on_load"] = True
    return element


def date_input(initial: date | None = None) -> Block:
    element: Block = {"type": "datepicker", "action_id": "value"}
    return element if initial is None else {**element, "initial_date": initial.isoformat()}


def time_input(initial: time | None = None) -> Block:
    element: Block = {"type": "timepicker", "action_id": "value"}
    return element if initial is None else {**element, "initial_time": initial.strftime("%H:%M")}


def people_input(initial: str | None = None) -> Block:
    element: Block = {"type": "users_select", "action_id": "value"}
    return element if not initial else {**element, "initial_user": initial}


def channel_input(initial: str | None = None) -> Block:
    element: Block = {"type": "channels_select", "action_id": "value"}
    return element if not initial else {**element, "initial_channel": initial}


def field(id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """An input with its label; `id` is the block id that errors and `State` go by."""
    block: Block = {"type": "input", "block_id": id, "label": plain(cut(label, 2000)), "element": element}
    if hint:
        block["hint"] = plain(cut(hint, 2000))
    if optional:
        block["optional"] = True
    return block


def kept_at_once(input: Block, action: str) -> Block:
    """The same input, told to us whenever something in it changes, so that nothing is lost where a form is left."""
    element = {**input["element"], "action_id": action}
    if element["type"] == "plain_text_input":
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return {**input, "element": element, "dispatch_action": True}


def modal(
    callback: str,
    *,
    title: str,
    close: str,
    blocks: Iterable[Block],
    submit: str = "",
    metadata: Mapping[str, Any] | None = None,
) -> View:
    """A modal; `metadata` comes back with the submission."""
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title),
        "close": plain(close),
        "blocks": list(blocks),
        "private_metadata": json.dumps(dict(metadata or {}), sort_keys=True),
    }
    if submit:
        view["submit"] = plain(submit)
    return view


def read_only(view: View, first: str) -> View:
    """A modal with nothing left to press; `first` (mrkdwn) says why."""
    kept = [
        {name: part for name, part in block.items() if name != "accessory"}
        for block in view["blocks"]
        if block["type"] != "actions"
    ]
    while kept and kept[-1]["type"] == "divider":
        kept.pop()
    return {**view, "blocks": [section(first), *kept]}


def message(text: str, *blocks: Block) -> Message:
    """A message; `text` says all that the blocks say, without markup.

    Slack reads `text` as mrkdwn, so it is escaped here, names and all, unless it is Markup (safe already).
    """
    return Message(text if isinstance(text, Markup) else escaped(cut(text, 3000)), blocks)


def cut(text: str, length: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"
