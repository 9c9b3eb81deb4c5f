"""Refusals and faults as people read them: what is not possible, who can help, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring.refusals import Refusal
from handlers.slack.show import Message
from handlers.slack.views.blocks import context, message, section
from handlers.slack.views.wording import Markup, Wording, mention
from prompts import english


def sentence_key(refusal: Refusal) -> str:
    """Where the text of a refusal lies: "pairing.already" is `refusals.already` in the file of pairing."""
    capability, name = refusal.key.split(".", 1)
    return f"{capability}.refusals.{name}"


def refusal_message(refusal: Refusal, say: Wording) -> Message:
    """A refusal seen by the one who asked."""
    key = sentence_key(refusal)
    nothing = say.plain("refusals.nothing_changed")
    values = {
        name: _any_of(value) if name == "coordinators" else value  # type: ignore[arg-type]
        for name, value in refusal.values.items()
    }
    sentence = say.mrkdwn(key, **values)
    return message(Markup(f"{sentence} {nothing}"), section(sentence), context(nothing))


def _any_of(users: Sequence[str]) -> Markup:
    return Markup(english.listed([mention(user) for user in users], last="or"))


def field_text(refusal: Refusal, say: Wording) -> str:
    """A refusal at its input."""
    return say.plain(sentence_key(refusal), **refusal.values)


def not_saved_message(say: Wording) -> Message:
    """Our own fault, said plainly."""
    text, fault = say.plain("refusals.not_saved.text"), say.plain("refusals.not_saved.fault")
    return message(f"{text} {fault}", section(text), context(fault))


def failed_message(say: Wording) -> Message:
    """Something went wrong of which nobody thought: it may have happened before what was done was kept, or after."""
    text, fault = say.plain("refusals.failed.text"), say.plain("refusals.failed.fault")
    return message(f"{text} {fault}", section(text), context(fault))


def not_shown_message(say: Wording) -> Message:
    """Slack did not let us show something; what was done is kept."""
    text, kept = say.plain("refusals.not_shown.text"), say.plain("refusals.not_shown.kept")
    return message(f"{text} {kept}", section(text), context(kept))
