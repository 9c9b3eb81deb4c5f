"""A tip: one thing to try, and why it comes today."""

from __future__ import annotations

from bot.usecases.tips import TipGiven
from handlers.slack.show import Message
from handlers.slack.views.blocks import context, message, section
from handlers.slack.views.wording import Wording


def tip(values: TipGiven, say: Wording) -> Message:
    """To a mentor, on the day of their questions."""
    lead = say.plain("tipping.tip.lead", mentee=values.mentee)
    why = say.plain("tipping.tip.why")
    return message(
        f"{lead} {values.tip.text} {why}",
        section(f"{say.mrkdwn('tipping.tip.lead', mentee=values.mentee)}\n{values.tip.text}"),
        context(say.mrkdwn("tipping.tip.why")),
    )


MESSAGES = {"tips.tip": tip}
