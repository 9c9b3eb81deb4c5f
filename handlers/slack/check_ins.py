"""Questions on Slack: answered by a tap or in a form, asked for by a command, looked at in *My answers*."""

from __future__ import annotations

from bot.mentoring.check_ins import CheckInId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import check_ins
from bot.usecases.check_ins import Asked
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Message, Replace, Show
from handlers.slack.views import check_ins as view


def _id(click: Click) -> CheckInId:
    return CheckInId(click.id())


async def check_in(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor checkin`: the question that waits, or a new one, seen by that person alone."""
    return view.question(await desk.run(check_ins.ask_now, asked.who, id, now=desk.now()), desk.say)


async def tapped(click: Click, desk: Desk) -> Show:
    """An answer by one tap: value "checkin:903:4"."""
    asked = await desk.run(check_ins.tap, click.who, _id(click), click.about[2], now=desk.now())
    return Replace(_after(asked, desk))


async def skipped(click: Click, desk: Desk) -> Show:
    """Skip, by one tap."""
    return Replace(_after(await desk.run(check_ins.skip, click.who, _id(click), now=desk.now()), desk))


def _after(asked: Asked, desk: Desk) -> Message:
    return view.closed(desk.say) if asked.closed else view.thanks(asked, desk.say)


ACTIONS = {"checkin.answer": tapped, "checkin.skip": skipped}
