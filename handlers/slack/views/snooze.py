"""The form for a pause, or the way out of one."""

from __future__ import annotations

from bot.usecases.quiet import Pause
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views import quiet
from handlers.slack.views.blocks import actions, button, context, date_input, field, modal, option, radio, section
from handlers.slack.views.wording import Wording

CALLBACK_ID = "snooze"
SPANS = {"1 week": "one_week", "2 weeks": "two_weeks", "1 month": "one_month"}


def build(pause: Pause, say: Wording) -> View:
    """For how long, in one choice; a pause that lasts can be ended here."""
    t = say.plain
    blocks = []
    if pause.until is not None:
        blocks = [
            section(say.mrkdwn("quiet.pause.until", day=pause.until)),
            actions(button(t("quiet.pause.off"), "snooze.off", "off")),
        ]
    spans = [option(t(f"quiet.pause.{name}"), span) for span, name in SPANS.items()]
    return modal(
        CALLBACK_ID,
        title=t("quiet.pause.title"),
        submit=t("quiet.pause.submit"),
        close=t("quiet.pause.close"),
        blocks=[
            *blocks,
            field("span", t("quiet.pause.span"), radio(spans, "2 weeks")),
            field("day", t("quiet.pause.day"), date_input(), hint=t("quiet.pause.day_hint"), optional=True),
            context(say.mrkdwn("quiet.pause.note")),
        ],
    )


def done(pause: Pause, say: Wording) -> View:
    """What came of it."""
    return modal(
        "snooze.done",
        title=say.plain("quiet.pause.title"),
        close=say.plain("quiet.pause.done"),
        blocks=quiet.pause(pause, say).blocks,
    )


def read(submission: Submission) -> tuple[str, str]:
    """How long, as people say it, and the input it came from."""
    day = submission.values.date("day")
    return (f"until {day}", "day") if day else (submission.values.choice("span") or "", "span")
