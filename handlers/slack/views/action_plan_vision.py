"""The form of the vision."""

from __future__ import annotations

from bot.mentoring.action_plan import VISION, Vision
from bot.mentoring.thoughts import START, Subject
from bot.usecases.action_plan import PlanSeen
from bot.usecases.thoughts import Alone
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.action_plan import partners, to_mentee
from handlers.slack.views.blocks import actions, button, context, field, modal, section, text_input, typed
from handlers.slack.views.wording import Wording

CALLBACK_ID = "vision.save"


def build(
    seen: PlanSeen,
    say: Wording,
    *,
    below: str = "",
    written: str = "",
    theirs: Vision | None = None,
    alone: Alone | None = None,
) -> View:
    """The form. `theirs`: what was saved while somebody wrote `written`; `below`: the plan's modal under this one; `alone`:
    what the mentee came to step by step."""

    def t(key: str) -> str:
        return say.plain(f"action_plan.vision_form.{key}")

    hint = "hint_power" if seen.mentorship.power else "hint"
    vision = theirs or seen.plan.vision
    input = text_input(
        max_length=VISION,
        initial=written or (alone.whole if alone else "") or vision.statement,
        multiline=True,
        placeholder=t("placeholder"),
        focus=True,
    )
    blocks = [
        field("vision", to_mentee(seen, say, "action_plan.vision_form.vision"), input, hint=t(hint)),
        context(say.mrkdwn("action_plan.vision_form.shared", names=partners(seen))),
    ]
    if seen.me.id == seen.mentorship.mentee.id:
        blocks.insert(-1, actions(_guide(seen, alone, say)))
    if alone is not None:
        blocks = [*_on_the_way(alone, vision, say), *blocks]
    if theirs is not None:
        blocks = [section(say.mrkdwn("action_plan.meanwhile.text")), typed(theirs.statement), *blocks]
    return modal(
        CALLBACK_ID,
        title=t("title"),
        submit=t("submit"),
        close=t("close"),
        blocks=blocks,
        metadata={"pair": seen.mentorship.id, "revision": vision.revision, "below": below, "guided": alone is not None},
    )


def _guide(seen: PlanSeen, alone: Alone | None, say: Wording) -> Block:
    begun = any(each.subject is Subject.VISION for each in seen.thoughts)
    word = "again" if alone is not None else "go_on" if begun else "open"
    return button(say.plain(f"thoughts.vision.{word}"), "vision.guide", f"pair:{seen.mentorship.id}")


def _on_the_way(alone: Alone, vision: Vision, say: Wording) -> list[Block]:
    """What the text was made of, where it isn't the text itself; and what it would take the place of."""
    parts = [alone.words(part) for part in alone.order if alone.words(part)] if alone.words(START) else []
    lead = "finish_begun" if parts else "finish_lead"
    blocks = [section(say.mrkdwn(f"thoughts.vision.{lead}"))]
    if parts:
        blocks += [context(say.mrkdwn("thoughts.vision.finish")), typed("\n".join(parts))]
    if vision.statement:
        blocks += [context(say.mrkdwn("thoughts.vision.stands_now")), typed(vision.statement)]
    return blocks


def read(submission: Submission) -> str:
    """What was written."""
    return submission.values.text("vision")
