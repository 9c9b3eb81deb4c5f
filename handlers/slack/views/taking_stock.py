"""The questions for a conversation about how two people are doing (field guide, S2.refine, S2.limits, M.evaluate, Z)."""

from __future__ import annotations

from bot.usecases.stages import TakingStock
from handlers.slack.show import View
from handlers.slack.views.blocks import actions, bullets, button, context, modal, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "stock"
QUESTIONS = ("done", "goals", "lead", "limits", "meetings", "ahead")
DELICATE = {"limits"}
"""Left out where the mentor manages or grades the mentee (section 14)."""


def build(values: TakingStock, say: Wording) -> View:
    """Open questions for both."""
    asked = [each for each in QUESTIONS if not (values.mentorship.power and each in DELICATE)]
    pair = f"pair:{values.mentorship.id}"
    return modal(
        CALLBACK_ID,
        title=say.plain("stages.guide.title"),
        close=say.plain("stages.guide.close"),
        blocks=[
            section(say.mrkdwn("stages.guide.lead")),
            bullets(*(say.plain(f"stages.guide.questions.{each}") for each in asked)),
            actions(
                button(say.plain("stages.stock.find"), "meet.open", pair),
                button(say.plain("stages.guide.plan"), "plan.open", pair),
                button(say.plain("stages.guide.agreement"), "agreement.open", pair),
            ),
            context(say.mrkdwn("stages.guide.after")),
        ],
    )
