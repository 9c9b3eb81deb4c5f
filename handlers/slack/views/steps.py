"""Skipping one of the nine steps: on the page about the stage, and as messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.usecases.steps import Skip, Skipping
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import actions, asked_first, button, context, cut, message, section
from handlers.slack.views.wording import Wording


def on_page(skipping: Skipping, say: Wording) -> list[Block]:
    """What the page about the stage has of it: the way to propose it, one's own wish, or the question."""
    if skipping.state is Skip.MINE:
        keep = button(say.plain("steps.mine.button"), "skip.answer.no", f"{_value(skipping)}:no")
        return [context(say.mrkdwn("steps.mine.said", others=skipping.others)), actions(keep)]
    if skipping.state is Skip.ASKED:
        return _question(skipping, say)
    if skipping.state is Skip.RESTS:
        return [context(_rests(skipping, say.mrkdwn))]
    propose = button(say.plain("steps.propose.button"), "skip.propose", _value(skipping))
    return [
        actions(
            asked_first(
                propose,
                title=say.plain("steps.propose.title"),
                text=say.plain("steps.propose.text", others=cut(skipping.others, 60)),
                confirm=say.plain("steps.propose.confirm"),
                deny=say.plain("steps.propose.deny"),
            )
        )
    ]


def ask(skipping: Skipping, say: Wording) -> Message:
    """A partner wishes to skip a step."""
    title = say.plain("steps.ask.title_text", others=skipping.others, step=_name(skipping.step, say))
    about = say.plain("steps.ask.about", others=skipping.others)
    return message(f"{title} {about}", *_question(skipping, say))


def _question(skipping: Skipping, say: Wording) -> list[Block]:
    title = say.mrkdwn("steps.ask.title", others=skipping.others, step=_name(skipping.step, say))
    return [
        section(f"{title}\n{_task(skipping.step, skipping, say)}"),
        context(say.mrkdwn("steps.ask.about", others=skipping.others)),
        actions(
            button(say.plain("steps.ask.yes"), "skip.answer.yes", f"{_value(skipping)}:yes"),
            button(say.plain("steps.ask.no"), "skip.answer.no", f"{_value(skipping)}:no"),
        ),
    ]


def after(skipping: Skipping, say: Wording) -> Message:
    """What takes the question's place when it was answered."""
    if skipping.state is Skip.SKIPPED:
        name, task = _name(skipping.here, say), f"process.{skipping.here}.task"
        about = {"mentor": skipping.mentor, "mentee": skipping.mentee}
        return message(
            f"{say.plain('steps.skipped.title_text', step=name)} {say.plain(task, **about)}",
            section(f"{say.mrkdwn('steps.skipped.title', step=name)}\n{say.mrkdwn(task, **about)}"),
        )
    if skipping.state is Skip.PASSED:
        return message(
            say.plain("steps.passed.text"),
            section(say.mrkdwn("steps.passed.title")),
            context(say.mrkdwn("steps.passed.note")),
        )
    if skipping.state is Skip.KEPT:
        return kept(skipping, say)
    if skipping.state is Skip.RESTS:
        return message(_rests(skipping, say.plain), section(_rests(skipping, say.mrkdwn)))
    said = "steps.mine.said"
    return message(say.plain(said, others=skipping.others), section(say.mrkdwn(said, others=skipping.others)))


def _rests(skipping: Skipping, said: Callable[..., str]) -> str:
    return said("steps.rests.said", others=skipping.others, day=skipping.again)


def kept(skipping: Skipping, say: Wording) -> Message:
    """A step stays; who wished so is not said."""
    name = _name(skipping.step, say)
    return message(
        f"{say.plain('steps.kept.title_text', step=name)} {say.plain('steps.kept.note')}",
        section(say.mrkdwn("steps.kept.title", step=name)),
        context(say.mrkdwn("steps.kept.note")),
    )


def _value(skipping: Skipping) -> str:
    return f"skip:{skipping.mentorship}:{skipping.step}"


def _name(step: str, say: Wording) -> str:
    return say.plain(f"process.{step}.name")


def _task(step: str, skipping: Skipping, say: Wording) -> str:
    return say.mrkdwn(f"process.{step}.task", mentor=skipping.mentor, mentee=skipping.mentee)


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {"steps.skip": ask, "steps.kept": kept}
