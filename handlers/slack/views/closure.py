"""Leaving: the form with the very sentence the other will read, what follows it, and that sentence itself."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.mentoring import cadence
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.closure import Farewell, Told
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, Message, View
from handlers.slack.views.blocks import actions, button, context, message, modal, section
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "close.confirm"
TAKEN_BACK = "close.taken_back"


def build(farewell: Farewell, say: Wording) -> View:
    """The one confirmation: who reads what, on which day of theirs."""
    return modal(
        CALLBACK_ID,
        title=say.plain("closure.modal.title"),
        submit=say.plain("closure.modal.submit"),
        close=say.plain("closure.modal.close"),
        blocks=[
            section(say.mrkdwn("closure.modal.when", day=_day(farewell), readers=farewell.readers)),
            _sentence(farewell, say),
            section(say.mrkdwn("closure.modal.until")),
            context(say.mrkdwn("closure.modal.kept")),
        ],
        metadata={"pair": farewell.mentorship, "shown": int(farewell.told_at.timestamp())},
    )


def read(submission: Submission) -> tuple[MentorshipId, datetime]:
    """Which mentorship, and the moment that was shown."""
    carried = submission.metadata
    return MentorshipId(int(carried["pair"])), datetime.fromtimestamp(int(carried["shown"]), UTC)


def asked(farewell: Farewell, say: Wording) -> View:
    """It has been asked for and can be taken back."""
    take_back = button(say.plain("closure.asked.take_back"), "close.take_back", f"pair:{farewell.mentorship}")
    return modal(
        "close.asked",
        title=say.plain("closure.asked.title"),
        close=say.plain("closure.asked.close"),
        blocks=[
            section(say.mrkdwn("closure.asked.when", day=_day(farewell), readers=farewell.readers)),
            _sentence(farewell, say),
            section(say.mrkdwn("closure.asked.until")),
            actions(take_back),
        ],
    )


def taken_back(farewell: Farewell, say: Wording) -> View:
    """It goes on."""
    return modal(
        TAKEN_BACK,
        title=say.plain("closure.taken_back.title"),
        close=say.plain("closure.taken_back.close"),
        blocks=[
            section(say.mrkdwn("closure.taken_back.text", readers=farewell.readers)),
            *([_still_stopped(farewell, say)] if farewell.stopped else []),
        ],
    )


def _still_stopped(farewell: Farewell, say: Wording) -> Block:
    again = button(say.plain("quiet.help.resume"), "helpme.resume", f"pair:{farewell.mentorship}")
    return section(say.mrkdwn("closure.taken_back.stopped"), accessory=again)


def told(values: Told, say: Wording) -> Message:
    """What the others read, word for word as it was shown."""
    leaver = values.leaver.first_name
    return message(
        say.plain("closure.sentence.text", leaver=leaver), section(say.mrkdwn("closure.sentence.text", leaver=leaver))
    )


def _sentence(farewell: Farewell, say: Wording) -> dict[str, object]:
    return section("> " + say.mrkdwn("closure.sentence.text", leaver=farewell.leaver.first_name))


def _day(farewell: Farewell) -> str:
    return english.long_day(cadence.local(farewell.told_at, farewell.reader_zone).date())


MESSAGES = {"closure.told": told}
