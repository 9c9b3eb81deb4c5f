"""Offering a pair a hand on Slack."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import hello
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Close, Open, Show
from handlers.slack.views import hello as view


async def offer_clicked(click: Click, desk: Desk) -> Show:
    """*Offer a hand*: value "pair:41"."""
    offer = await desk.run(hello.begin, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(view.build(offer, desk.say))


async def offered(submission: Submission, desk: Desk) -> Show:
    """Pass the hello on."""
    id, words, opened = view.read(submission)
    await desk.run(hello.offer, submission.who, id, words, opened=opened, now=desk.now())
    return Close()


ACTIONS = {"pair.offer": offer_clicked}
SUBMISSIONS = {view.CALLBACK_ID: offered}
