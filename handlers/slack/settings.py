"""`/mentor settings`: what one person chooses for themselves in all their mentorships."""

from __future__ import annotations

from bot.usecases import settings as usecase
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import settings as view


async def settings(asked: Command | Click, desk: Desk) -> Show:
    """The form with what holds now."""
    chosen = await desk.run(usecase.chosen, asked.who, now=desk.now())
    return Open(view.build(chosen, view.held(chosen), desk.say))


async def more(click: Click, desk: Desk) -> Show:
    """The same form with quiet hours and working days; what was changed in it stays."""
    assert click.view is not None
    chosen = await desk.run(usecase.chosen, click.who, now=desk.now())
    filled = view.read(click.view.values, chosen)._replace(everything=True)
    return Update(view.build(chosen, filled, desk.say))


async def submitted(submission: Submission, desk: Desk) -> Show:
    """Save; the form gives way to what that means."""
    held = await desk.run(usecase.chosen, submission.who, now=desk.now())
    wish = view.read(submission.values, held).wish
    return Update(view.saved(await desk.run(usecase.choose, submission.who, wish, now=desk.now()), desk.say))


ACTIONS = {"settings.open": settings, "settings.more": more}
SUBMISSIONS = {view.CALLBACK_ID: submitted}
