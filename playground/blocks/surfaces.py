"""Messages, modals and Home as a whole: how many blocks, how many characters, and what may occur only once.

Sources: https://docs.slack.dev/reference/block-kit/blocks (50 and 100 blocks), https://docs.slack.dev/reference/views,
https://docs.slack.dev/reference/methods/chat.postMessage (40,000 characters, 100 attachments). That the blocks of one
message are refused from about 13,200 characters on is not documented; it is measured in
https://github.com/slackapi/bolt-js/issues/2509. What exactly is counted there is unknown: here, every `text`.
"""

import json
from collections.abc import Mapping
from typing import Any

from playground.blocks.layouts import layouts_of
from playground.blocks.shapes import Check, anything, flag, listed, one_of, plain_text, shape, string

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT_MOST = 40_000
BLOCK_CHARACTERS = 13_200
TOO_LONG = "msg_blocks_too_long"
MARKDOWN_MOST = 12_000
ATTACHMENTS_MOST = 100
VIEW_BYTES = 250_000

_MESSAGE_BLOCKS = listed(layouts_of("message"), most=MESSAGE_BLOCKS, least=0)
_VIEW: dict[str, Check] = {"private_metadata": string(3000, least=0), "callback_id": string(255, least=0)}
_SHAPES: dict[str, Check] = {
    "modal": shape(
        {"type": one_of("modal"), "title": plain_text(24), "blocks": listed(layouts_of("modal"), most=VIEW_BLOCKS)},
        {
            "submit": plain_text(24),
            "close": plain_text(24),
            "external_id": string(255, least=0),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
            **_VIEW,
        },
    ),
    "home": shape(
        {"type": one_of("home"), "blocks": listed(layouts_of("home"), most=VIEW_BLOCKS)},
        {"external_id": string(255, least=0), **_VIEW},
    ),
}


def block_faults(surface: str, payload: Mapping[str, Any]) -> list[str]:
    """What Slack would refuse in a payload: one plain sentence each, with the JSON path and the limit; none is good.

    `surface` is "message" (looks at the payload's text, blocks and attachments alone), "modal" or "home" (the view).
    Slack asks for action_ids that are unique within their block, and so does this. Whether a message says anything
    at all, and whether people and channels named in it exist, is for the method that posts it.
    Raises ValueError for another surface.
    """
    faults: list[str] = []
    if surface == "message":
        _message(payload, faults)
    elif surface in _SHAPES:
        _SHAPES[surface](payload, "", faults)
        if isinstance(payload, Mapping):
            _whole_view(surface, payload, faults)
    else:
        raise ValueError(f"no such surface: {surface!r}")
    return faults


def _message(payload: Mapping[str, Any], faults: list[str]) -> None:
    if payload.get("text") is not None:
        string(MESSAGE_TEXT_MOST, least=0)(payload["text"], "text", faults)
    if payload.get("attachments") is not None:
        listed(_attachment, most=ATTACHMENTS_MOST, least=0)(payload["attachments"], "attachments", faults)
    blocks = payload.get("blocks")
    if blocks is None:
        return
    _MESSAGE_BLOCKS(blocks, "blocks", faults)
    _ids_are_unique(blocks, "blocks", faults)
    _once(blocks, "focus_on_load", "blocks", faults)
    _characters(blocks, "blocks", faults)


def _attachment(value: Any, path: str, faults: list[str]) -> None:
    # Attachments are legacy: beside their blocks nothing is checked.
    shape_of_it = dict.fromkeys(value, anything) if isinstance(value, Mapping) else {}
    shape(optional={**shape_of_it, "blocks": _MESSAGE_BLOCKS})(value, path, faults)
    if isinstance(value, Mapping) and "blocks" in value:
        _ids_are_unique(value["blocks"], f"{path}.blocks", faults)


def _whole_view(surface: str, view: Mapping[str, Any], faults: list[str]) -> None:
    blocks = view.get("blocks")
    _ids_are_unique(blocks, "blocks", faults)
    _once(blocks, "focus_on_load", "blocks", faults)
    kinds = [one.get("type") for one in _objects(blocks)]
    if surface == "modal" and "input" in kinds and "submit" not in view:
        faults.append("submit is missing, a modal with an input block must have it.")
    if faults:
        return  # only a view without other faults can be that large
    size = len(json.dumps(view, ensure_ascii=False, separators=(",", ":"), default=str).encode())
    if size > VIEW_BYTES:
        faults.append(f"The view has {size} bytes, at most {VIEW_BYTES} are allowed.")


def _ids_are_unique(blocks: Any, path: str, faults: list[str]) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        objects = _objects(block)
        for one in objects:
            block_id = one.get("block_id")
            if isinstance(block_id, str) and block_id in seen:
                faults.append(f"{path}[{index}].block_id is {block_id!r}, which another block here has too.")
            if isinstance(block_id, str):
                seen.add(block_id)
        actions = [one["action_id"] for one in objects if isinstance(one.get("action_id"), str)]
        faults.extend(
            f"{path}[{index}] has the action_id {action_id!r} {actions.count(action_id)} times, once is allowed."
            for action_id in dict.fromkeys(actions)
            if actions.count(action_id) > 1
        )


def _once(blocks: Any, key: str, path: str, faults: list[str]) -> None:
    count = sum(one.get(key) is True for one in _objects(blocks))
    if count > 1:
        faults.append(f"{path} has {key} {count} times, once is allowed.")


def _characters(blocks: Any, path: str, faults: list[str]) -> None:
    objects = _objects(blocks)
    texts = [(one.get("type"), one["text"]) for one in objects if isinstance(one.get("text"), str)]
    whole = sum(len(words) for _, words in texts)
    if whole >= BLOCK_CHARACTERS:
        faults.append(f"{path} hold {whole} characters in all, fewer than {BLOCK_CHARACTERS} are allowed: {TOO_LONG}.")
    marked = sum(len(words) for kind, words in texts if kind == "markdown")
    if marked > MARKDOWN_MOST:
        faults.append(f"{path} hold {marked} characters of markdown, at most {MARKDOWN_MOST} are allowed in all.")
    tables = sum(one.get("type") == "table" for one in objects)
    if tables > 1:
        faults.append(f"{path} hold {tables} tables, at most 1 is allowed.")


def _objects(value: Any) -> list[dict[str, Any]]:
    # With a list of its own instead of recursion: deep nesting is a fault, not a crash.
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found.append(one)
            one = list(one.values())
        if isinstance(one, list):
            waiting += [each for each in reversed(one) if isinstance(each, (dict, list))]
    return found
