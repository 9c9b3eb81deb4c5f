"""The way to a goal from its end, on Slack."""

from __future__ import annotations

from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Refusal, Refusals
from bot.usecases import backwards
from bot.usecases.backwards import Way
from handlers.slack.action_plan import below
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Both, Open, Show, Update
from handlers.slack.views import action_plan as plan_view
from handlers.slack.views import action_plan_step as step_view
from handlers.slack.views import backwards as view


async def opened(click: Click, desk: Desk) -> Show:
    """*Work it out backwards*: value "goal:31"."""
    way = await desk.run(backwards.see, click.who, GoalId(click.id()), now=desk.now())
    return _shown(way, click, desk)


async def picked(click: Click, desk: Desk) -> Show:
    """The same from the list of conversations: value "pair:41"."""
    return _shown(await desk.run(backwards.of_pair, click.who, MentorshipId(click.id()), now=desk.now()), click, desk)


async def more(click: Click, desk: Desk) -> Show:
    """*One more before that.*"""
    way = await desk.run(backwards.see, click.who, GoalId(click.id()), more=True, now=desk.now())
    return _shown(way, click, desk)


def _shown(way: Way, click: Click, desk: Desk) -> Show:
    if click.view is None or click.view.callback not in (view.CALLBACK_ID, view.END):
        return Open(view.build(way, desk.say, below=below(click)))
    return Update(view.build(way, desk.say, below=str(click.view.carried["below"])))


async def ended(click: Click, desk: Desk) -> Show:
    """*That is enough*: the whole way."""
    way = await desk.run(backwards.see, click.who, GoalId(click.id()), now=desk.now())
    under = str(click.view.carried["below"]) if click.view is not None else ""
    whole = view.end(way, desk.say, below=under)
    return Open(whole) if click.view is None else Update(whole)


async def kept(submission: Submission, desk: Desk) -> Show:
    """*Keep this step*: it is in the plan below, and the question before it comes."""
    about = submission.metadata
    nth = f"_{about['nth']}"
    words = step_view.read(submission, nth=nth)
    try:
        way = await desk.run(backwards.keep, submission.who, GoalId(about["goal"]), words, now=desk.now())
    except Refusal as refusal:
        raise _at(nth, refusal) from refusal
    except Refusals as refusals:
        raise _at(nth, *refusals.refusals) from refusals
    shown = Update(view.build(way, desk.say, below=about["below"]))
    return Both(shown, Update(plan_view.build(way.seen, desk.say), about["below"])) if about["below"] else shown


def _at(nth: str, *refusals: Refusal) -> Refusals:
    """The same at the fields of this page."""
    return Refusals(*(Refusal(each.key, field=each.field and f"{each.field}{nth}", **each.values) for each in refusals))


ACTIONS = {
    "backwards.open": opened,
    "backwards.pick": picked,
    "backwards.more": more,
    "backwards.end": ended,
}
SUBMISSIONS = {view.CALLBACK_ID: kept}
