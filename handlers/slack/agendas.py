"""The agendas of the first two meetings on Slack: followed at the table, ticked by either."""

from __future__ import annotations

from bot.mentoring.agendas import Which, which_has
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import agendas
from bot.usecases import goals as new_goals
from handlers.slack import goals
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Both, Done, Open, Show, Update, View
from handlers.slack.views import action_plan_goal as goal_form
from handlers.slack.views import agendas as view


async def opened(click: Click, desk: Desk) -> Show:
    """An agenda where it was left: value "pair:41:first"."""
    agenda = await desk.run(agendas.see, click.who, MentorshipId(click.id()), _which(click), now=desk.now())
    return Open(view.build(agenda, desk.say))


def _which(click: Click) -> Which:
    return Which.SECOND if click.about[2:] == (Which.SECOND,) else Which.FIRST


async def part_shown(click: Click, desk: Desk) -> Show:
    """A part with its questions, in the place of the one that is open: value "pair:41:M1.goals"."""
    id, part = MentorshipId(click.id()), click.about[2]
    agenda = await desk.run(agendas.see, click.who, id, which_has(part), now=desk.now())
    return _drawn(view.build(agenda, desk.say, shown=[part]), click)


async def ticked(click: Click, desk: Desk) -> Show:
    """A part was talked about, and the next one is looked at; or it is open again: value "pair:41:M1.goals:done", or open."""
    id, part, done = MentorshipId(click.id()), click.about[2], click.about[3:] == ("done",)
    agenda = await desk.run(agendas.tick, click.who, id, part, done=done, now=desk.now())
    return _drawn(view.build(agenda, desk.say, shown=None if done else [part]), click)


def _drawn(page: View, click: Click) -> Show:
    return Open(page) if click.view is None else Update(page)


async def goal_clicked(click: Click, desk: Desk) -> Show:
    """*Add a goal*, on top of the agenda: value "pair:41:first"."""
    shown = await desk.run(new_goals.new_form, click.who, MentorshipId(click.id()), now=desk.now())
    if click.view is None:
        return Open(goal_form.build(shown, desk.say))
    form = goal_form.build(shown, desk.say, over=True)
    return Open(view.goal(form, _which(click), click.view.id, click.view.carried.get("shown")))


async def goal_written(submission: Submission, desk: Desk) -> Show:
    """Keep the goal as its own form does; the agenda below shows it."""
    shown = await goals.submitted(submission, desk)
    about = submission.metadata
    id, which = MentorshipId(about["pair"]), Which(about["agenda"])
    seen = await desk.run(agendas.see, submission.who, id, which, now=desk.now())
    agenda = Update(view.build(seen, desk.say, shown=about["shown"]), about["under"])
    return agenda if isinstance(shown, Done) else Both(shown, agenda)


async def order_clicked(click: Click, desk: Desk) -> Show:
    """*Change the order* of the goals: value "pair:41"."""
    values = await desk.run(agendas.order, click.who, MentorshipId(click.id()), now=desk.now())
    below = click.view.id if click.view is not None else ""
    return Open(view.order(values, desk.say, below=below))


async def order_chosen(submission: Submission, desk: Desk) -> Show:
    """Keep it; the agenda below shows it."""
    id, wanted = view.read_order(submission)
    agenda = await desk.run(agendas.put_in_order, submission.who, id, wanted, now=desk.now())
    return Update(view.build(agenda, desk.say, shown=["M2.review"]), str(submission.metadata.get("below", "")))


ACTIONS = {
    "agenda.open": opened,
    "agenda.show": part_shown,
    "agenda.tick": ticked,
    "agenda.goal": goal_clicked,
    "agenda.order": order_clicked,
}
SUBMISSIONS = {view.ORDER: order_chosen, view.GOAL: goal_written}
