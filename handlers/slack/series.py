"""The rhythm of meetings on Slack: planned, shown on both clocks, booked, paused, changed and ended."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.program_pauses import ProgramPauseId
from bot.usecases import planning, series, series_rests
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Open, Replace, Show, Update
from handlers.slack.views import series as view
from handlers.slack.views import series_book, series_notices, series_pause, series_plan


async def meetings(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor meetings` and *All meetings*: what lies ahead."""
    return Open(view.build(await desk.run(series.page, asked.who, id, now=desk.now()), desk.say))


async def opened(click: Click, desk: Desk) -> Show:
    """The same behind a button: value "pair:41"."""
    return await meetings(click, MentorshipId(click.id()), desk)


async def plan_clicked(click: Click, desk: Desk) -> Show:
    """*Plan our meetings* and *Change*: the form. In a message or in Home, where a rhythm is planned by now and the
    agreement has no other, what is planned."""
    id = MentorshipId(click.id())
    if click.view is None:
        page = await desk.run(series.page, click.who, id, now=desk.now())
        if page.series is not None and not page.newer:
            return Open(view.build(page, desk.say))
    choosing = await desk.run(planning.choose, click.who, id, now=desk.now())
    return Open(series_plan.build(choosing, desk.say))


async def chosen(submission: Submission, desk: Desk) -> Show:
    """Show the first meetings on both clocks, on top of the form, so that *Back* leads to it."""
    wanted = series_plan.read(submission)
    proposal = await desk.run(planning.propose, submission.who, wanted, now=desk.now())
    return Open(series_book.build(proposal, desk.say))


async def booked(submission: Submission, desk: Desk) -> Show:
    """*Book these*: all at once."""
    page = await desk.run(planning.book, submission.who, series_book.read(submission), now=desk.now())
    return Update(view.build(page, desk.say, done="planned"))


async def pause_clicked(click: Click, desk: Desk) -> Show:
    """*Pause*: until when?"""
    page = await desk.run(series.page, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(series_pause.build(page, desk.say))


async def paused(submission: Submission, desk: Desk) -> Show:
    """Let it rest."""
    id, until = series_pause.read(submission)
    page = await desk.run(series.pause, submission.who, id, until, now=desk.now())
    return Update(view.build(page, desk.say, done="done_paused"))


async def resumed(click: Click, desk: Desk) -> Show:
    """*Go on now*."""
    page = await desk.run(series.go_on, click.who, MentorshipId(click.id()), now=desk.now())
    return _shown(click, view.build(page, desk.say, done="done_resumed"))


async def ended(click: Click, desk: Desk) -> Show:
    """*End it*, asked once more by the button itself."""
    page = await desk.run(series.end, click.who, MentorshipId(click.id()), now=desk.now())
    return _shown(click, view.build(page, desk.say, done="done_ended"))


async def skipped(click: Click, desk: Desk) -> Show:
    """*Skip it*, of what lies in a pause of the program: value "pair:41:3"."""
    id, pause = MentorshipId(click.id()), ProgramPauseId(click.id(2))
    done = await desk.run(series_rests.skip, click.who, id, pause, now=desk.now())
    return Replace(series_notices.skipped(done, desk.say))


def _shown(click: Click, page: dict[str, object]) -> Show:
    return Update(page) if click.view is not None else Open(page)


ACTIONS = {
    "series.open": opened,
    "series.plan": plan_clicked,
    "series.pause": pause_clicked,
    "series.resume": resumed,
    "series.end": ended,
    "series.skip": skipped,
}
SUBMISSIONS = {
    series_plan.CALLBACK_ID: chosen,
    series_book.CALLBACK_ID: booked,
    series_pause.CALLBACK_ID: paused,
}
