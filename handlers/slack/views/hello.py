"""A hand for a pair: the coordinator's form, and the hello as it is passed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.mentoring.hello import LONGEST
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.hello import Offer, PassedOn
from handlers.slack.incoming import Submission
from handlers.slack.show import Message, View
from handlers.slack.views.blocks import context, field, message, modal, section, text_input, typed
from handlers.slack.views.wording import Wording, unmarked
from prompts import english

CALLBACK_ID = "pair.offer"


def build(offer: Offer, say: Wording) -> View:
    """A short hello, begun already."""
    t = say.plain
    who = say.mrkdwn(
        "hello.modal.who",
        names=english.listed([offer.mentee.full_name, offer.mentor.full_name]),
        stage=t(f"process.{offer.stage}.name"),
        day=english.short_day(offer.introduced),
    )
    begun = t("hello.modal.initial", names=english.listed([offer.mentee.first_name, offer.mentor.first_name]))
    return modal(
        CALLBACK_ID,
        title=t("hello.modal.title"),
        submit=t("hello.modal.submit"),
        close=t("hello.modal.close"),
        metadata={"mentorship": offer.mentorship, "opened": int(offer.opened.timestamp())},
        blocks=[
            section(who),
            field("note", t("hello.modal.note"), text_input(max_length=LONGEST, initial=begun, multiline=True)),
            context(say.mrkdwn("hello.modal.passed_on")),
        ],
    )


def read(submission: Submission) -> tuple[MentorshipId, str, datetime]:
    """Which pair, the words, and when the form was opened."""
    carried = submission.metadata
    opened = datetime.fromtimestamp(carried["opened"], UTC)
    return MentorshipId(carried["mentorship"]), submission.values.text("note"), opened


def passed_on(values: PassedOn, say: Wording) -> Message:
    """The coordinator's words as they were written: plain, so that they never ping, link or format."""
    names = {"coordinator": values.coordinator.full_name, "first_name": values.coordinator.first_name}
    return message(
        say.plain("hello.passed_on.text", **names, words=unmarked(values.words)),
        section(say.mrkdwn("hello.passed_on.title", **names)),
        typed(values.words),
        context(say.mrkdwn("hello.passed_on.sees", **names)),
    )


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {"hello.passed_on": passed_on}
