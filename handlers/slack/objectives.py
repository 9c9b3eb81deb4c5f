"""Before a meeting and after it, on Slack: what it should bring, and how far a goal has come."""

from __future__ import annotations

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.refusals import Refusal
from bot.usecases import objectives
from bot.usecases.objectives import Setting
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import meeting, meeting_objective, meeting_progress


def below(click: Click) -> str:
    """The id of the meeting's modal, where this was clicked in it: the form lies on top of it then."""
    return click.view.id if click.view is not None and click.view.callback == meeting.CALLBACK_ID else ""


async def prepare(click: Click, desk: Desk) -> Show:
    """*Set the objective*: value "meeting:318"."""
    setting = await desk.run(objectives.set_form, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(meeting_objective.build(setting, desk.say, below=below(click)))


async def prepared(submission: Submission, desk: Desk) -> Show:
    """Keep it; whoever comes second sees the other's words beside their own."""
    id, aim, mark = meeting_objective.read(submission)
    under = str(submission.metadata["below"])
    kept = await desk.run(objectives.set_aim, submission.who, id, aim, mark=mark, now=desk.now())
    if isinstance(kept, Setting):
        return Update(meeting_objective.build(kept, desk.say, written=aim, below=under))
    return Update(meeting.build(kept, desk.say), under)


async def look_back(click: Click, desk: Desk) -> Show:
    """*Look at progress*: value "meeting:318"."""
    back = await desk.run(objectives.look_back, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(meeting_progress.build(back, desk.say, below=below(click)))


async def looked_back(submission: Submission, desk: Desk) -> Show:
    """Keep how far a goal has come."""
    id, goal, how_far, step = meeting_progress.read(submission)
    if how_far is None:
        raise Refusal("objectives.choose", field="how_far")
    who, now = submission.who, desk.now()
    seen = await desk.run(objectives.evaluate, who, id, goal, how_far, step=step, now=now)
    return Update(meeting.build(seen, desk.say), str(submission.metadata["below"]))


ACTIONS = {"meeting.prepare": prepare, "meeting.progress": look_back}
SUBMISSIONS = {meeting_objective.CALLBACK_ID: prepared, meeting_progress.CALLBACK_ID: looked_back}
