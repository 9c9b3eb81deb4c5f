"""Leaving a mentorship on Slack: ask, confirm once, take it back."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import closure
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Done, Open, Show, Update
from handlers.slack.views import closing
from handlers.slack.views import closure as view


async def leave(click: Click, desk: Desk) -> Show:
    """*Leave in private*, "pair:41": the confirmation, or the way back where it was confirmed before."""
    farewell = await desk.run(closure.farewell, click.who, MentorshipId(click.id()), now=desk.now())
    shown = view.asked(farewell, desk.say) if farewell.asked else view.build(farewell, desk.say)
    in_its_place = click.view is not None and click.view.callback == closing.CALLBACK_ID
    return Update(shown) if in_its_place else Open(shown)


async def confirmed(submission: Submission, desk: Desk) -> Show:
    """End it. Where the day that was shown has passed by, the form returns with the new one."""
    id, shown = view.read(submission)
    farewell = await desk.run(closure.leave, submission.who, id, shown=shown, now=desk.now())
    return Update(view.asked(farewell, desk.say) if farewell.asked else view.build(farewell, desk.say))


async def take_back(click: Click, desk: Desk) -> Show:
    """Stay after all: in a modal it is said there, in Home the line is gone."""
    farewell = await desk.run(closure.take_back, click.who, MentorshipId(click.id()), now=desk.now())
    if click.view is not None:
        return Update(view.taken_back(farewell, desk.say))
    return Done() if click.home is not None else Open(view.taken_back(farewell, desk.say))


ACTIONS = {"close.leave": leave, "close.take_back": take_back}
SUBMISSIONS = {view.CALLBACK_ID: confirmed}
