"""Until when a rhythm rests."""

from __future__ import annotations

from datetime import date, timedelta

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Refusal
from bot.usecases.series import Page
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import context, date_input, field, modal, section
from handlers.slack.views.clocks import names
from handlers.slack.views.wording import Wording

CALLBACK_ID = "series.pause"
SUGGESTED = timedelta(weeks=2)
"""How long a pause is where nothing else is said."""


def build(page: Page, say: Wording) -> View:
    """The day from which it goes on."""
    others = names(page.others)
    return modal(
        CALLBACK_ID,
        title=say.plain("series.pause.title"),
        submit=say.plain("series.pause.submit"),
        close=say.plain("series.pause.close"),
        metadata={"mentorship": page.mentorship},
        blocks=[
            section(say.mrkdwn("series.pause.what", names=others)),
            field("date", say.plain("series.pause.date"), date_input(page.now.date() + SUGGESTED)),
            context(say.mrkdwn("series.pause.told", names=others)),
        ],
    )


def read(submission: Submission) -> tuple[MentorshipId, date]:
    """Which mentorship's, until before which day."""
    day = submission.values.date("date")
    if not day:
        raise Refusal("appointments.no_time", field="date")
    return MentorshipId(submission.metadata["mentorship"]), date.fromisoformat(day)
