"""The settings of one member for one mentorship."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import quiet
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Close, Open, Show
from handlers.slack.views import settings as view


async def settings(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor settings`: the form with what holds now."""
    return Open(view.build(await desk.run(quiet.chosen, asked.who, id), desk.say))


async def submitted(submission: Submission, desk: Desk) -> Show:
    """Save."""
    id, questions = view.read(submission)
    await desk.run(quiet.choose, submission.who, id, questions=questions, now=desk.now())
    return Close()


SUBMISSIONS = {view.CALLBACK_ID: submitted}
