"""The words of a vision, found in three small parts, each on a page of its own."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.thoughts import LONGEST, Subject
from bot.usecases.thoughts import Alone
from handlers.slack.incoming import ViewPlace
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, field, modal, section, text_input
from handlers.slack.views.wording import Wording

CALLBACK_ID = "thoughts.vision"


def build(alone: Alone, part: str, say: Wording, *, below: str = "") -> View:
    """One part, with what was written there before; `below`: the plan's modal under this one."""
    nth = alone.order.index(part) + 1
    input = text_input(
        max_length=LONGEST[Subject.VISION],
        initial=alone.words(part),
        multiline=True,
        placeholder=_t(say, f"{part}_example"),
        focus=True,
    )
    return modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "next"),
        close=_t(say, "close"),
        metadata={"pair": alone.mentorship, "part": part, "below": below},
        blocks=[
            *_lead(nth, say),
            context(say.mrkdwn("thoughts.vision.count", nth=nth, all=len(alone.order))),
            field(f"words_{part}", _t(say, part), input, hint=_t(say, "hint"), optional=True),
            actions(button(_t(say, "keep"), "vision.later", f"pair:{alone.mentorship}")),
            context(say.mrkdwn("thoughts.vision.private", names=alone.mentors)),
            context(say.mrkdwn("thoughts.vision.later")),
        ],
    )


def _lead(nth: int, say: Wording) -> list[Block]:
    if nth > 1:
        return []
    return [section(say.mrkdwn("thoughts.vision.lead", statement=say.plain("thoughts.V.statement")))]


def _t(say: Wording, key: str) -> str:
    return say.plain(f"thoughts.vision.{key}")


def read(page: ViewPlace) -> tuple[MentorshipId, str, str]:
    """Whose, which part, and what is written there by now."""
    part = str(page.carried["part"])
    return MentorshipId(page.carried["pair"]), part, page.values.text(f"words_{part}")
