"""`/mentor talk` on Slack: something to begin with, the guided conversations, and how to listen."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import talks
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import talks as view


async def talk(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor talk`."""
    return Open(view.build(await desk.run(talks.see, asked.who, id, now=desk.now()), desk.say))


async def another(click: Click, desk: Desk) -> Show:
    """*Another one*: value "pair:41:3", the last being which of this day."""
    page = await desk.run(talks.see, click.who, MentorshipId(click.id()), nth=click.id(2), now=desk.now())
    drawn = view.build(page, desk.say)
    return Open(drawn) if click.view is None else Update(drawn)


async def listen(click: Click, desk: Desk) -> Show:
    """*How to listen*, for members: value "pair:41"."""
    await desk.run(talks.see, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(view.listening(desk.say))


ACTIONS = {"talk.another": another, "talk.listen": listen}
