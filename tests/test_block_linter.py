"""Each rule of the block linter can fire, and what the house allows passes."""

from typing import Any

import pytest

from tests.block_linter import lint

Object = dict[str, Any]


def mrkdwn(text: str) -> Object:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def plain(text: str, **more: Any) -> Object:
    return {"type": "plain_text", "text": text, **more}


def button(text: str, **more: Any) -> Object:
    return {"type": "button", "text": plain(text), "action_id": f"go.{len(more)}.{text}", **more}


def actions(*buttons: Object) -> Object:
    return {"type": "actions", "elements": [{**one, "action_id": f"go{n}"} for n, one in enumerate(buttons)]}


def message(*blocks: Object, text: str = "How did it go?") -> Object:
    return {"text": text, "blocks": list(blocks)}


def asked(number: int, **more: Any) -> Object:
    element = {"type": "plain_text_input", "action_id": "value", "max_length": 300}
    return {"type": "input", "block_id": f"asked{number}", "label": plain("How?"), "element": {**element, **more}}


def modal(*blocks: Object, **more: Any) -> Object:
    return {
        "type": "modal",
        "callback_id": "goal",
        "title": plain("A goal"),
        "submit": plain("Keep"),
        "close": plain("Not now"),
        "blocks": list(blocks),
        **more,
    }


def without(view: Object, key: str) -> Object:
    return {name: one for name, one in view.items() if name != key}


RIGHT = [
    message(
        mrkdwn("*How did it go?*\nThu 19 Nov  ·  _17:00_ for <@U0TOMAS>"),
        mrkdwn("> Said by Q&amp;A.\nRun `/mentor meet` or read <https://x.test/a_b|the *guide>"),
        actions(button("We met", style="primary"), button("Open", accessibility_label="Open the plan"), button("Skip")),
    ),
    modal(*[asked(n) for n in range(7)]),
    {"type": "home", "callback_id": "home", "blocks": [mrkdwn("snake_case and 2*3 are no formatting")]},
]


@pytest.mark.parametrize("payload", RIGHT, ids=["a message", "seven inputs", "a Home tab"])
def test_what_the_house_allows_passes(payload: Object) -> None:
    assert lint(payload.get("type", "message"), payload) == []


ALIKE = button("Open", accessibility_label="Open it")

WRONG: list[tuple[str, Object, str]] = [
    ("what Slack refuses", message({"type": "poem"}), "blocks[0].type "),
    ("no fallback", message(mrkdwn("Words"), text=" "), "text is missing"),
    ("no fallback at all", {"blocks": [mrkdwn("Words")]}, "text is missing"),
    ("bold in the fallback", message(mrkdwn("Words"), text="*Words*"), "text has markup"),
    ("italics in the fallback", message(mrkdwn("Words"), text="so _very_ good"), "text has markup"),
    ("a link in the fallback", message(mrkdwn("Words"), text="Read <https://x.test>"), "text has markup"),
    ("too many words", message(mrkdwn("word " * 61)), "The message has 61 words"),
    ("too long a message", message(mrkdwn("w" * 2999), text="w" * 7001), "The message has 10000 characters"),
    ("two primary buttons", message(actions(button("A", style="primary"), button("B", style="primary"))), "2 buttons"),
    ("a danger button", message(actions(button("End it", style="danger"))), "blocks[0].elements[0].style is danger"),
    ("a button that is cut off", message(actions(button("w" * 31))), "blocks[0].elements[0].text.text has 31"),
    ("buttons that read alike", message(actions(button("Open"), ALIKE)), "blocks[0].elements[0] reads like"),
    ("a button without an id", message({"type": "actions", "elements": [{"type": "button", "text": plain("A")}]}),
     "blocks[0].elements[0].action_id is missing"),
    ("a modal without callback_id", without(modal(asked(1)), "callback_id"), "callback_id is missing"),
    ("a Home tab without callback_id", {"type": "home", "blocks": [mrkdwn("Words")]}, "callback_id is missing"),
    ("a modal without close", without(modal(asked(1)), "close"), "close is missing"),
    ("a submit that says nothing", modal(asked(1), submit=plain("OK")), "submit.text is 'OK'"),
    ("eight inputs", modal(*[asked(n) for n in range(8)]), "The page has 8 inputs"),
    ("an input without block_id", modal(without(asked(1), "block_id")), "blocks[0].block_id is missing"),
    ("a text input without a measure", modal({**asked(1), "element": without(asked(1)["element"], "max_length")}),
     "blocks[0].element.max_length is missing"),
    ("a select without action_id", modal({**asked(1), "element": {"type": "users_select"}}),
     "blocks[0].element.action_id is missing"),
    ("two options of one value", modal({**asked(1), "element": {
        "type": "static_select", "action_id": "value",
        "options": [{"text": plain("A"), "value": "1"}, {"text": plain("B"), "value": "1"}]}}),
     "blocks[0].element offers the value '1' 2 times"),
    ("blank words", message(mrkdwn("  ")), "blocks[0].text is blank"),
    ("an exclamation", message(mrkdwn("Well done!")), "blocks[0].text exclaims"),
    ("an exclamation on a button", message(actions(button("Go!"))), "blocks[0].elements[0].text exclaims"),
    ("an exclamation in the fallback", message(mrkdwn("Words"), text="Hello!"), "text exclaims"),
    ("a word that is not ours", message(mrkdwn("It is just a step")), "blocks[0].text says 'just'"),
    ("an emoji", message(mrkdwn("Done :tada:")), "blocks[0].text has an emoji"),
    ("an emoji as a character", message(mrkdwn("Done 🎉")), "blocks[0].text has an emoji"),
    ("bold that stays open", message(mrkdwn("*Words\nmore*")), "blocks[0].text opens * "),
    ("bold around a space", message(mrkdwn("* Words *")), "blocks[0].text opens * "),
    ("bold that runs into a word", message(mrkdwn("*Words*more")), "blocks[0].text opens * "),
    ("italics that stay open", message(mrkdwn("_Words")), "blocks[0].text opens _ "),
    ("a strike that stays open", message(mrkdwn("~Words")), "blocks[0].text opens ~ "),
    ("code that stays open", message(mrkdwn("`/mentor")), "blocks[0].text opens ` "),
    ("a broadcast", message(mrkdwn("<!channel> Words")), "blocks[0].text has a raw <"),
    ("a raw angle bracket", message(mrkdwn("a < b")), "blocks[0].text has a raw <"),
    ("a raw closing bracket", message(mrkdwn("a > b")), "blocks[0].text has a raw >"),
    ("a raw ampersand", message(mrkdwn("Q&A")), "blocks[0].text has a raw &"),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "begins"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_each_rule_fires_and_says_where(payload: Object, begins: str) -> None:
    faults = lint(payload.get("type", "message"), payload)
    assert any(fault.startswith(begins) for fault in faults), faults


def test_buttons_read_out_alike_are_told_even_with_a_label() -> None:
    assert len(lint("message", message(actions(ALIKE, ALIKE)))) == 2


def test_a_longer_message_and_a_closing_emoji_pass_where_the_caller_allows_them() -> None:
    assert lint("message", message(mrkdwn("word " * 80)), words=80) == []
    assert lint("message", message(mrkdwn("*Seven goals met* :tada:")), emoji=1) == []
    assert lint("message", message(mrkdwn(":tada: Seven goals met")), emoji=1) != []
    assert lint("message", message(mrkdwn("Seven goals :tada: met :tada:")), emoji=1) != []


def test_the_names_of_strange_people_are_none_of_our_words() -> None:
    strange = message(mrkdwn("Meet Just 🎉 Simply! " * 21), actions(button("w" * 31)), text="Meet <@U0TOMAS>!")
    assert len(lint("message", strange)) == 6
    assert lint("message", strange, voice=False) == []
    assert lint("modal", modal({"type": "header", "text": plain("Wow!", emoji=False)}), voice=False) == []
    assert lint("message", message(mrkdwn("*Just")), voice=False) != []


def test_words_on_buttons_are_not_counted() -> None:
    assert lint("message", message(mrkdwn("word " * 60), actions(button("Find a time")))) == []


NASTY = "<b>&*"


@pytest.mark.parametrize(
    ("surface", "payload"),
    [
        ("modal", modal(mrkdwn("He wrote &lt;b&gt;&amp;* there*"))),
        ("modal", modal({"type": "header", "text": plain(NASTY)})),
        ("message", message({"type": "section", "text": plain(NASTY, emoji=False)})),
        ("message", message(mrkdwn("Words"), text=NASTY)),
        (
            "message",
            message(
                {
                    "type": "rich_text",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": NASTY}]}],
                }
            ),
        ),
    ],
    ids=["escaped in mrkdwn", "in a header", "plain in a message", "in a fallback", "rich in a message"],
)
def test_what_people_typed_is_found_where_it_does_not_belong(surface: str, payload: Object) -> None:
    assert any("shows what someone typed" in fault for fault in lint(surface, payload, typed=[NASTY]))


def test_what_people_typed_may_stand_plain_rich_or_in_its_field() -> None:
    view = modal(
        {"type": "section", "text": plain(NASTY, emoji=False)},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": NASTY}]}],
        },
        asked(1, initial_value=NASTY),
    )
    assert lint("modal", view, typed=[NASTY, " "]) == []
