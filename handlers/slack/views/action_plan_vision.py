"""The form of the vision."""

from __future__ import annotations

from bot.mentoring.action_plan import VISION, Vision
from bot.usecases.action_plan import PlanSeen
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.action_plan import partners, to_mentee
from handlers.slack.views.blocks import context, field, modal, section, text_input, typed
from handlers.slack.views.wording import Wording

CALLBACK_ID = "vision.save"


def build(seen: PlanSeen, say: Wording, *, below: str = "", written: str = "", theirs: Vision | None = None) -> View:
    """The form. `theirs`: what was saved while somebody wrote `written`; `below`: the plan's modal under this one."""

    def t(key: str) -> str:
        return say.plain(f"action_plan.vision_form.{key}")

    hint = "hint_power" if seen.mentorship.power else "hint"
    vision = theirs or seen.plan.vision
    input = text_input(
        max_length=VISION,
        initial=written or vision.statement,
        multiline=True,
        placeholder=t("placeholder"),
        focus=True,
    )
    blocks = [
        field("vision", to_mentee(seen, say, "action_plan.vision_form.vision"), input, hint=t(hint)),
        context(say.mrkdwn("action_plan.vision_form.shared", names=partners(seen))),
    ]
    if theirs is not None:
        blocks = [section(say.mrkdwn("action_plan.meanwhile.text")), typed(theirs.statement), *blocks]
    return modal(
        CALLBACK_ID,
        title=t("title"),
        submit=t("submit"),
        close=t("close"),
        blocks=blocks,
        metadata={"pair": seen.mentorship.id, "revision": vision.revision, "below": below},
    )


def read(submission: Submission) -> str:
    """What was written."""
    return submission.values.text("vision")
