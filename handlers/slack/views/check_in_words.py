"""The form for a few words beside an answer."""

from __future__ import annotations

from typing import NamedTuple

from bot.mentoring import follow_ups
from bot.mentoring.check_ins import LONGEST_WORDS, CheckInId
from bot.usecases.check_ins import Asked
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import context, field, modal, section, text_input
from handlers.slack.views.check_ins import titled, which, who_sees
from handlers.slack.views.wording import Wording

CALLBACK_ID = "checkin.add"


class Given(NamedTuple):
    """What was written beside the answer `value`. `changing` and `hook` as in the form of the answer itself."""

    check_in: CheckInId
    value: str
    words: str
    changing: bool
    hook: str


def build(asked: Asked, say: Wording, *, value: str, changing: bool = False, hook: str = "") -> View:
    """The form, with the words that are there already; to leave it empty is fine."""
    check_in, asks = asked.check_in, asked.question
    element = text_input(max_length=LONGEST_WORDS, initial=check_in.words or "", multiline=True, focus=True)
    following = follow_ups.asked(check_in, asks, value)
    return modal(
        CALLBACK_ID,
        title=say.plain("checking_in.follow_up.title"),
        submit=say.plain("checking_in.follow_up.submit"),
        close=say.plain("checking_in.follow_up.close"),
        blocks=[
            section(titled(asked, say)),
            field("words", following, element, hint=say.plain("checking_in.follow_up.hint"), optional=True),
            context(which(asked, say) + say.mrkdwn(f"checking_in.{who_sees(asks)}.kept", others=asked.others)),
        ],
        metadata={"check_in": check_in.id, "value": value, "changing": changing, "hook": hook},
    )


def read(submission: Submission) -> Given:
    """What was written."""
    carried = submission.metadata
    return Given(
        check_in=CheckInId(int(carried["check_in"])),
        value=str(carried["value"]),
        words=submission.values.text("words"),
        changing=bool(carried["changing"]),
        hook=str(carried["hook"]),
    )
