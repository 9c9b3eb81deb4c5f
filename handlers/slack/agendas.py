"""The agendas of the first two meetings on Slack: followed at the table, ticked by either."""

from __future__ import annotations

from bot.mentoring.agendas import Which
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import agendas
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import agendas as view


async def opened(click: Click, desk: Desk) -> Show:
    """An agenda where it was left: value "pair:41:first"."""
    which = Which.SECOND if click.about[2:] == (Which.SECOND,) else Which.FIRST
    agenda = await desk.run(agendas.see, click.who, MentorshipId(click.id()), which, now=desk.now())
    return Open(view.build(agenda, desk.say))


async def ticked(click: Click, desk: Desk) -> Show:
    """A part was talked about, or is open again: value "pair:41:M1.goals:done", or open."""
    id, part, done = MentorshipId(click.id()), click.about[2], click.about[3:] == ("done",)
    agenda = await desk.run(agendas.tick, click.who, id, part, done=done, now=desk.now())
    page = view.build(agenda, desk.say)
    return Open(page) if click.view is None else Update(page)


async def order_clicked(click: Click, desk: Desk) -> Show:
    """*Change the order* of the goals: value "pair:41"."""
    values = await desk.run(agendas.order, click.who, MentorshipId(click.id()), now=desk.now())
    below = click.view.id if click.view is not None else ""
    return Open(view.order(values, desk.say, below=below))


async def order_chosen(submission: Submission, desk: Desk) -> Show:
    """Keep it; the agenda below shows it."""
    id, wanted = view.read_order(submission)
    agenda = await desk.run(agendas.put_in_order, submission.who, id, wanted, now=desk.now())
    return Update(view.build(agenda, desk.say), str(submission.metadata.get("below", "")))


ACTIONS = {"agenda.open": opened, "agenda.tick": ticked, "agenda.order": order_clicked}
SUBMISSIONS = {view.ORDER: order_chosen}
