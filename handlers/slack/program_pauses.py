"""Pauses of the program as coordinators plan, change and take them back on Slack."""

from __future__ import annotations

from bot.mentoring.program_pauses import ProgramPauseId
from bot.usecases import program_pauses
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Both, Close, Open, Show, Update
from handlers.slack.views import program_pauses as view


async def opened(asked: Command | Click, desk: Desk) -> Show:
    """`/mentor-program pause`, or *Pauses* in Home: what is planned."""
    return Open(view.listed(await desk.run(program_pauses.listed, asked.who, now=desk.now()), desk.say))


async def plan_click(click: Click, desk: Desk) -> Show:
    """*Plan a pause*."""
    await desk.run(program_pauses.listed, click.who, now=desk.now())
    return Open(view.build(None, desk.say, below=_below(click)))


async def change_click(click: Click, desk: Desk) -> Show:
    """*Change* beside one: value "pause:3"."""
    line = await desk.run(program_pauses.one, click.who, ProgramPauseId(click.id()), now=desk.now())
    return Open(view.build(line, desk.say, below=_below(click)))


def _below(click: Click) -> str:
    return click.view.id if click.view is not None else ""


async def submitted(submission: Submission, desk: Desk) -> Show:
    """Keep it; the list below shows it."""
    name, first, last = view.read(submission)
    id = submission.metadata["pause"]
    pauses = await desk.run(
        program_pauses.plan,
        submission.who,
        None if id is None else ProgramPauseId(id),
        name=name,
        first=first,
        last=last,
        now=desk.now(),
    )
    return Both(Close(all=False), Update(view.listed(pauses, desk.say), id=submission.metadata["below"]))


async def taken_back(click: Click, desk: Desk) -> Show:
    """*Take it back*, *End it today*: said in the form; the list below follows."""
    pauses = await desk.run(program_pauses.take_back, click.who, ProgramPauseId(click.id()), now=desk.now())
    done = Update(view.taken_back(desk.say))
    below = click.view.carried.get("below") if click.view is not None else None
    return Both(done, Update(view.listed(pauses, desk.say), id=below)) if below else done


ACTIONS = {
    "program.pause.open": opened,
    "program.pause.plan": plan_click,
    "program.pause.change": change_click,
    "program.pause.take_back": taken_back,
}
SUBMISSIONS = {view.FORM_ID: submitted}
