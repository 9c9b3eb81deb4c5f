"""Goals on Slack: writing them, saying that one is met, and the mentor's answer."""

from __future__ import annotations

import json

from bot.mentoring.goals import Goal, GoalId, GoalWords, current, says
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import goals
from bot.usecases.action_plan import PlanSeen
from bot.usecases.goals import GoalSeen
from handlers.slack.action_plan import below, changed, saved
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Both, Open, Replace, Show, Update
from handlers.slack.views import action_plan as plan_view
from handlers.slack.views import action_plan_goal as form
from handlers.slack.views import action_plan_goal_confirm as confirm_view
from handlers.slack.views import goal_hints as hints_view


async def add_clicked(click: Click, desk: Desk) -> Show:
    """The form of a new goal; value "pair:41"."""
    shown = await desk.run(goals.new_form, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(form.build(shown, desk.say, below=below(click)))


async def more_clicked(click: Click, desk: Desk) -> Show:
    """*More*: the rest of the form of a new goal; value "pair:41"."""
    shown = await desk.run(goals.new_form, click.who, MentorshipId(click.id()), now=desk.now())
    if click.view is None:
        return Open(form.build(shown, desk.say))
    return Update(form.unfolded(shown, click.view, desk.say))


async def edit_clicked(click: Click, desk: Desk) -> Show:
    """The form of a goal; value "goal:31"."""
    shown = await desk.run(goals.form, click.who, GoalId(click.id()), now=desk.now())
    return Open(form.build(shown, desk.say, below=below(click)))


async def submitted(submission: Submission, desk: Desk) -> Show:
    """Add or change a goal; whoever comes second sees the other's words beside their own."""
    about, words, who = submission.metadata, form.read(submission.view), submission.who
    if not about["goal"]:
        seen = await desk.run(goals.add, who, MentorshipId(about["pair"]), words, now=desk.now())
        return _thought_of(seen, words, None, submission, desk)
    id = GoalId(about["goal"])
    was = (await desk.run(goals.show, who, id, now=desk.now())).goal
    kept = await desk.run(goals.change, who, id, words, revision=about["revision"], now=desk.now())
    if isinstance(kept, PlanSeen):
        return _thought_of(kept, words, was, submission, desk)
    shown = await desk.run(goals.show, who, id, now=desk.now())
    return Update(form.build(shown, desk.say, below=about["below"], written=words, theirs=kept))


def _thought_of(seen: PlanSeen, words: GoalWords, was: Goal | None, submission: Submission, desk: Desk) -> Show:
    """After a goal is saved: the plan, or first what may be missing in what was written now."""
    goal = next(each for each in current(seen.plan.goals) if says(each, words))
    found = hints_view.hints(seen, goal, was, desk.say)
    if not found:
        return saved(seen, submission, desk)
    under, over = str(submission.metadata["below"]), bool(submission.metadata["over"])
    shown = Update(hints_view.build(seen, goal, found, desk.say, below=under, over=over))
    return Both(shown, Update(plan_view.build(seen, desk.say), under)) if under else shown


async def again(submission: Submission, desk: Desk) -> Show:
    """*Change it*: the form once more, in the place of the hints."""
    about = submission.metadata
    shown = await desk.run(goals.form, submission.who, GoalId(about["goal"]), now=desk.now())
    return Update(form.build(shown, desk.say, below=about["below"], over=about["over"]))


async def drop_clicked(click: Click, desk: Desk) -> Show:
    """A goal leaves the plan."""
    seen = await desk.run(goals.drop, click.who, GoalId(click.id()), now=desk.now())
    return changed(seen, click, desk, note="action_plan.gone.dropped")


async def done_clicked(click: Click, desk: Desk) -> Show:
    """The mentee marks a goal as met or takes that back: "goal:31:met", "goal:31:open"."""
    seen = await desk.run(goals.mark, click.who, GoalId(click.id()), met=click.about[2] == "met", now=desk.now())
    return changed(seen, click, desk, note="action_plan.gone.reopened")


async def confirm_open_clicked(click: Click, desk: Desk) -> Show:
    """The mentor looks at a goal that was marked; later: at what came of it."""
    shown = await desk.run(goals.show, click.who, GoalId(click.id()), now=desk.now())
    return Open(confirm_view.build(shown, desk.say, below=below(click)))


async def confirm_clicked(click: Click, desk: Desk) -> Show:
    """*I see it too.*"""
    return _answered(await desk.run(goals.confirm, click.who, GoalId(click.id()), now=desk.now()), click, desk)


async def talk_clicked(click: Click, desk: Desk) -> Show:
    """*Talk about it first.*"""
    return _answered(await desk.run(goals.talk, click.who, GoalId(click.id()), now=desk.now()), click, desk)


def _answered(shown: GoalSeen, click: Click, desk: Desk) -> Show:
    """The question gives way to what came of it, in the chat too, and the plan below shows it."""
    under = str(json.loads(click.view.metadata or "{}").get("below", "")) if click.view is not None else ""
    drawn = confirm_view.build(shown, desk.say, below=under)
    after: Show = Open(drawn) if click.view is None else Update(drawn)
    if click.view is not None and under:
        after = Both(after, Update(plan_view.build(shown.seen, desk.say), under))
    if shown.asked is None:
        return after
    return Both(after, Replace(confirm_view.answered(shown, desk.say), shown.asked))


ACTIONS = {
    "goal.add": add_clicked,
    "goal.more": more_clicked,
    "goal.edit": edit_clicked,
    "goal.drop": drop_clicked,
    "goal.done": done_clicked,
    "goal.confirm": confirm_clicked,
    "goal.confirm.open": confirm_open_clicked,
    "goal.talk": talk_clicked,
}
SUBMISSIONS = {form.CALLBACK_ID: submitted, hints_view.CALLBACK_ID: again}
