"""A first message to the other, on Slack: kept as it is written, sent once."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import first_words
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import first_words as view


async def opened(click: Click, desk: Desk) -> Show:
    """The form, as far as it was written: value "pair:41"."""
    writing = await desk.run(first_words.see, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(view.build(writing, desk.say))


async def sent(submission: Submission, desk: Desk) -> Show:
    """*Send it through me.*"""
    id, words = view.read(submission)
    return Update(view.build(await desk.run(first_words.send, submission.who, id, words, now=desk.now()), desk.say))


ACTIONS = {"firstwords.open": opened}
SUBMISSIONS = {view.CALLBACK_ID: sent}
