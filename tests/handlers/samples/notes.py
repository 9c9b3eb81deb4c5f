"""A note in a message and in a form, where another one stood before."""

from __future__ import annotations

from bot.mentoring.refusals import Refusal
from handlers.slack.incoming import MessagePlace, ViewPlace
from handlers.slack.views import notes
from handlers.slack.views.blocks import actions, button, message, modal, section
from handlers.slack.views.refusals import refusal_message

PRESSED = actions(button("Open the plan", "plan.open", "pair:41"), id="b1")
ASKED = message("Your plan is ready.", section("Your plan is ready."), PRESSED)


def refused(say):
    return refusal_message(Refusal("action_plan.three_goals"), say)


def in_message(say):
    place = MessagePlace("D1", "1.1", text=ASKED.text, blocks=ASKED.blocks)
    once = notes.in_message(refused(say), place, "b1")
    return notes.in_message(refused(say), MessagePlace("D1", "1.1", text=once.text, blocks=once.blocks), "b1")


def in_view(say):
    form = modal("plan", title="Your plan", close="Close", blocks=ASKED.blocks)
    once = notes.in_view(refused(say), ViewPlace("V1", "h", "plan", "", content=form), "b1")
    return notes.in_view(refused(say), ViewPlace("V1", "h", "plan", "", content=once), "b1")


SAMPLES = {"in_message": [in_message], "in_view": [in_view]}
