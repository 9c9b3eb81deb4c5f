"""The page about the stage on Slack."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import stages
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Open, Show
from handlers.slack.views import stages as view


async def stage(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor stage`: where this pair is."""
    return Open(view.build(await desk.run(stages.where_you_are, asked.who, id, now=desk.now()), desk.say))


async def stage_clicked(click: Click, desk: Desk) -> Show:
    """The same behind a button: value "pair:41"."""
    return await stage(click, MentorshipId(click.id()), desk)


ACTIONS = {"stage.open": stage_clicked}
