"""Pairing as coordinators do it on Slack."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta

from bot.usecases import pairing
from handlers.slack.desk import Desk
from handlers.slack.identity import introduce
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Close, Open, Show
from handlers.slack.views import pairing as view


async def pair_command(command: Command, desk: Desk) -> Show:
    """`/mentor-program pair [@mentor @mentee]`: the form, prefilled."""
    named = [handle.user for handle in command.mentions] + [None, None]
    return await _form(command, desk, mentor=named[0], mentee=named[1])


async def pair_click(click: Click, desk: Desk) -> Show:
    """The button *Pair two people*."""
    return await _form(click, desk, mentor=None, mentee=None)


async def _form(asked: Command | Click, desk: Desk, *, mentor: str | None, mentee: str | None) -> Show:
    await desk.run(pairing.require_coordinator, asked.who)
    today = desk.now().date()
    channel = desk.program.celebration_channel
    end = today + relativedelta(months=6)
    return Open(view.build(desk.say, mentor=mentor, mentee=mentee, start=today, end=end, channel=channel))


async def pair_submitted(submission: Submission, desk: Desk) -> Show:
    """Introduce them: profiles are read anew, so that somebody deactivated yesterday is noticed."""
    request = view.read(submission)
    await introduce(desk, request.mentor, request.mentee)
    await desk.run(pairing.pair, submission.who, request, now=desk.now())
    return Close()


ACTIONS = {"pair.create": pair_click}
SUBMISSIONS = {view.CALLBACK_ID: pair_submitted}
