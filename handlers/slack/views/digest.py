"""A message of several parts: what comes together for one person is one message, in which every part keeps its own buttons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from bot.ports import PartShown
from bot.usecases.digest import Standing
from handlers.slack import parts
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import button, context, divider, section
from handlers.slack.views.wording import Markup, Wording, escaped
from prompts import english

WHOLE = 5
"""Parts shown whole, at first; of the others there is their number and a way to them."""
MOST_BLOCKS = 48
MOST_SIGNS = 9000
"""In all; beyond that Slack may refuse a message (platform facts)."""


class PartDrawn(NamedTuple):
    """A part as it looks; `others` are the first names of whom it is about beside the reader."""

    id: int
    others: str
    message: Message
    folded: bool = False


def digest(name: str, drawn: Sequence[PartDrawn], say: Wording) -> Message:
    """The parts below one heading, sorted by whom they are about."""
    parts_by_pair = _by_pair(drawn)
    several = len({part.others for part in drawn if part.others}) > 1
    whole = [part for part in parts_by_pair if not part.folded]
    blocks, count = _fitting(whole, several, say)
    texts = [escaped(say.plain("digest.text", name=name))]
    for part in whole[:count]:
        if several and part.others:
            texts.append(escaped(say.plain("digest.about_text", others=part.others)))
        texts.append(part.message.text)
    heading = section(say.mrkdwn("digest.title", name=name))
    left = len(drawn) - count
    if left:
        folded = [part for part in parts_by_pair if part.folded]
        line = _left(left, say, full=count < len(whole))
        show = button(say.plain("digest.show"), "digest.open", f"part:{folded[0].id}") if folded else None
        blocks += [divider(), section(line, accessory=None if count < len(whole) else show)]
        texts.append(line)
    return Message(Markup(" ".join(texts)), (heading, *blocks))


def _left(count: int, say: Wording, *, full: bool) -> str:
    """How many more there are, which a tap shows, or for which there is no room."""
    key = f"digest.{'full' if full else 'left'}.{'one' if count == 1 else 'some'}"
    return say.plain(key, count=english.number(count), capital=english.number(count, capital=True))


def standing(message: Standing, say: Wording) -> Message:
    """A message of several parts as it is to be shown now."""
    drawn = [PartDrawn(part.id, others, _read(part.shown), part.folded) for others, part in message.parts]
    return digest(message.name, drawn, say)


def kept(part: PartDrawn) -> PartShown:
    """A part as it is written down."""
    return PartShown(part.id, written(part.message), part.folded)


def written(message: Message) -> str:
    """How a part looks, to be kept."""
    return json.dumps({"text": message.text, "blocks": message.blocks}, ensure_ascii=False)


def _read(shown: str) -> Message:
    """How a part looks, as it was written down."""
    looks = json.loads(shown)
    return Message(Markup(looks["text"]), tuple(looks["blocks"]))


def _by_pair(drawn: Iterable[PartDrawn]) -> list[PartDrawn]:
    """What is about the same people stands together, in the order in which each came first."""
    order: dict[str, list[PartDrawn]] = {}
    for part in drawn:
        order.setdefault(part.others, []).append(part)
    return [part for those in order.values() for part in those]


def _fitting(shown: Sequence[PartDrawn], several: bool, say: Wording) -> tuple[list[Block], int]:
    """The blocks of as many parts as Slack takes in a message, and how many these are."""
    blocks: list[Block] = []
    others = ""
    for nth, part in enumerate(shown):
        these = parts.marked(part.id, part.message.blocks, partial(_label, nth + 1, part.others, say))
        before: list[Block] = [divider()]
        if several and part.others and part.others != others:
            before.append(context(say.mrkdwn("digest.about", others=part.others)))
        together = blocks + before + these
        if len(together) > MOST_BLOCKS or len(json.dumps(together, ensure_ascii=False)) > MOST_SIGNS:
            return blocks, nth
        blocks, others = together, part.others
    return blocks, len(shown)


def _label(nth: int, others: str, say: Wording, button: str) -> str:
    """What a button is called for those who hear it: buttons of several parts may read alike."""
    return say.plain("digest.label" if others else "digest.label_alone", button=button, nth=nth, others=others)
