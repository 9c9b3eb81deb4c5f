"""Messages of several parts on Slack: one part gives way to what came of it, and nothing else in the message changes."""

from __future__ import annotations

from bot.ports import Posted
from bot.usecases import digest
from bot.usecases.digest import Standing
from handlers.slack import parts
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, MessagePlace
from handlers.slack.show import Message, Show, Whole
from handlers.slack.views import digest as view


async def replace(message: Message, place: Posted | MessagePlace, desk: Desk) -> None:
    """Show this in a part of a message. Where it was never heard that the message arrived, it is as it was when it was
    clicked in, but for this part."""
    posted = Posted(place.channel, place.ts, place.part)
    standing = await desk.run(digest.change, posted, view.written(message))
    if standing is not None:
        await show(standing, place.part, desk)
    elif isinstance(place, MessagePlace):
        blocks = parts.exchanged(place.part, place.blocks, message.blocks)
        await _update(Message(place.text, blocks), posted, desk)


async def show(standing: Standing, part: int, desk: Desk) -> None:
    """Draw the whole message, and once more where something else in it changed meanwhile: of two who draw at once, the later
    one draws both."""
    drawn: Standing | None = None
    while standing != drawn:
        drawn = standing
        await _update(view.standing(drawn, desk.say), drawn.place, desk)
        now: Standing | None = await desk.run(digest.look, part)
        standing = now or drawn


def part_of(place: MessagePlace) -> MessagePlace:
    """The part of a message that was clicked in, as a message of its own."""
    return place._replace(blocks=parts.taken(place.part, place.blocks)) if place.part else place


async def opened(click: Click, desk: Desk) -> Show:
    """*Show the rest*: value "part:71", the first of those that are not shown."""
    assert click.message is not None
    place = Posted(click.message.channel, click.message.ts, click.id())
    return Whole(await desk.run(digest.turn_to, click.who, place), place.part)


async def _update(message: Message, place: Posted, desk: Desk) -> None:
    await desk.chat.client.chat_update(
        channel=place.channel, ts=place.ts, text=message.text, blocks=list(message.blocks)
    )


ACTIONS = {"digest.open": opened}
