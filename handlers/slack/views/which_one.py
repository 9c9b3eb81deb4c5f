"""Asks somebody in several mentorships which one a command is about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring.people import Role
from bot.usecases.people import Choice
from handlers.slack.show import Message
from handlers.slack.views.blocks import actions, button, cut, message, section
from handlers.slack.views.wording import Wording
from prompts import english


def which_one(word: str, choices: Sequence[Choice], say: Wording) -> Message:
    """A button for each partner; more than 25 mentorships share the first 25 places of an actions block."""
    offered = choices[:25]
    called = [_called(choice, offered, say) for choice in offered]
    names = english.listed(called, last="or")
    question = say.plain("commands.which_one.text")
    return message(
        f"{question} {names}.",
        section(say.mrkdwn("commands.which_one.title")),
        actions(
            *(
                button(name, f"choose.{choice.id}", f"{word}:{choice.id}")
                for choice, name in zip(offered, called, strict=True)
            )
        ),
    )


def _called(choice: Choice, offered: Sequence[Choice], say: Wording) -> str:
    """The first names; where they would not tell two mentorships apart, the full ones and what that person is to me."""
    if sum(each.names == choice.names for each in offered) == 1:
        return choice.names
    theirs = "mentee" if choice.mine is Role.MENTOR else "mentor"
    return say.plain(f"commands.which_one.{theirs}", names=cut(choice.full_names, 55))
