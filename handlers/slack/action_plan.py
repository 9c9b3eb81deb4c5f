"""The plan on Slack: looking at it, its vision and its steps."""

from __future__ import annotations

import json

from bot.mentoring.action_plan import StepId, Vision
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import action_plan
from bot.usecases.action_plan import PlanSeen
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Both, Done, Open, Show, Update
from handlers.slack.views import action_plan as view
from handlers.slack.views import action_plan_progress as progress_view
from handlers.slack.views import action_plan_step as step_view
from handlers.slack.views import action_plan_vision as vision_view
from handlers.slack.views.blocks import modal, section


async def plan(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor plan` and every *Open plan*; after the end it can be read."""
    return Open(view.build(await desk.run(action_plan.reread, asked.who, id, now=desk.now()), desk.say))


async def plan_clicked(click: Click, desk: Desk) -> Show:
    """A button with "pair:41"."""
    return await plan(click, MentorshipId(click.id()), desk)


async def progress(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor progress`: the plan at a glance."""
    return progress_view.build(await desk.run(action_plan.look, asked.who, id, now=desk.now()), desk.say)


def below(click: Click) -> str:
    """The id of the plan's modal, where this was clicked in it: a form lies on top of it then."""
    return click.view.id if click.view is not None and click.view.callback == view.CALLBACK_ID else ""


def saved(seen: PlanSeen, submission: Submission, desk: Desk) -> Show:
    """After a form: it closes and the plan below shows what is new; without one below, the plan takes its place, unless
    the form lay over something else."""
    under = str(submission.metadata.get("below", ""))
    if submission.metadata.get("over") and not under:
        return Done()
    return Update(view.build(seen, desk.say), under)


def changed(seen: PlanSeen, click: Click, desk: Desk, *, note: str) -> Show:
    """After a click: the plan is drawn anew where it is seen. A form that was clicked in has become a `note`."""
    drawn = view.build(seen, desk.say)
    if click.view is None:
        return Done() if click.home is not None else Open(drawn)
    if click.view.callback == view.CALLBACK_ID:
        return Update(drawn)
    under = str(json.loads(click.view.metadata or "{}").get("below", ""))
    if not under:
        return Update(drawn)
    said = modal(
        "plan.note",
        title=desk.say.plain("action_plan.gone.title"),
        close=desk.say.plain("action_plan.gone.close"),
        blocks=[section(desk.say.mrkdwn(note))],
    )
    return Both(Update(said), Update(drawn, under))


async def vision_clicked(click: Click, desk: Desk) -> Show:
    """The form of the vision."""
    seen = await desk.run(action_plan.look, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(vision_view.build(seen, desk.say, below=below(click)))


async def vision_submitted(submission: Submission, desk: Desk) -> Show:
    """Keep the vision; whoever comes second sees the other's words beside their own."""
    about, statement = submission.metadata, vision_view.read(submission)
    id = MentorshipId(about["pair"])
    kept = await desk.run(
        action_plan.save_vision, submission.who, id, statement, revision=about["revision"], now=desk.now()
    )
    if isinstance(kept, Vision):
        seen = await desk.run(action_plan.look, submission.who, id, now=desk.now())
        return Update(vision_view.build(seen, desk.say, below=about["below"], written=statement, theirs=kept))
    return saved(kept, submission, desk)


async def step_add_clicked(click: Click, desk: Desk) -> Show:
    """The form of a new step; value "goal:31"."""
    shown = await desk.run(action_plan.step_form, click.who, goal=GoalId(click.id()), now=desk.now())
    return Open(step_view.build(shown, desk.say, below=below(click)))


async def step_edit_clicked(click: Click, desk: Desk) -> Show:
    """The form of a step, chosen from the list; the plan below is drawn anew, so that it can be chosen again."""
    shown = await desk.run(action_plan.step_form, click.who, step=StepId(click.id()), now=desk.now())
    under = below(click)
    form = Open(step_view.build(shown, desk.say, below=under))
    return Both(form, Update(view.build(shown.seen, desk.say), under)) if under else form


async def step_submitted(submission: Submission, desk: Desk) -> Show:
    """Add or change a step; whoever comes second sees the other's words beside their own."""
    about, words, who = submission.metadata, step_view.read(submission), submission.who
    if not about["step"]:
        seen = await desk.run(action_plan.add_step, who, GoalId(about["goal"]), words, now=desk.now())
        return saved(seen, submission, desk)
    id = StepId(about["step"])
    kept = await desk.run(action_plan.change_step, who, id, words, revision=about["revision"], now=desk.now())
    if isinstance(kept, PlanSeen):
        return saved(kept, submission, desk)
    shown = await desk.run(action_plan.step_form, who, step=id, now=desk.now())
    return Update(step_view.build(shown, desk.say, below=about["below"], written=words, theirs=kept))


async def step_done_clicked(click: Click, desk: Desk) -> Show:
    """A step is done, or open again: "step:77:done", "step:77:open"."""
    done = click.about[2] == "done"
    seen = await desk.run(action_plan.mark_step, click.who, StepId(click.id()), done=done, now=desk.now())
    return changed(seen, click, desk, note="action_plan.gone.reopened")


async def step_drop_clicked(click: Click, desk: Desk) -> Show:
    """A step leaves the plan."""
    seen = await desk.run(action_plan.drop_step, click.who, StepId(click.id()), now=desk.now())
    return changed(seen, click, desk, note="action_plan.gone.dropped")


ACTIONS = {
    "plan.open": plan_clicked,
    "vision.edit": vision_clicked,
    "step.add": step_add_clicked,
    "step.edit": step_edit_clicked,
    "step.done": step_done_clicked,
    "step.drop": step_drop_clicked,
}
SUBMISSIONS = {vision_view.CALLBACK_ID: vision_submitted, step_view.CALLBACK_ID: step_submitted}
