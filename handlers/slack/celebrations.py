"""What each member lets be celebrated, asked and changed in private."""

from __future__ import annotations

from bot.mentoring.mentorship import Celebration, MentorshipId
from bot.usecases import milestones
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Close, Open, Replace, Show
from handlers.slack.views import celebrations as view


async def answered(click: Click, desk: Desk) -> Show:
    """A button of the private question: "pair:41:names"."""
    await desk.run(milestones.choose, click.who, MentorshipId(click.id()), Celebration(click.about[2]))
    return Replace(view.thanks(desk.say))


async def choose(click: Click, desk: Desk) -> Show:
    """*Celebrations*, "pair:41": one's own choice, to be changed."""
    found = await desk.run(milestones.choosing, click.who, MentorshipId(click.id()))
    return Open(view.build(desk.say, found))


async def chosen(submission: Submission, desk: Desk) -> Show:
    """Keep the choice."""
    id, choice = view.read(submission)
    await desk.run(milestones.choose, submission.who, id, choice)
    return Close(all=False)


ACTIONS = {"celebrate": answered, "celebrate.open": choose}
SUBMISSIONS = {view.CALLBACK_ID: chosen}
