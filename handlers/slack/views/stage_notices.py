"""What is sent about the stage: whether one fits, that it has moved, and the offer to take stock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.mentoring.stage_question import How
from bot.mentoring.stages import Stage
from bot.usecases.stage_page import Felt, Kept
from bot.usecases.stages import Asked, Moved, TakingStock
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import actions, button, context, message, section
from handlers.slack.views.wording import Wording


def ask(values: Asked, say: Wording) -> Message:
    """The question, for one of them."""
    said = [
        say.plain(_title(values), **_about(values, say)),
        say.plain("stages.ask.means", task=_task(values, say)),
        say.plain("stages.ask.private_text", others=values.others),
    ]
    show = button(say.plain("stages.ask.show"), "stage.open", f"pair:{values.mentorship.id}")
    return message(" ".join(said), *question(values, say, show))


def question(values: Asked, say: Wording, *more: Block) -> list[Block]:
    """The same as blocks, in a message and on the page about the stage."""
    title = say.mrkdwn(_title(values), **_about(values, say))
    value = f"stage:{values.mentorship.id}:{values.round}"
    no = "stages.ask.no_back" if values.back else "stages.ask.no"
    return [
        section(f"*{title}*\n{say.mrkdwn('stages.ask.means', task=_task(values, say))}"),
        context(say.mrkdwn("stages.ask.private", others=values.others)),
        actions(
            button(say.plain("stages.ask.yes"), "stage.feel.yes", f"{value}:yes"),
            button(say.plain(no), "stage.feel.no", f"{value}:no"),
            button(
                say.plain("stages.ask.skip"),
                "stage.feel.skip",
                f"{value}:skip",
                label=say.plain("stages.ask.skip_label"),
            ),
            *more,
        ),
    ]


def after(felt: Felt, say: Wording) -> Message:
    """What takes the question's place: the same whatever was answered, and whatever came of it."""
    if felt.kept is not Kept.COUNTS:
        said = f"stages.{felt.kept}"
        return message(
            say.plain(f"{said}.text"),
            section(say.mrkdwn(f"{said}.title")),
            context(say.mrkdwn(f"{said}.note")),
        )
    name = felt.me.first_name
    return message(
        say.plain("stages.thanks.text", name=name),
        section(say.mrkdwn("stages.thanks.title", name=name)),
        context(say.mrkdwn("stages.thanks.private")),
    )


def moved(values: Moved, say: Wording) -> Message:
    """The stage has moved by what all of them did or said."""
    back = "_back" if values.back else ""
    title = "_skipped" if values.how is How.SKIPPED else back
    why = say.mrkdwn(f"stages.moved.by_{values.how}{back}")
    name, task = _name(values.place, say), _task(values, say)
    pair = f"pair:{values.mentorship.id}"
    show = button(say.plain("stages.moved.show"), "stage.open", pair)
    last = values.mentorship.stage is Stage.S4
    closing = [button(say.plain("stages.moved.closing"), "closing.open", pair, primary=True)] if last else []
    return message(
        " ".join([say.plain(f"stages.moved.title{title}_text", stage=name), task, why]),
        section(
            f"{say.mrkdwn(f'stages.moved.title{title}', stage=name)}\n"
            + say.mrkdwn(f"process.{values.place}.task", **_names(values))
        ),
        context(why),
        actions(*closing, show),
    )


def take_stock(values: TakingStock, say: Wording) -> Message:
    """The offer; the same words on whatever occasion."""
    pair = f"pair:{values.mentorship.id}"
    return message(
        say.plain("stages.stock.text", others=values.others),
        section(f"{say.mrkdwn('stages.stock.title')}\n{say.mrkdwn('stages.stock.about')}"),
        context(say.mrkdwn("stages.stock.every", others=values.others)),
        actions(
            button(say.plain("stages.stock.questions"), "stock.open", pair, primary=True),
            button(say.plain("stages.stock.find"), "meet.open", pair),
        ),
    )


def _title(values: Asked) -> str:
    return "stages.ask.title_back" if values.back else "stages.ask.title"


def _about(values: Asked, say: Wording) -> dict[str, object]:
    return {"stage": _name(values.place, say), "others": values.others}


def _name(place: str, say: Wording) -> str:
    return say.plain(f"process.{place}.name")


def _names(values: Asked | Moved) -> dict[str, object]:
    return {"mentor": values.mentorship.mentor.first_name, "mentee": values.mentorship.mentee.first_name}


def _task(values: Asked | Moved, say: Wording) -> str:
    return say.plain(f"process.{values.place}.task", **_names(values))


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    "stages.ask": ask,
    "stages.moved": moved,
    "stages.take_stock": take_stock,
}
