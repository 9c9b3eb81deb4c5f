"""What forms have in common that can be left and come back to: *Keep for later*, and what was kept in their fields."""

from __future__ import annotations

import json
from typing import Any

from bot.mentoring.drafts import Written
from bot.mentoring.mentorship import MentorshipId
from handlers.slack.incoming import State, ViewPlace
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, asked_first, button, context, modal, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "kept"
PAIR, PAGE = "pair", "draft"
"""Where a form says in its metadata whose it is, and the name of its page."""
NOTED = "draft.note"
"""The action of an input that is kept as it is changed."""
MOST = 3000
"""Characters that Slack lets into an input. What was kept may be longer than what can be sent, which is said at sending."""


def leaves(say: Wording, mentorship: MentorshipId, *beside: Block, at_once: bool = False) -> list[Block]:
    """The way to leave a form and keep what stands in it, with other buttons `beside` it, and that nobody else sees it.
    `at_once`: its inputs are kept as they are changed."""
    keep = button(say.plain("drafts.keep"), "draft.keep", f"pair:{mentorship}")
    return [actions(*beside, keep), context(say.mrkdwn(f"drafts.{'at_once' if at_once else 'private'}"))]


def taken_up(form: View, say: Wording, *, mentorship: MentorshipId, page: str, draft: Written | None) -> View:
    """The form with what was kept of it in its fields, where something was; it knows which page it is."""
    metadata = {**json.loads(form["private_metadata"]), PAIR: mentorship, PAGE: page}
    blocks = form["blocks"]
    if draft is not None:
        taken_up = section(say.mrkdwn("drafts.taken_up"), accessory=_discards(say, mentorship))
        blocks = [taken_up, *(_filled(each, draft) for each in blocks)]
    return {**form, "blocks": blocks, "private_metadata": json.dumps(metadata, sort_keys=True)}


def _discards(say: Wording, mentorship: MentorshipId) -> Block:
    return asked_first(
        button(say.plain("drafts.discard"), "draft.discard", f"pair:{mentorship}"),
        title=say.plain("drafts.discard_title"),
        text=say.plain("drafts.discard_ask"),
        confirm=say.plain("drafts.discard"),
        deny=say.plain("drafts.keep"),
    )


def _filled(block: Block, draft: Written) -> Block:
    kept = draft.get(block.get("block_id", ""))
    if block["type"] != "input" or kept is None:
        return block
    element: dict[str, Any] = {
        name: value for name, value in block["element"].items() if not name.startswith("initial_")
    }
    words, values = (kept, {kept}) if isinstance(kept, str) else ("", set(kept))
    if element["type"] == "plain_text_input":
        longest = MOST if len(words) > element["max_length"] else element["max_length"]
        return {
            **block,
            "element": element | {"max_length": longest} | ({"initial_value": words[:MOST]} if words else {}),
        }
    chosen = [each for each in element["options"] if each["value"] in values]
    if chosen and element["type"] == "checkboxes":
        element["initial_options"] = chosen
    elif chosen:
        element["initial_option"] = chosen[0]
    return {**block, "element": element}


def page_of(place: ViewPlace) -> tuple[MentorshipId, str]:
    """Whose form this is, and the name of its page."""
    return MentorshipId(int(place.carried[PAIR])), str(place.carried[PAGE])


def written_in(values: State) -> Written:
    """All that stands in a form by now."""
    return {block: values.anything(block) for block in values.blocks}


def kept(say: Wording) -> View:
    """What a form gives way to: that it is kept, and for how long."""
    return _note("kept", say)


def discarded(say: Wording) -> View:
    """What a form gives way to: that nothing of it is kept any more."""
    return _note("discarded", say)


def _note(what: str, say: Wording) -> View:
    return modal(
        CALLBACK_ID,
        title=say.plain(f"drafts.{what}_title"),
        close=say.plain("refusals.understood"),
        blocks=[section(say.mrkdwn(f"drafts.{what}"))],
    )
