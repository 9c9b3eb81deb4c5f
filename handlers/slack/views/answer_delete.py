"""The second step before an answer is deleted."""

from __future__ import annotations

from bot.mentoring.check_ins import CheckInId
from bot.usecases.check_ins import Asked
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import modal, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "answer.delete"


def build(asked: Asked, say: Wording) -> View:
    """Whether to delete it, and what that means."""
    sure = "sure_shared" if asked.question.shared else "sure"
    return modal(
        CALLBACK_ID,
        title=say.plain("checking_in.delete.title"),
        submit=say.plain("checking_in.delete.submit"),
        close=say.plain("checking_in.delete.close"),
        blocks=[section(say.mrkdwn(f"checking_in.delete.{sure}", others=asked.others))],
        metadata={"check_in": asked.check_in.id},
    )


def read(submission: Submission) -> CheckInId:
    """Which answer."""
    return CheckInId(int(submission.metadata["check_in"]))
