"""A first message: the form with words to begin with, and the message as it is passed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.first_words import LONGEST, PAGE
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.first_words import PassedOn, Writing
from handlers.slack.incoming import Submission
from handlers.slack.show import Message, View
from handlers.slack.views import drafts
from handlers.slack.views.blocks import context, field, kept_at_once, message, modal, section, text_input, typed
from handlers.slack.views.wording import Wording, unmarked

CALLBACK_ID = "firstwords"


def build(writing: Writing, say: Wording) -> View:
    """The form, or what was sent."""
    t, names = say.plain, writing.others
    title, close = t("first_words.modal.title"), t("first_words.modal.close")
    if writing.sent is not None:
        said = section(say.mrkdwn("first_words.modal.sent", day=writing.sent))
        return modal("firstwords.sent", title=title, close=close, blocks=[said, typed(writing.words)])
    begun = t(f"first_words.begin.{writing.role}", names=names)
    words = text_input(max_length=LONGEST, initial=begun, multiline=True)
    form = modal(
        CALLBACK_ID,
        title=title,
        submit=t("first_words.modal.submit"),
        close=close,
        blocks=[
            section(say.mrkdwn("first_words.modal.lead", names=names)),
            kept_at_once(field("words", t("first_words.modal.words", names=names), words), drafts.NOTED),
            *drafts.leaves(say, writing.mentorship, at_once=True),
            context(say.mrkdwn("first_words.modal.passed_on", names=names)),
        ],
    )
    return drafts.taken_up(form, say, mentorship=writing.mentorship, page=PAGE, draft=writing.draft)


def read(submission: Submission) -> tuple[MentorshipId, str]:
    """Whose, and the words."""
    return MentorshipId(submission.metadata["pair"]), submission.values.text("words")


def passed_on(values: PassedOn, say: Wording) -> Message:
    """The words as they were written: plain, so that they never ping, link or format."""
    names = {"name": values.by.first_name, "names": values.others}
    return message(
        say.plain("first_words.passed_on.text", **names, words=unmarked(values.words)),
        section(say.mrkdwn("first_words.passed_on.title", **names)),
        typed(values.words),
        context(say.mrkdwn("first_words.passed_on.answer", **names)),
    )


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {"first_words.passed_on": passed_on}
