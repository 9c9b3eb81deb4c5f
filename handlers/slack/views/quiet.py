"""That the companion is quiet, until when, and how to end it."""

from __future__ import annotations

from bot.usecases.quiet import Pause
from handlers.slack.show import Message
from handlers.slack.views.blocks import context, message, section
from handlers.slack.views.wording import Wording


def pause(values: Pause, say: Wording) -> Message:
    """The answer to a pause begun or ended."""
    if values.until is None:
        return message(
            say.plain("quiet.awake.text"),
            section(say.mrkdwn("quiet.awake.title")),
            context(say.mrkdwn("quiet.awake.note")),
        )
    return message(
        say.plain("quiet.paused.text", day=values.until),
        section(say.mrkdwn("quiet.paused.title", day=values.until)),
        context(say.mrkdwn("quiet.paused.note")),
    )
