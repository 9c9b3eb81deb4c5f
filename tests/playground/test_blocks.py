"""Every limit of Block Kit that the stand-in keeps, at the limit and one beyond it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from playground.blocks import block_faults

Object = dict[str, Any]


def plain(text: str = "Words", **more: Any) -> Object:
    return {"type": "plain_text", "text": text, **more}


def marked(text: str = "*Words*", **more: Any) -> Object:
    return {"type": "mrkdwn", "text": text, **more}


def button(**more: Any) -> Object:
    return {"type": "button", "action_id": "go", "text": plain(), **more}


def option(text: str = "One", value: str = "1", **more: Any) -> Object:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Object]:
    return [option(f"Option {n}", str(n)) for n in range(count)]


def element(kind: str, **more: Any) -> Object:
    return {"type": kind, "action_id": "value", **more}


def asked(inner: Object, **more: Any) -> Object:
    return {"type": "input", "block_id": "asked", "label": plain(), "element": inner, **more}


def section(**more: Any) -> Object:
    return {"type": "section", "text": marked(), **more}


def actions(*elements: Object) -> Object:
    return {"type": "actions", "elements": list(elements)}


def buttons(count: int) -> list[Object]:
    return [button(action_id=f"go{n}") for n in range(count)]


def message(*blocks: Any, **more: Any) -> Object:
    return {"text": "Words", "blocks": list(blocks), **more}


def modal(*blocks: Any, **more: Any) -> Object:
    return {"type": "modal", "title": plain(), "submit": plain("Save"), "blocks": list(blocks), **more}


def home(*blocks: Any, **more: Any) -> Object:
    return {"type": "home", "blocks": list(blocks), **more}


def faults_of(payload: Object) -> list[str]:
    return block_faults(payload.get("type", "message"), payload)


def faults_of_element(inner: Object) -> list[str]:
    return faults_of(modal(asked(inner)))


def confirmed(**more: Any) -> Object:
    dialog = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}
    return message(actions(button(confirm=dialog)))


def chosen_from(kind: str, count: int, **more: Any) -> Object:
    return modal(asked(element(kind, options=options(count), **more)))


def written(**more: Any) -> Object:
    return modal(asked(element("plain_text_input", **more)))


CELL = {"type": "raw_text", "text": "x"}
TASK = {"type": "task_card", "task_id": "1", "title": "x", "status": "complete"}


def context(*elements: Object) -> Object:
    return {"type": "context", "elements": list(elements)}


def picture(**more: Any) -> Object:
    return {"type": "image", "image_url": "https://x.test/x.png", "alt_text": "x", **more}


def context_actions(*elements: Object) -> Object:
    return {"type": "context_actions", "elements": list(elements)}


def icon_button(action_id: str = "icon", **more: Any) -> Object:
    return {"type": "icon_button", "action_id": action_id, "icon": "trash", "text": plain(), **more}


def icon(**more: Any) -> Object:
    return context_actions(icon_button(**more))


def feedback(**more: Any) -> Object:
    positive, negative = {"text": plain(), "value": "+", **more}, {"text": plain(), "value": "-"}
    return context_actions(element("feedback_buttons", positive_button=positive, negative_button=negative))


def workflow(**more: Any) -> Object:
    return element("workflow_button", text=plain(), workflow={"trigger": {"url": "https://x.test"}}) | more


def video(**more: Any) -> Object:
    needed = {"alt_text": "x", "title": plain(), "thumbnail_url": "https://x.test", "video_url": "https://x.test"}
    return {"type": "video", **needed, **more}


def container(**more: Any) -> Object:
    return {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}], **more}


def carousel(count: int) -> Object:
    return {"type": "carousel", "elements": [{"type": "card", "body": marked()}] * count}


def focused(count: int) -> list[Object]:
    return [asked(element("datepicker", focus_on_load=True), block_id=f"block{n}") for n in range(count)]


def sections(characters: int, *, each: int) -> list[Object]:
    lengths = [each] * (characters // each) + [characters % each] * (characters % each > 0)
    return [section(text=plain("x" * length)) for length in lengths]


# Each row: where the limit is, the most that is allowed, the payload with so many.
LIMITS: list[tuple[str, int, Any]] = [
    ("alt_text of an image element", 2000, lambda n: message(context(picture(alt_text="x" * n)))),
    ("url of a file", 3000, lambda n: message({"type": "image", "slack_file": {"url": "x" * n}, "alt_text": "x"})),
    ("agent_prompt", 4000, lambda n: message(actions(button(agent_prompt="x" * n)))),
    ("accessibility_label of an icon", 75, lambda n: message(icon(accessibility_label="x" * n))),
    ("value of an icon button", 2000, lambda n: message(icon(value="x" * n))),
    ("text of a feedback button", 75, lambda n: message(feedback(text=plain("x" * n)))),
    ("value of a feedback button", 2000, lambda n: message(feedback(value="x" * n))),
    ("accessibility_label of feedback", 75, lambda n: message(feedback(accessibility_label="x" * n))),
    ("text of a workflow button", 75, lambda n: message(actions(workflow(text=plain("x" * n))))),
    ("accessibility_label of a workflow", 75, lambda n: message(actions(workflow(accessibility_label="x" * n)))),
    ("icons in a row", 5, lambda n: message(context_actions(*[icon_button(f"icon{i}") for i in range(n)]))),
    ("title of a card", 150, lambda n: message({"type": "card", "title": marked("x" * n)})),
    ("subtitle of a card", 150, lambda n: message({"type": "card", "body": marked(), "subtitle": marked("x" * n)})),
    ("body of a card", 200, lambda n: message({"type": "card", "body": marked("x" * n)})),
    ("title of a video", 199, lambda n: message(video(title=plain("x" * n)))),
    ("author of a video", 49, lambda n: message(video(author_name="x" * n))),
    ("thumbnail of a video", 3000, lambda n: message(video(thumbnail_url="x" * n))),
    ("address of a video", 3000, lambda n: message(video(video_url="x" * n))),
    ("title address of a video", 3000, lambda n: message(video(title_url="x" * n))),
    ("icon address of a video", 3000, lambda n: message(video(provider_icon_url="x" * n))),
    ("title of a container", 150, lambda n: home(container(title=plain("x" * n)))),
    ("subtitle of a container", 150, lambda n: home(container(subtitle=plain("x" * n)))),
    ("settings of columns", 20, lambda n: message({"type": "table", "rows": [[CELL]], "column_settings": [{}] * n})),
    (
        "rows of a page",
        100,
        lambda n: message({"type": "data_table", "caption": "x", "rows": [[CELL]], "page_size": n}),
    ),
    ("block_id of rich text", 255, lambda n: message({**bullets(), "block_id": "x" * n})),
    ("skin tone", 6, lambda n: message(rich(line({"type": "emoji", "name": "wave", "skin_tone": n})))),
    ("callback_id of Home", 255, lambda n: home(section(), callback_id="x" * n)),
    ("external_id of Home", 255, lambda n: home(section(), external_id="x" * n)),
    ("words of a radio button", 75, lambda n: modal(asked(element("radio_buttons", options=[option("x" * n)])))),
    ("value of a radio button", 150, lambda n: modal(asked(element("radio_buttons", options=[option("x", "x" * n)])))),
    ("lines of a rich text at first", 100, lambda n: modal(asked(element("rich_text_input", min_lines=n)))),
    (
        "description of a menu option",
        75,
        lambda n: modal(asked(element("static_select", options=[option(description=plain("x" * n))]))),
    ),
    (
        "words of an overflow option",
        75,
        lambda n: message(section(accessory=element("overflow", options=[option("x" * n)]))),
    ),
    ("blocks of a message", 50, lambda n: message(*[{"type": "divider"}] * n)),
    ("blocks of a modal", 100, lambda n: modal(*[{"type": "divider"}] * n)),
    ("blocks of a Home tab", 100, lambda n: home(*[{"type": "divider"}] * n)),
    ("text of a message", 40_000, lambda n: message(section(), text="x" * n)),
    ("attachments", 100, lambda n: message(attachments=[{"text": "old"}] * n)),
    ("blocks in an attachment", 50, lambda n: message(attachments=[{"blocks": [{"type": "divider"}] * n}])),
    ("text of a section", 3000, lambda n: message(section(text=marked("x" * n)))),
    ("fields of a section", 10, lambda n: message({"type": "section", "fields": [plain()] * n})),
    ("text of a field", 2000, lambda n: message({"type": "section", "fields": [marked("x" * n)]})),
    ("text of a header", 150, lambda n: message({"type": "header", "text": plain("x" * n)})),
    ("elements of a context", 10, lambda n: message({"type": "context", "elements": [marked()] * n})),
    ("elements of an actions block", 25, lambda n: message(actions(*buttons(n)))),
    ("block_id", 255, lambda n: message(section(block_id="x" * n))),
    ("action_id", 255, lambda n: message(actions(button(action_id="x" * n)))),
    ("text of a button", 75, lambda n: message(actions(button(text=plain("x" * n))))),
    ("value of a button", 2000, lambda n: message(actions(button(value="x" * n)))),
    ("url of a button", 3000, lambda n: message(actions(button(url="https://x.test/".ljust(n, "x"))))),
    ("accessibility_label", 75, lambda n: message(actions(button(accessibility_label="x" * n)))),
    ("title of a dialog", 100, lambda n: confirmed(title=plain("x" * n))),
    ("text of a dialog", 300, lambda n: confirmed(text=plain("x" * n))),
    ("confirm of a dialog", 30, lambda n: confirmed(confirm=plain("x" * n))),
    ("deny of a dialog", 30, lambda n: confirmed(deny=plain("x" * n))),
    ("options of a select", 100, lambda n: chosen_from("static_select", n)),
    ("options of a multi select", 100, lambda n: chosen_from("multi_static_select", n)),
    ("radio buttons", 10, lambda n: chosen_from("radio_buttons", n)),
    ("checkboxes", 10, lambda n: chosen_from("checkboxes", n)),
    ("options of an overflow menu", 5, lambda n: message(section(accessory=element("overflow", options=options(n))))),
    ("text of an option", 75, lambda n: modal(asked(element("static_select", options=[option("x" * n)])))),
    ("value of an option", 150, lambda n: modal(asked(element("static_select", options=[option("x", "x" * n)])))),
    (
        "description of an option",
        75,
        lambda n: modal(asked(element("radio_buttons", options=[option(description=plain("x" * n))]))),
    ),
    (
        "url of an overflow option",
        3000,
        lambda n: message(section(accessory=element("overflow", options=[option(url="x" * n)]))),
    ),
    (
        "option groups",
        100,
        lambda n: modal(asked(element("static_select", option_groups=[{"label": plain(), "options": options(1)}] * n))),
    ),
    (
        "options of a group",
        100,
        lambda n: modal(asked(element("static_select", option_groups=[{"label": plain(), "options": options(n)}]))),
    ),
    (
        "label of an option group",
        75,
        lambda n: modal(
            asked(element("static_select", option_groups=[{"label": plain("x" * n), "options": options(1)}]))
        ),
    ),
    ("placeholder", 150, lambda n: written(placeholder=plain("x" * n))),
    ("min_length of a text input", 3000, lambda n: written(min_length=n)),
    ("max_length of a text input", 3000, lambda n: written(max_length=n)),
    ("initial_value against max_length", 20, lambda n: written(max_length=20, initial_value="x" * n)),
    ("initial_value of a text input", 3000, lambda n: written(initial_value="x" * n)),
    ("min_length against max_length", 20, lambda n: written(max_length=20, min_length=n)),
    (
        "initial users against max_selected_items",
        2,
        lambda n: modal(asked(element("multi_users_select", max_selected_items=2, initial_users=["U1"] * n))),
    ),
    (
        "initial options against max_selected_items",
        2,
        lambda n: chosen_from("multi_static_select", 9, max_selected_items=2, initial_options=options(n)),
    ),
    ("files of a file input", 10, lambda n: modal(asked(element("file_input", max_files=n)))),
    ("lines of a rich text input", 100, lambda n: modal(asked(element("rich_text_input", max_lines=n)))),
    ("label of an input", 2000, lambda n: modal(asked(element("datepicker"), label=plain("x" * n)))),
    ("hint of an input", 2000, lambda n: modal(asked(element("datepicker"), hint=plain("x" * n)))),
    ("title of a modal", 24, lambda n: modal(section(), title=plain("x" * n))),
    ("submit of a modal", 24, lambda n: modal(section(), submit=plain("x" * n))),
    ("close of a modal", 24, lambda n: modal(section(), close=plain("x" * n))),
    ("private_metadata of a modal", 3000, lambda n: modal(section(), private_metadata="x" * n)),
    ("private_metadata of a Home tab", 3000, lambda n: home(section(), private_metadata="x" * n)),
    ("callback_id", 255, lambda n: modal(section(), callback_id="x" * n)),
    ("external_id", 255, lambda n: modal(section(), external_id="x" * n)),
    (
        "alt_text of an image",
        2000,
        lambda n: message({"type": "image", "image_url": "https://x.test/x.png", "alt_text": "x" * n}),
    ),
    ("url of an image", 3000, lambda n: message({"type": "image", "image_url": "x" * n, "alt_text": "x"})),
    (
        "title of an image",
        2000,
        lambda n: message({"type": "image", "image_url": "x", "alt_text": "x", "title": plain("x" * n)}),
    ),
    ("markdown block", 12_000, lambda n: message({"type": "markdown", "text": "x" * n})),
    (
        "markdown in all",
        12_000,
        lambda n: message({"type": "markdown", "text": "x" * 6000}, {"type": "markdown", "text": "x" * (n - 6000)}),
    ),
    ("characters of all blocks", 13_199, lambda n: message(*sections(n, each=1300))),
    ("indent of a rich text list", 8, lambda n: message(bullets(indent=n))),
    ("rows of a table", 100, lambda n: message({"type": "table", "rows": [[CELL]] * n})),
    ("cells of a row", 20, lambda n: message({"type": "table", "rows": [[CELL] * n]})),
    ("tables of a message", 1, lambda n: message(*[{"type": "table", "rows": [[CELL]]}] * n)),
    ("cards of a carousel", 10, lambda n: message(carousel(n))),
    ("text of an alert", 200, lambda n: modal({"type": "alert", "text": plain("x" * n)})),
    (
        "blocks of a container",
        10,
        lambda n: home({"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * n}),
    ),
    ("inputs that take the focus", 1, lambda n: modal(*focused(n))),
]


def rich(*elements: Object) -> Object:
    return {"type": "rich_text", "elements": list(elements)}


def line(*leaves: Object) -> Object:
    return {"type": "rich_text_section", "elements": list(leaves)}


def bullets(**more: Any) -> Object:
    leaf = {"type": "text", "text": "x"}
    return rich({"type": "rich_text_list", "style": "bullet", "elements": [line(leaf)], **more})


@pytest.mark.parametrize(("most", "payload"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_the_most_that_is_allowed_is_accepted_and_one_more_is_refused(most: int, payload: Any) -> None:
    assert faults_of(payload(most)) == []
    assert len(faults_of(payload(most + 1))) == 1


# Each row: what is wrong, the payload, the path its one fault begins with.
WRONG: list[tuple[str, Object, str]] = [
    ("an unknown block", message({"type": "poem"}), "blocks[0].type "),
    ("a block without a type", message({"text": "x"}), "blocks[0].type "),
    ("a block that is no object", message("x"), "blocks[0] "),
    ("a remote file", message({"type": "file", "source": "remote", "external_id": "x"}), "blocks[0].type "),
    ("an unknown key of a block", message(section(colour="red")), "blocks[0].colour "),
    ("an unknown key of an element", message(actions(button(colour="red"))), "blocks[0].elements[0].colour "),
    ("an unknown key of a modal", modal(section(), colour="red"), "colour "),
    ("a submit on Home", home(section(), submit=plain()), "submit "),
    ("a section with nothing", message({"type": "section"}), "blocks[0] "),
    ("a section with empty text", message(section(text=marked(""))), "blocks[0].text.text "),
    ("a section with an empty list of fields", message({"type": "section", "fields": []}), "blocks[0].fields "),
    ("an empty context", message({"type": "context", "elements": []}), "blocks[0].elements "),
    ("an actions block without elements", message(actions()), "blocks[0].elements "),
    ("a modal without blocks", modal(), "blocks "),
    ("a header in mrkdwn", message({"type": "header", "text": marked()}), "blocks[0].text.type "),
    ("a button in mrkdwn", message(actions(button(text=marked()))), "blocks[0].elements[0].text.type "),
    ("an input's label in mrkdwn", modal(asked(element("datepicker"), label=marked())), "blocks[0].label.type "),
    ("emoji on mrkdwn", message(section(text=marked(emoji=True))), "blocks[0].text.emoji "),
    ("verbatim on plain_text", message(section(text=plain(verbatim=True))), "blocks[0].text.verbatim "),
    ("emoji that is no flag", message(section(text=plain(emoji="yes"))), "blocks[0].text.emoji "),
    ("text that is no string", message(section(text=plain(7))), "blocks[0].text.text "),  # type: ignore[arg-type]
    ("text that is a bare string", message(section(text="Words")), "blocks[0].text "),
    (
        "a dialog without a way back",
        message(actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()}))),
        "blocks[0].elements[0].confirm.deny ",
    ),
    ("an unknown style", message(actions(button(style="loud"))), "blocks[0].elements[0].style "),
    ("an empty action_id", message(actions(button(action_id=""))), "blocks[0].elements[0].action_id "),
    ("a text input among buttons", message(actions(element("plain_text_input"))), "blocks[0].elements[0].type "),
    ("a button as an input", modal(asked(button())), "blocks[0].element.type "),
    ("a datetime as an accessory", modal(section(accessory=element("datetimepicker"))), "blocks[0].accessory.type "),
    ("a button in a context", message({"type": "context", "elements": [button()]}), "blocks[0].elements[0].type "),
    ("a file input on Home", home(asked(element("file_input"))), "blocks[0].element.type "),
    (
        "a number input in a message",
        message(asked(element("number_input", is_decimal_allowed=False))),
        "blocks[0].element.type ",
    ),
    ("markdown in a modal", modal({"type": "markdown", "text": "x"}), "blocks[0].type "),
    ("an alert in a message", message({"type": "alert", "text": plain()}), "blocks[0].type "),
    ("an overflow menu without options", message(section(accessory=element("overflow", options=[]))), "blocks[0]."),
    ("a select without options", modal(asked(element("static_select"))), "blocks[0].element "),
    (
        "a select with options and groups",
        chosen_from("static_select", 1, option_groups=[{"label": plain(), "options": options(1)}]),
        "blocks[0].element ",
    ),
    (
        "a mrkdwn option in a menu",
        modal(asked(element("static_select", options=[{"text": marked(), "value": "1"}]))),
        "blocks[0].element.options[0].text.type ",
    ),
    (
        "an option without a value",
        modal(asked(element("static_select", options=[{"text": plain()}]))),
        "blocks[0].element.options[0].value ",
    ),
    (
        "a url outside an overflow menu",
        modal(asked(element("static_select", options=[option(url="https://x.test")]))),
        "blocks[0].element.options[0].url ",
    ),
    (
        "an initial option that is not offered",
        chosen_from("static_select", 2, initial_option=option("Other", "9")),
        "blocks[0].element.initial_option ",
    ),
    (
        "an initial option in other words",
        chosen_from("radio_buttons", 2, initial_option=option("option 0", "0")),
        "blocks[0].element.initial_option ",
    ),
    (
        "initial options that are not offered",
        chosen_from("checkboxes", 2, initial_options=[option("Other", "9")]),
        "blocks[0].element.initial_options ",
    ),
    ("nothing to be selected", modal(asked(element("multi_users_select", max_selected_items=0))), "blocks[0].element."),
    ("a max_length of nothing", written(max_length=0), "blocks[0].element.max_length "),
    ("a min_length below nothing", written(min_length=-1), "blocks[0].element.min_length "),
    ("a length that is a flag", written(max_length=True), "blocks[0].element.max_length "),
    (
        "a dispatch on another event",
        written(dispatch_action_config={"trigger_actions_on": ["on_sigh"]}),
        "blocks[0].element.dispatch_action_config.trigger_actions_on[0] ",
    ),
    ("a number input that does not say if decimal", modal(asked(element("number_input"))), "blocks[0].element.is_dec"),
    ("an input without an element", modal({"type": "input", "label": plain()}), "blocks[0].element "),
    ("an input modal without submit", {k: v for k, v in written().items() if k != "submit"}, "submit "),
    ("an image without alt_text", message({"type": "image", "image_url": "x"}), "blocks[0].alt_text "),
    ("an image without a source", message({"type": "image", "alt_text": "x"}), "blocks[0] "),
    (
        "a filter that filters nothing",
        modal(asked(element("conversations_select", filter={}))),
        "blocks[0].element.filter ",
    ),
    (
        "a filter for another kind of conversation",
        modal(asked(element("conversations_select", filter={"include": ["pigeon"]}))),
        "blocks[0].element.filter.include[0] ",
    ),
    ("two blocks of one id", message(section(block_id="a"), section(block_id="a")), "blocks[1].block_id "),
    ("two buttons of one action_id in a block", message(actions(button(), button())), "blocks[0] "),
    ("an empty rich text", message(rich()), "blocks[0].elements "),
    ("a rich text with loose leaves", message(rich({"type": "text", "text": "x"})), "blocks[0].elements[0].type "),
    ("an empty leaf", message(rich(line({"type": "text", "text": ""}))), "blocks[0].elements[0].elements[0].text "),
    ("an unknown leaf", message(rich(line({"type": "poem"}))), "blocks[0].elements[0].elements[0].type "),
    (
        "an unknown style of a leaf",
        message(rich(line({"type": "text", "text": "x", "style": {"loud": True}}))),
        "blocks[0].elements[0].elements[0].style.loud ",
    ),
    ("an unknown style of a list", message(bullets(style="numbers")), "blocks[0].elements[0].style "),
    (
        "a mention in preformatted text",
        message(rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]})),
        "blocks[0].elements[0].elements[0].type ",
    ),
    (
        "a broadcast to nobody known",
        message(rich(line({"type": "broadcast", "range": "planet"}))),
        "blocks[0].elements[0].elements[0].range ",
    ),
    ("a fault in an attachment", message(attachments=[{"blocks": [section(x=1)]}]), "attachments[0].blocks[0].x "),
    ("blocks that are no list", {"text": "x", "blocks": "[]"}, "blocks "),
    ("a modal's type", {**modal(section()), "notify_on_close": "yes"}, "notify_on_close "),
    ("a modal without a title", {"type": "modal", "blocks": [section()]}, "title "),
    ("a card with nothing on it", message({"type": "card"}), "blocks[0] "),
]


@pytest.mark.parametrize(("payload", "path"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_slack_refuses_is_one_sentence_that_begins_with_its_path(payload: Object, path: str) -> None:
    faults = faults_of(payload)
    assert len(faults) == 1, faults
    assert faults[0].startswith(path)
    assert faults[0].endswith(".")


RIGHT: list[tuple[str, Object]] = [
    ("the least of everything in a message", message(actions(button(value="")), text="", attachments=[])),
    (
        "the least of everything in a view",
        modal(
            asked(element("plain_text_input", min_length=0, max_length=1), block_id="a"),
            asked(element("rich_text_input", min_lines=1, max_lines=1), block_id="b"),
            asked(element("file_input", max_files=1), block_id="c"),
            asked(element("multi_users_select", max_selected_items=1), block_id="d"),
            asked(element("datetimepicker", initial_date_time=1_000_000_000), block_id="e"),
            asked(element("timepicker", initial_time="23:00"), block_id="f"),
            asked(element("timepicker", initial_time="00:00"), block_id="g"),
            asked(element("multi_external_select", min_query_length=0), block_id="h"),
            asked(element("plain_text_input", min_length=3000), block_id="i"),
            private_metadata="",
            callback_id="",
            external_id="",
        ),
    ),
    ("the least of everything at Home", home(section(), private_metadata="", callback_id="", external_id="")),
    (
        "the least of everything in rich text",
        message(
            bullets(indent=0, offset=0, border=0),
            rich(line(), {"type": "rich_text_quote", "elements": []}),
            rich({"type": "rich_text_preformatted", "elements": []}),
            rich(line({"type": "date", "timestamp": 0, "format": "{date}"})),
            rich(line({"type": "emoji", "name": "wave", "skin_tone": 1})),
        ),
    ),
    (
        "the least of a table with pages",
        message({"type": "data_table", "caption": "x", "rows": [[CELL]], "page_size": 1, "row_header_column_index": 0}),
    ),
    ("a message without blocks", {"text": "Words"}),
    ("a message with what else a method takes", message(section(), channel="C1", metadata={}, unfurl_links=False)),
    ("buttons of one action_id in two blocks", message(actions(button()), actions(button()))),
    ("a section of fields alone", message({"type": "section", "fields": [plain(), marked()]})),
    ("a text input on Home", home(asked(element("plain_text_input", initial_value="")))),
    ("an input in a message", message(asked(element("plain_text_input")))),
    (
        "every leaf of a rich text",
        message(
            rich(
                line(
                    {"type": "text", "text": "x", "style": {"bold": True, "italic": False}},
                    {"type": "link", "url": "https://x.test", "text": "x"},
                    {"type": "emoji", "name": "wave"},
                    {"type": "user", "user_id": "U1", "style": {"bold": True}},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "usergroup", "usergroup_id": "S1"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "color", "value": "#F405B3"},
                    {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "fallback": "x"},
                ),
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}], "border": 1},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
            )
        ),
    ),
    (
        "every kind of input in a modal",
        modal(
            *[
                asked(inner, block_id=f"b{number}", optional=True)
                for number, inner in enumerate(
                    [
                        element("datepicker", initial_date="2026-11-21", placeholder=plain()),
                        element("timepicker", initial_time="09:05", timezone="Europe/Madrid"),
                        element("datetimepicker", initial_date_time=1628633820),
                        element("number_input", is_decimal_allowed=True, min_value="-1.5", initial_value="0"),
                        element("email_text_input"),
                        element("url_text_input"),
                        element("rich_text_input"),
                        element("file_input", filetypes=["pdf"]),
                        element("users_select", initial_user="U1"),
                        element("multi_users_select", initial_users=["U1"]),
                        element("channels_select", response_url_enabled=True),
                        element("multi_channels_select"),
                        element("conversations_select", filter={"include": ["public"]}),
                        element("multi_conversations_select", default_to_current_conversation=True),
                        element("external_select", min_query_length=0),
                        element("multi_external_select"),
                        element("radio_buttons", options=[{"text": marked(), "value": "1"}]),
                        element("checkboxes", options=options(2), initial_options=options(2)),
                        element(
                            "static_select",
                            option_groups=[{"label": plain(), "options": options(2)}],
                            initial_option=options(2)[1],
                        ),
                    ]
                )
            ]
        ),
    ),
    (
        "the younger blocks of a message",
        message(
            {"type": "table", "rows": [[CELL]], "column_settings": [None, {}]},
            {"type": "plan", "title": "x", "tasks": [TASK]},
            {
                "type": "context_actions",
                "elements": [
                    element(
                        "feedback_buttons",
                        positive_button={"text": plain(), "value": "+"},
                        negative_button={"text": plain(), "value": "-"},
                    )
                ],
            },
        ),
    ),
]


@pytest.mark.parametrize("payload", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_what_slack_takes_has_no_fault(payload: Object) -> None:
    assert faults_of(payload) == []


ACCEPTED = [*RIGHT, *[(name, payload(most)) for name, most, payload in LIMITS]]


@pytest.mark.parametrize("payload", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_nothing_passes_that_slacks_own_python_models_refuse(payload: Object) -> None:
    if "type" in payload:
        View(**payload).validate_json()
    known = [block for block in Block.parse_all(payload.get("blocks", [])) if block is not None]
    for block in known:
        block.to_dict()  # checks itself; raises SlackObjectFormationError


@pytest.mark.parametrize("day", ["2026-02-30", "26-02-01", "2026-2-1", "20260201", "tomorrow", 20260201])
def test_an_initial_date_is_a_day_that_exists(day: Any) -> None:
    assert faults_of_element(element("datepicker", initial_date=day)) == [
        "blocks[0].element.initial_date must be a date written as YYYY-MM-DD."
    ]


@pytest.mark.parametrize("time", ["24:00", "9:00", "09:60", "0900", 900])
def test_an_initial_time_is_a_time_of_day(time: Any) -> None:
    assert faults_of_element(element("timepicker", initial_time=time)) == [
        "blocks[0].element.initial_time must be written as HH:mm, from 00:00 to 23:59."
    ]


@pytest.mark.parametrize("moment", [999_999_999, 10_000_000_000, "1628633820", 1628633820.0])
def test_an_initial_date_and_time_has_ten_digits(moment: Any) -> None:
    (fault,) = faults_of_element(element("datetimepicker", initial_date_time=moment))
    assert fault.startswith("blocks[0].element.initial_date_time ")


@pytest.mark.parametrize(
    "numbers",
    [
        {"initial_value": "1.5"},
        {"initial_value": "one"},
        {"initial_value": 1},
        {"min_value": "3", "max_value": "2"},
        {"min_value": "3", "initial_value": "2"},
        {"max_value": "3", "initial_value": "4"},
    ],
)
def test_the_numbers_of_a_number_input_agree(numbers: Object) -> None:
    (fault,) = faults_of_element(element("number_input", is_decimal_allowed=False, **numbers))
    assert fault.startswith("blocks[0].element.")


def test_a_fault_names_the_path_the_count_and_the_limit() -> None:
    assert faults_of(message(section(), section(text=marked("x" * 3001)))) == [
        "blocks[1].text.text has 3001 characters, at most 3000 are allowed."
    ]


def test_every_fault_is_named_not_just_the_first() -> None:
    faults = faults_of(message(section(text=marked("")), {"type": "poem"}, section(block_id="x" * 256)))
    assert [fault.split(" ")[0] for fault in faults] == ["blocks[0].text.text", "blocks[1].type", "blocks[2].block_id"]


def test_a_view_of_more_than_250_kilobytes_is_refused() -> None:
    # Characters beyond ASCII take more bytes: 100 sections of 2,000 stay within every other limit.
    assert faults_of(modal(*[section(text=plain("é" * 1200))] * 100)) == []
    (fault,) = faults_of(modal(*[section(text=plain("é" * 1300))] * 100))
    assert fault.endswith("bytes, at most 250000 are allowed.")


def test_another_surface_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="'sky'"):
        block_faults("sky", {})


WORDS = ["type", "text", "blocks", "elements", "accessory", "options", "initial_option", "element", "fields", "value"]
KINDS = ["section", "input", "actions", "rich_text", "static_select", "button", "plain_text", "mrkdwn", "number_input"]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(KINDS),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=25,
)


@given(st.sampled_from(["message", "modal", "home"]), st.dictionaries(st.sampled_from(WORDS), ANYTHING))
@settings(deadline=None, max_examples=200)
def test_whatever_an_app_sends_gets_sentences_and_no_crash(surface: str, payload: Object) -> None:
    faults = block_faults(surface, payload)
    assert all(fault.endswith(".") for fault in faults)
    assert faults or surface == "message"


def test_deeply_nested_rubbish_is_refused_without_a_crash() -> None:
    deep = json.loads('{"type": "section", "text": ' * 300 + '"x"' + "}" * 300)
    assert len(faults_of(message(deep))) == 1
