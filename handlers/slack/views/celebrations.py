"""Celebrations: the private question, one's own choice, the post in the channel and the congratulation in private."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.mentorship import Celebration, MentorshipId
from bot.mentoring.milestones import Kind
from bot.usecases.milestones import Achievement, Choosing
from handlers.slack.incoming import Submission
from handlers.slack.show import Message, View
from handlers.slack.views.blocks import actions, button, context, field, message, modal, option, radio, section
from handlers.slack.views.wording import Markup, Wording
from prompts import english

CALLBACK_ID = "celebrations.choose"
EMOJI = " :tada:"
NTH = (1, 2, 3)


def build(say: Wording, choosing: Choosing) -> View:
    """One's own choice, beginning at the most private; of the pair only what it comes to is shown."""
    options = [option(say.plain(f"milestones.modal.{each}"), each) for each in Celebration]
    return modal(
        CALLBACK_ID,
        title=say.plain("milestones.modal.title"),
        submit=say.plain("milestones.modal.submit"),
        close=say.plain("milestones.modal.close"),
        metadata={"mentorship": choosing.mentorship.id},
        blocks=[
            section(say.mrkdwn("milestones.modal.intro", channel=_channel(choosing))),
            context(say.mrkdwn("milestones.consent.private", others=english.listed(choosing.others))),
            field(
                "choice",
                say.plain("milestones.modal.question"),
                radio(options, choosing.me.celebration or Celebration.OFF),
            ),
            context(say.mrkdwn(f"milestones.modal.pair_{choosing.allowed}")),
        ],
    )


def read(submission: Submission) -> tuple[MentorshipId, Celebration]:
    """What was chosen; nothing chosen is the most private."""
    choice = submission.values.choice("choice")
    return MentorshipId(submission.metadata["mentorship"]), Celebration(choice or Celebration.OFF)


def _channel(choosing: Choosing) -> Markup:
    return Markup(f"<#{choosing.channel}>")


def consent(values: Choosing, say: Wording) -> Message:
    """The private question after the first agreement."""
    others = english.listed(values.others)
    return message(
        say.plain("milestones.consent.text", others=others),
        section(say.mrkdwn("milestones.consent.title", channel=_channel(values))),
        context(say.mrkdwn("milestones.consent.private", others=others)),
        actions(
            *(
                button(
                    say.plain(f"milestones.consent.{each}"), f"celebrate.{each}", f"pair:{values.mentorship.id}:{each}"
                )
                for each in Celebration
            )
        ),
    )


def thanks(say: Wording) -> Message:
    """The same words whatever was chosen."""
    return message(say.plain("milestones.thanks.text"), section(say.mrkdwn("milestones.thanks.title")))


def post(values: Achievement, say: Wording) -> Message:
    """The post in the channel: first names or a number, never what anybody wrote."""
    if not values.names:
        group = "counts_one" if values.in_program == 1 else "counts"
        number = english.number(values.in_program, capital=True)
        return _line(say, f"milestones.{group}.{values.kind}", number=number)
    names = english.listed(values.names)
    if values.kind is Kind.GOAL_ACCOMPLISHED and values.nth in NTH:
        return _line(say, "milestones.names.goal_nth", names=names, nth=say.plain(f"milestones.nth.{values.nth}"))
    return _line(say, f"milestones.names.{values.kind}", names=names)


def between(values: Achievement, say: Wording) -> Message:
    """The congratulation in the pair's own conversation."""
    return _line(say, f"milestones.between.{values.kind}", names=english.listed(values.names))


def _line(say: Wording, key: str, **values: str) -> Message:
    """One line; read out, it has no emoji at its end."""
    return message(say.plain(key, **values).removesuffix(EMOJI), section(say.mrkdwn(key, **values)))


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "celebrations.consent": consent,
    "celebrations.post": post,
    "celebrations.between": between,
}
