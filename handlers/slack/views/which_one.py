"""Asks somebody in several mentorships which one a command is about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.usecases.people import Choice
from handlers.slack.show import Message
from handlers.slack.views.blocks import actions, button, message, section
from handlers.slack.views.wording import Wording
from prompts import english


def which_one(word: str, choices: Sequence[Choice], say: Wording) -> Message:
    """A button for each partner; more than 25 mentorships share the first 25 places of an actions block."""
    offered = choices[:25]
    names = english.listed([choice.names for choice in offered], last="or")
    question = say.plain("commands.which_one.text")
    return message(
        f"{question} {names}.",
        section(say.mrkdwn("commands.which_one.title")),
        actions(*(button(choice.names, f"choose.{choice.id}", f"{word}:{choice.id}") for choice in offered)),
    )
