"""What each expects of the other: the form one fills in alone, what to wait for, and both side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.mentoring.expectations import OFFERED, OWN, PAGE, Words, apart, in_common, within
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.expectations import Asked, Exchange, Side
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, Message, View
from handlers.slack.views import drafts
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


def build(exchange: Exchange, say: Wording, *, change: bool = False) -> View:
    """What this member needs now: the form, word that they are done, or both side by side."""
    if exchange.ended:
        return together(exchange, say)
    if change or (exchange.sides == () and not exchange.mine.is_done):
        return form(exchange, say)
    return together(exchange, say) if exchange.sides else done(exchange, say)


def form(exchange: Exchange, say: Wording) -> View:
    """One's own list, as far as it was ticked; each tick is kept at once."""
    t, role, words = say.plain, exchange.role, exchange.mine.words
    offered = [option(t(f"expectations.X.{role}.{each}"), each) for each in OFFERED[role]]
    own = text_input(max_length=OWN, initial=words.own, placeholder=t("expectations.modal.own_example"))
    ticked = field("ticked", t("expectations.modal.tick"), checkboxes(offered, words.ticked), optional=True)
    whole = modal(
        CALLBACK_ID,
        title=t("expectations.modal.title"),
        submit=t("expectations.modal.submit"),
        close=t("expectations.modal.close"),
        blocks=[
            section(say.mrkdwn("expectations.modal.lead", names=exchange.others)),
            kept_at_once(ticked, drafts.NOTED),
            kept_at_once(field("own", t("expectations.modal.own"), own, optional=True), drafts.NOTED),
            *drafts.leaves(say, exchange.mentorship, at_once=True),
            context(say.mrkdwn("expectations.modal.private", names=exchange.others)),
        ],
    )
    return drafts.taken_up(whole, say, mentorship=exchange.mentorship, page=PAGE, draft=exchange.draft)


def read(submission: Submission) -> tuple[MentorshipId, Words]:
    """Whose, and what stands in the form."""
    values = submission.values
    return MentorshipId(submission.metadata["pair"]), Words(values.choices("ticked"), values.text("own"))


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
    """What they share, in whose words, and where they differ, with a question for each difference; the same for both."""
    common = in_common([(side.role, side.words) for side in exchange.sides])
    differ = [block for side in exchange.sides for block in _apart(side, common, say)]
    shared = [section(_shared(each, exchange, say)) for each in common]
    return modal(
        "expectations.together",
        title=say.plain("expectations.together.title"),
        close=say.plain("expectations.together.close"),
        blocks=[
            section(say.mrkdwn("expectations.together.lead", names=exchange.others)),
            section(say.mrkdwn(f"expectations.together.{'share' if common else 'nothing_shared'}")),
            *shared,
            divider(),
            *(differ or [section(say.mrkdwn("expectations.together.nothing_differs"))]),
            *([] if exchange.ended else [*_newer(exchange, say), actions(_change(exchange, say))]),
            context(say.mrkdwn("expectations.together.seen_by", names=exchange.others)),
        ],
    )


def _shared(key: str, exchange: Exchange, say: Wording) -> str:
    """Something they have in common, and what each of them ticked of it."""
    lines = [f"•  {say.mrkdwn(f'expectations.both_expect.{key}')}"]
    for side in exchange.sides:
        ticked = within(key, side.role, side.words)
        said = "; ".join(say.plain(f"expectations.X.{side.role}.{each}") for each in ticked)
        mine = "_mine" if side.mine else ""
        lines.append(say.mrkdwn(f"expectations.together.ticked{mine}", name=side.person.first_name, ticked=said))
    return "\n".join(lines)


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
    if mine.is_done:
        key = "newer_done"
    elif exchange.theirs_done:
        key = "newer_theirs"
    elif exchange.draft is not None or mine.changing:
        key = "newer"
    else:
        return []
    return [section(say.mrkdwn(f"expectations.together.{key}", names=exchange.others))]


def _change(exchange: Exchange, say: Wording) -> Block:
    return button(say.plain("expectations.together.change"), "expectations.change", f"pair:{exchange.mentorship}")


def asked(values: Asked, say: Wording) -> Message:
    """The other is done; what they ticked is not said."""
    name, of = values.by.first_name, "expectations.newer" if values.newer else "expectations.asked"
    return message(
        say.plain(f"{of}.text", name=name),
        section(f"{say.mrkdwn(f'{of}.title', name=name)}\n{say.mrkdwn(f'{of}.why')}"),
        context(say.mrkdwn(f"{of}.private")),
        actions(_open(say.plain(f"{of}.open"), values)),
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
