"""The form in which a question is answered in words, or an answer is changed."""

from __future__ import annotations

from typing import NamedTuple

from bot.mentoring.check_ins import LONGEST_WORDS, CheckInId
from bot.mentoring.questions import Answered
from bot.usecases.check_ins import Asked
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import context, field, modal, option, radio, section, text_input
from handlers.slack.views.check_ins import which, who_sees
from handlers.slack.views.wording import Wording

CALLBACK_ID = "checkin.words"


class Given(NamedTuple):
    """What was filled in. `changing` where the form lay in *My answers*; `hook` answers the message it was opened from,
    where that is seen by one person alone and can be reached in no other way."""

    check_in: CheckInId
    choice: str | None
    words: str
    changing: bool
    hook: str


def build(asked: Asked, say: Wording, *, changing: bool = False, hook: str = "") -> View:
    """The form, with the answer that is there already."""
    asks, check_in = asked.question, asked.check_in
    if asks.answered is Answered.WORDS:
        hint = say.plain("checking_in.form.hint")
        element = text_input(max_length=LONGEST_WORDS, initial=check_in.words or "", multiline=True, focus=True)
    else:
        hint = ""
        element = radio([option(each.text, each.value) for each in asks.options], check_in.choice)
    return modal(
        CALLBACK_ID,
        title=say.plain("checking_in.form.title"),
        submit=say.plain("checking_in.form.submit"),
        close=say.plain("checking_in.form.close"),
        blocks=[
            *([section(say.mrkdwn("checking_in.message.goal", goal=asked.goal))] if asked.goal else []),
            field("answer", asks.text, element, hint=hint),
            context(which(asked, say) + say.mrkdwn(f"checking_in.{who_sees(asks)}.kept", others=asked.others)),
        ],
        metadata={"check_in": check_in.id, "changing": changing, "hook": hook},
    )


def read(submission: Submission) -> Given:
    """What was filled in."""
    carried, values = submission.metadata, submission.values
    return Given(
        check_in=CheckInId(int(carried["check_in"])),
        choice=values.choice("answer"),
        words=values.text("answer"),
        changing=bool(carried["changing"]),
        hook=str(carried["hook"]),
    )
