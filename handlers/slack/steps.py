"""Skipping one of the nine steps on Slack: proposed on the page about the stage, answered there or in the message."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import stage_page, steps
from bot.usecases.steps import Skipping
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Replace, Show, Update
from handlers.slack.views import stages as page
from handlers.slack.views import steps as view


async def propose(click: Click, desk: Desk) -> Show:
    """*Skip this step*, confirmed: value "skip:41:N3"."""
    proposed = await desk.run(steps.propose_skip, click.who, MentorshipId(click.id()), click.about[2], now=desk.now())
    return await _shown(proposed, click, desk)


async def answer(click: Click, desk: Desk) -> Show:
    """An answer by one tap: value "skip:41:N3:yes"."""
    id, step, agrees = MentorshipId(click.id()), click.about[2], click.about[3] == "yes"
    answered = await desk.run(steps.answer_skip, click.who, id, step, agrees=agrees, now=desk.now())
    return await _shown(answered, click, desk)


async def _shown(skipping: Skipping, click: Click, desk: Desk) -> Show:
    """The message that asked gives way; the page is drawn anew."""
    if click.view is None:
        return Replace(view.after(skipping, desk.say))
    where = await desk.run(stage_page.where_you_are, click.who, skipping.mentorship, now=desk.now())
    return Update(page.build(where, desk.say))


ACTIONS = {"skip.propose": propose, "skip.answer": answer}
