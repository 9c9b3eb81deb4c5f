"""What each expects of the other: the form one fills in alone, what to wait for, and both side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.mentoring.expectations import OFFERED, OWN, Words, apart, in_common
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.expectations import Asked, Exchange, Side
from handlers.slack.incoming import State, Submission
from handlers.slack.show import Block, Message, View
from handlers.slack.views.blocks import (
    actions,
    button,
    checkboxes,
    context,
    divider,
    field,
    kept_at_once,
    message,
    modal,
    option,
    section,
    text_input,
    typed,
)
from handlers.slack.views.wording import Wording

CALLBACK_ID = "expectations"
TICK = "expectations.tick"


def build(exchange: Exchange, say: Wording, *, change: bool = False) -> View:
    """What this member needs now: the form, word that they are done, or both side by side."""
    mine = exchange.mine
    if change or (exchange.sides == () and mine.done_at is None):
        return form(exchange, say)
    return together(exchange, say) if exchange.sides else done(exchange, say)


def form(exchange: Exchange, say: Wording) -> View:
    """One's own list, as far as it was ticked; each tick is kept at once."""
    t, role, draft = say.plain, exchange.role, exchange.mine.draft
    offered = [option(t(f"expectations.X.{role}.{each}"), each) for each in OFFERED[role]]
    own = text_input(max_length=OWN, initial=draft.own, placeholder=t("expectations.modal.own_example"))
    return modal(
        CALLBACK_ID,
        title=t("expectations.modal.title"),
        submit=t("expectations.modal.submit"),
        close=t("expectations.modal.close"),
        metadata={"pair": exchange.mentorship},
        blocks=[
            section(say.mrkdwn("expectations.modal.lead", names=exchange.others)),
            kept_at_once(
                field("ticked", t("expectations.modal.tick"), checkboxes(offered, draft.ticked), optional=True), TICK
            ),
            kept_at_once(field("own", t("expectations.modal.own"), own, optional=True), TICK),
            actions(button(t("expectations.modal.keep"), "expectations.later", f"pair:{exchange.mentorship}")),
            context(say.mrkdwn("expectations.modal.private", names=exchange.others)),
            context(say.mrkdwn("expectations.modal.later")),
        ],
    )


def words_in(values: State) -> Words:
    """What stands in the form."""
    return Words(values.choices("ticked"), values.text("own"))


def read(submission: Submission) -> tuple[MentorshipId, Words]:
    """Whose, and what stands in the form."""
    return MentorshipId(submission.metadata["pair"]), words_in(submission.values)


def done(exchange: Exchange, say: Wording) -> View:
    """Done, and the other is not yet."""
    names = exchange.others
    return modal(
        "expectations.done",
        title=say.plain("expectations.modal.title"),
        close=say.plain("expectations.together.close"),
        blocks=[
            section(say.mrkdwn("expectations.waiting.lead", names=names)),
            section(say.mrkdwn("expectations.waiting.kept"), accessory=_change(exchange, say)),
        ],
    )


def together(exchange: Exchange, say: Wording) -> View:
    """What they share and where they differ, with a question for each difference; the same for both."""
    common = in_common([(side.role, side.words) for side in exchange.sides])
    shared = "\n".join(f"•  {say.mrkdwn(f'expectations.both_expect.{each}')}" for each in common)
    differ = [block for side in exchange.sides for block in _apart(side, common, say)]
    ours = f"{say.mrkdwn('expectations.together.share')}\n{shared}"
    return modal(
        "expectations.together",
        title=say.plain("expectations.together.title"),
        close=say.plain("expectations.together.close"),
        blocks=[
            section(say.mrkdwn("expectations.together.lead", names=exchange.others)),
            section(ours if common else say.mrkdwn("expectations.together.nothing_shared")),
            divider(),
            *(differ or [section(say.mrkdwn("expectations.together.nothing_differs"))]),
            *_newer(exchange, say),
            actions(_change(exchange, say)),
            context(say.mrkdwn("expectations.together.seen_by", names=exchange.others)),
        ],
    )


def _apart(side: Side, common: list[str], say: Wording) -> Iterator[Block]:
    """What only this member looks for, each with its question; then their own line as they wrote it."""
    name, mine = side.person.first_name, "_mine" if side.mine else ""
    lines = [
        say.mrkdwn(
            "expectations.together.line",
            what=say.plain(f"expectations.X.{side.role}.{each}"),
            ask=say.plain(f"expectations.ask.{side.role}.{each}"),
        )
        for each in apart(side.role, side.words, common)
    ]
    if lines:
        yield section("\n".join([say.mrkdwn(f"expectations.together.differ{mine}", name=name), *lines]))
    if side.words.own:
        yield section(say.mrkdwn(f"expectations.together.own{mine}", name=name))
        yield typed(side.words.own)


def _newer(exchange: Exchange, say: Wording) -> list[Block]:
    """That one of them has something newer, which nobody else sees yet."""
    mine = exchange.mine
    if mine.done_at is not None:
        key = "newer_done"
    elif exchange.theirs_done:
        key = "newer_theirs"
    elif mine.is_begun:
        key = "newer"
    else:
        return []
    return [section(say.mrkdwn(f"expectations.together.{key}", names=exchange.others))]


def _change(exchange: Exchange, say: Wording) -> Block:
    return button(say.plain("expectations.together.change"), "expectations.change", f"pair:{exchange.mentorship}")


def asked(values: Asked, say: Wording) -> Message:
    """The other is done; what they ticked is not said."""
    name = values.by.first_name
    return message(
        say.plain("expectations.asked.text", name=name),
        section(f"{say.mrkdwn('expectations.asked.title', name=name)}\n{say.mrkdwn('expectations.asked.why')}"),
        context(say.mrkdwn("expectations.asked.private")),
        actions(_open(say.plain("expectations.asked.open"), values)),
    )


def both(values: Asked, say: Wording) -> Message:
    """All are done."""
    names = values.others
    return message(
        say.plain("expectations.both.text", names=names),
        section(f"{say.mrkdwn('expectations.both.title', names=names)}\n{say.mrkdwn('expectations.both.why')}"),
        actions(_open(say.plain("expectations.both.open"), values)),
    )


def _open(text: str, values: Asked) -> Block:
    return button(text, "expectations.open", f"pair:{values.mentorship}", primary=True)


MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {"expectations.asked": asked, "expectations.both": both}
