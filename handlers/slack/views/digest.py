"""A message of several parts: what comes together for one person is one message, in which every part keeps its own buttons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from bot.ports import PartShown
from bot.usecases.digest import Standing, by_pair
from handlers.slack import parts
from handlers.slack.show import Block, Message
from handlers.slack.views.blocks import button, context, divider, section
from handlers.slack.views.wording import Markup, Wording, escaped
from prompts import english

SCREEN = 30
"""Lines of text that a phone shows at once, below the name of the conversation. As many parts as that holds are shown whole at
first; of the others there is their number, whom they are about, and a way to them."""
A_WAY_ON = 3
"""Lines of what stands below where not all are shown."""
A_LINE, A_SMALL_LINE, BUTTONS = 40, 46, 42
"""Characters that a phone shows in a line of a text, of a context, and of buttons, where each has the room of five more."""
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
    parts_by_pair = by_pair(drawn, _about)
    several = len({part.others for part in drawn if part.others}) > 1
    whole = [part for part in parts_by_pair if not part.folded]
    blocks, count = _fitting(whole, several, say)
    texts = [escaped(say.plain("digest.text", name=name))]
    for part in whole[:count]:
        if several and part.others:
            texts.append(escaped(say.plain("digest.about_text", others=part.others)))
        texts.append(part.message.text)
    heading = section(say.mrkdwn("digest.title", name=name))
    left = [*whole[count:], *(part for part in parts_by_pair if part.folded)]
    if left:
        show = button(say.plain("digest.show"), "digest.open", f"part:{left[0].id}")
        blocks += [divider(), section(say.mrkdwn(_left(left), **_counted(left)), accessory=show)]
        texts.append(escaped(say.plain(_left(left), **_counted(left))))
    return Message(Markup(" ".join(texts)), (heading, *blocks))


def folded(drawn: Sequence[PartDrawn]) -> list[PartDrawn]:
    """The same in the order in which they are shown, folded away but for the first ones that fill a phone's screen."""
    lines, found = 1.0, list[PartDrawn]()
    for part in by_pair(drawn, _about):
        lines += 2 + sum(_lines(block) for block in part.message.blocks)
        below = A_WAY_ON if len(found) + 1 < len(drawn) else 0
        found.append(part._replace(folded=bool(found) and (lines + below > SCREEN or found[-1].folded)))
    return found


def _lines(block: Block) -> float:
    """How high a block is on a phone, in lines of text."""
    if block["type"] == "section":
        texts = [block["text"]] if "text" in block else block["fields"]  # on a phone fields stand below one another
        return sum(_rows(each["text"], A_LINE) for each in texts) + 2 * ("accessory" in block)
    if block["type"] == "context":
        return sum(_rows(each["text"], A_SMALL_LINE) for each in block["elements"])
    if block["type"] == "actions":
        return 2.4 * _rows_of_buttons(len(each["text"]["text"]) + 5 for each in block["elements"] if "text" in each)
    return 1


def _rows(text: str, width: int) -> int:
    return sum(-(-max(1, len(line)) // width) for line in text.split("\n"))


def _rows_of_buttons(widths: Iterable[int]) -> int:
    rows, room = 0, 0
    for width in widths:
        if width > room:
            rows, room = rows + 1, BUTTONS
        room -= width
    return rows


def _left(left: Sequence[PartDrawn]) -> str:
    """The words for what is not shown: how many more there are, and whom they are about."""
    return f"digest.left.{'one' if len(left) == 1 else 'some'}{'_about' if any(part.others for part in left) else ''}"


def _counted(left: Sequence[PartDrawn]) -> dict[str, str]:
    about = dict.fromkeys(part.others for part in left if part.others)
    return {"count": english.number(len(left)), "others": english.listed(list(about))}


def _about(part: PartDrawn) -> str:
    return part.others


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
