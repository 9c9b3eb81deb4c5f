"""What each expects of the other, on Slack: ticked alone, shown side by side."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import expectations
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import expectations as view


async def opened(click: Click, desk: Desk) -> Show:
    """Take it up where it was left: value "pair:41"."""
    exchange = await desk.run(expectations.see, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(view.build(exchange, desk.say))


async def change(click: Click, desk: Desk) -> Show:
    """*Change mine*: the form, in the place of what was shown."""
    exchange = await desk.run(expectations.see, click.who, MentorshipId(click.id()), now=desk.now())
    form = view.build(exchange, desk.say, change=True)
    return Open(form) if click.view is None else Update(form)


async def done(submission: Submission, desk: Desk) -> Show:
    """*Done*: what to wait for, or both side by side."""
    id, words = view.read(submission)
    exchange = await desk.run(expectations.done, submission.who, id, words, now=desk.now())
    return Update(view.build(exchange, desk.say))


ACTIONS = {"expectations.open": opened, "expectations.change": change}
SUBMISSIONS = {view.CALLBACK_ID: done}
