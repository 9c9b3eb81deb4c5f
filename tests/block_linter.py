"""A linter for what the bot shows: all that Slack refuses, and the house's own stricter rules of how it speaks.

`lint` is run over every view and every notice that can be built, each also with the longest allowed and the strangest
input.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playground.blocks import block_faults

Object = Mapping[str, Any]

MESSAGE_WORDS = 60
MESSAGE_CHARACTERS = 10_000
MODAL_INPUTS = 7
BUTTON_CHARACTERS = 30  # https://docs.slack.dev/reference/block-kit/block-elements/button-element: truncated beyond

_KNOWN_LINK = re.compile(
    r"<(@[UW][A-Z0-9]+|#C[A-Z0-9]+|https?://[^\s<>|]+(\|[^<>|]+)?|!date\^\d+\^[^<>|^]+(\^https?://[^<>|^]+)?\|[^<>]+)>"
)
_MENTION = re.compile(r"<@[UW][A-Z0-9]+>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_EMOJI = re.compile(r":[a-z0-9_+-]*[a-z][a-z0-9_+-]*:|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\uFE0F]")
_BANNED = re.compile(r"\b(just|simply|overdue|sorry|invalid|oops)\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w'’:/.-]*")
_SILENT_SUBMITS = {"ok", "okay", "submit", "yes", "done"}
_TAPPED = ("button", "overflow", "radio_buttons", "checkboxes", "datepicker", "timepicker", "datetimepicker")


def lint(
    surface: str,
    payload: Object,
    *,
    words: int = MESSAGE_WORDS,
    emoji: int = 0,
    typed: Sequence[str] = (),
    voice: bool = True,
) -> list[str]:
    """Every fault of a "message", "modal" or "home", one sentence each; none is good.

    `words` is how many a message may have outside its buttons, `emoji` how many it may end with (a celebration: one),
    `typed` what people wrote, which must be found in places alone where it can neither format, ping nor link.
    Without `voice` the rules of wording are left out: what people typed and are called is none of our words.
    """
    faults = block_faults(surface, payload)
    if faults:
        return faults  # the house's rules may lean on a shape that is right
    faults += _elements(payload)
    faults += _buttons(payload)
    faults += _texts(payload)
    faults += _what_people_typed(surface, payload, typed)
    if voice:
        faults += _voice(payload, emoji)
    if surface == "message":
        faults += _message(payload, words if voice else None)
    else:
        faults += _view(surface, payload)
    return faults


def _message(payload: Object, words: int | None) -> list[str]:
    faults: list[str] = []
    fallback = payload.get("text") or ""
    if not fallback.strip():
        faults.append("text is missing: notifications and screen readers have nothing to say.")
    if re.search(r"[*`~<>]|(?<!\w)_|_(?!\w)", _MENTION.sub("someone", fallback)):
        faults.append(f"text has markup, it is read out as it stands: {fallback!r}")
    blocks = payload.get("blocks") or []
    on_buttons = [id(one["text"]) for _, one in _objects(blocks, "blocks") if one.get("type") == "button"]
    said = [one["text"] for _, one in _said(blocks) if id(one) not in on_buttons]
    count = sum(len(_WORD.findall(_unmarked(words))) for words in said)
    if words is not None and count > words:
        faults.append(f"The message has {count} words outside its buttons, at most {words} are read.")
    size = len(fallback) + sum(len(one["text"]) for _, one in _said(blocks))
    if size >= MESSAGE_CHARACTERS:
        faults.append(f"The message has {size} characters in all, keep it under {MESSAGE_CHARACTERS}.")
    return faults


def _view(surface: str, view: Object) -> list[str]:
    faults: list[str] = []
    if not view.get("callback_id"):
        faults.append("callback_id is missing: nothing can tell whose view this is.")
    if surface != "modal":
        return faults
    if "close" not in view:
        faults.append("close is missing: say what leaving means.")
    submit = view["submit"]["text"] if "submit" in view else ""
    if submit.lower() in _SILENT_SUBMITS:
        faults.append(f"submit.text is {submit!r}: say what happens.")
    inputs = sum(block["type"] == "input" for block in view["blocks"])
    if inputs > MODAL_INPUTS:
        faults.append(f"The page has {inputs} inputs, at most {MODAL_INPUTS} are filled in.")
    return faults


def _elements(payload: Object) -> list[str]:
    faults: list[str] = []
    for path, one in _objects(payload.get("blocks") or [], "blocks"):
        kind = one.get("type", "")
        if kind == "input" and "block_id" not in one:
            faults.append(f"{path}.block_id is missing: an error could not be shown at this field.")
        if (kind in _TAPPED or kind.endswith(("_select", "_input"))) and "action_id" not in one:
            faults.append(f"{path}.action_id is missing: nothing can listen to it.")
        if kind == "plain_text_input" and "max_length" not in one:
            faults.append(f"{path}.max_length is missing: say how much can be kept.")
        values = Counter(option["value"] for option in _options(one))
        faults += [f"{path} offers the value {value!r} {n} times." for value, n in values.items() if n > 1]
    return faults


def _buttons(payload: Object) -> list[str]:
    faults: list[str] = []
    buttons = [(p, one) for p, one in _objects(payload.get("blocks") or [], "blocks") if one.get("type") == "button"]
    primary = sum(one.get("style") == "primary" for _, one in buttons)
    if primary > 1:
        faults.append(f"{primary} buttons are primary, at most one is.")
    alike = Counter(one["text"]["text"] for _, one in buttons)
    spoken = Counter(one.get("accessibility_label", one["text"]["text"]) for _, one in buttons)
    for path, one in buttons:
        words = one["text"]["text"]
        if one.get("style") == "danger":
            faults.append(f"{path}.style is danger: use a sentence and a second step.")
        if alike[words] > 1 and "accessibility_label" not in one:
            faults.append(f"{path} reads like another button, {words!r}, and has no accessibility_label.")
        elif spoken[one.get("accessibility_label", words)] > 1:
            faults.append(f"{path} is read out like another button: its accessibility_label is not its own.")
    return faults


def _texts(payload: Object) -> list[str]:
    faults: list[str] = []
    for path, one in _ours(payload):
        if not one["text"].strip():
            faults.append(f"{path} is blank.")
        if one["type"] == "mrkdwn":
            faults += [f"{path} {fault}: {one['text']!r}" for fault in _mrkdwn(one["text"])]
    return faults


def _voice(payload: Object, emoji: int) -> list[str]:
    faults: list[str] = []
    for path, one in _ours(payload):
        text = one["text"]
        bare = _KNOWN_LINK.sub("", text)
        if "!" in bare:
            faults.append(f"{path} exclaims: {text!r}")
        if found := _BANNED.search(bare):
            faults.append(f"{path} says {found.group()!r}: {text!r}")
        signs = [sign.end() for sign in _EMOJI.finditer(bare)]
        if len(signs) > emoji or (signs and signs[-1] < len(bare.rstrip(" *_"))):
            faults.append(f"{path} has an emoji, allowed at the end are {emoji}: {text!r}")
    for path, one in _objects(payload.get("blocks") or [], "blocks"):
        if one.get("type") == "button" and len(one["text"]["text"]) > BUTTON_CHARACTERS:
            count = len(one["text"]["text"])
            faults.append(f"{path}.text.text has {count} characters, beyond {BUTTON_CHARACTERS} it is cut off.")
    return faults


def _mrkdwn(text: str) -> list[str]:
    faults: list[str] = []
    rest = _KNOWN_LINK.sub("link", text)
    if "<" in rest:
        faults.append("has a raw <, or a mention or link of an unknown kind")
    if re.search(r"^(?!>).*>|^>(?!\s)", rest, re.MULTILINE):
        faults.append("has a raw >")
    if "&" in _ENTITY.sub("", rest):
        faults.append("has a raw &")
    if rest.count("`") % 2:
        faults.append("opens ` and does not close it")
    code_free = re.sub(r"`[^`]*`", "code", rest)
    for sign in "*_~":
        for line in code_free.split("\n"):
            # A sign inside a word formats nothing.
            marks = re.findall(rf"(?<!\w){re.escape(sign)}|{re.escape(sign)}(?!\w)", line)
            pairs = re.findall(
                rf"(?<!\w){re.escape(sign)}(?=\S)[^{re.escape(sign)}]*(?<=\S){re.escape(sign)}(?!\w)", line
            )
            if len(marks) != 2 * len(pairs):
                faults.append(f"opens {sign} and does not close it")
    return faults


def _what_people_typed(surface: str, payload: Object, typed: Sequence[str]) -> list[str]:
    faults: list[str] = []
    fragments = [form for one in typed if one.strip() for form in {one, _escaped(one)}]
    for path, one in _objects(payload, ""):
        text = one.get("text")
        if not isinstance(text, str):
            continue
        kind = one.get("type", "the text of a message")
        if surface != "message" and (kind == "text" or one.get("emoji") is False):
            continue
        where = f"{path}.text".lstrip(".")
        faults += [f"{where} shows what someone typed, as {kind}: {found!r}" for found in fragments if found in text]
    return faults


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unmarked(text: str) -> str:
    return re.sub(r"[*_~`]", "", _KNOWN_LINK.sub("link", text))


def _options(one: Object) -> Iterator[Object]:
    yield from one.get("options", ())
    for group in one.get("option_groups", ()):
        yield from group["options"]


def _ours(payload: Object) -> Iterator[tuple[str, Object]]:
    """Every text object of a payload, and its fallback."""
    yield from _said(payload)
    if isinstance(payload.get("text"), str):
        yield "text", {"type": "plain_text", "text": payload["text"]}


def _said(value: Any, path: str = "") -> Iterator[tuple[str, Object]]:
    """Every text object, with its path. The leaves of rich text are none: people typed them."""
    for where, one in _objects(value, path):
        if one.get("type") in ("plain_text", "mrkdwn"):
            yield where, one


def _objects(value: Any, path: str) -> list[tuple[str, Object]]:
    found: list[tuple[str, Object]] = []
    _collect(value, path, found)
    return found


def _collect(value: Any, path: str, found: list[tuple[str, Object]]) -> None:
    if isinstance(value, dict):
        found.append((path, value))
        for key, one in value.items():
            if isinstance(one, (dict, list)):
                _collect(one, f"{path}.{key}".lstrip("."), found)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            if isinstance(one, (dict, list)):
                _collect(one, f"{path}[{index}]", found)
