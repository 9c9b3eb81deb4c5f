"""The form of the vision."""

from __future__ import annotations

from bot.mentoring.action_plan import VISION, Vision
from bot.mentoring.drafts import Written
from bot.mentoring.thoughts import Subject
from bot.usecases.action_plan import PlanSeen
from bot.usecases.thoughts import Alone
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views import drafts
from handlers.slack.views.action_plan import partners, to_mentee
from handlers.slack.views.blocks import button, context, field, modal, section, text_input, typed
from handlers.slack.views.wording import Wording

CALLBACK_ID = "vision.save"
PAGE = Subject.VISION.value


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
    vision, draft = theirs or seen.plan.vision, None if theirs else seen.drafts.get(PAGE)
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
    guide = [_guide(seen, alone, say)] if seen.me.id == seen.mentorship.mentee.id else []
    blocks[-1:-1] = drafts.leaves(say, seen.mentorship.id, *guide)
    if alone is not None:
        blocks = [*_on_the_way(alone, draft, say), *blocks]
    if vision.statement and theirs is None and (alone or (draft and vision.statement not in draft.values())):
        blocks = [context(say.mrkdwn("thoughts.vision.stands_now")), typed(vision.statement), *blocks]
    if theirs is not None:
        blocks = [section(say.mrkdwn("action_plan.meanwhile.text")), typed(theirs.statement), *blocks]
    form = modal(
        CALLBACK_ID,
        title=t("title"),
        submit=t("submit"),
        close=t("close"),
        blocks=blocks,
        metadata={"revision": vision.revision, "below": below, "guided": alone is not None},
    )
    return drafts.taken_up(form, say, mentorship=seen.mentorship.id, page=PAGE, draft=draft)


def _guide(seen: PlanSeen, alone: Alone | None, say: Wording) -> Block:
    begun = any(each.subject is Subject.VISION for each in seen.thoughts) or any(
        page.startswith(f"{PAGE}:") for page in seen.drafts
    )
    word = "again" if alone is not None else "go_on" if begun else "open"
    return button(say.plain(f"thoughts.vision.{word}"), "vision.guide", f"pair:{seen.mentorship.id}")


def _on_the_way(alone: Alone, draft: Written | None, say: Wording) -> list[Block]:
    """What the text was made of, where another one was kept."""
    parts = [alone.words(part) for part in alone.order if alone.words(part)] if draft is not None else []
    if not parts:
        return [section(say.mrkdwn("thoughts.vision.finish_lead"))]
    begun = section(say.mrkdwn("thoughts.vision.finish_begun"))
    return [begun, context(say.mrkdwn("thoughts.vision.finish")), typed("\n".join(parts))]


def read(submission: Submission) -> str:
    """What was written."""
    return submission.values.text("vision")
