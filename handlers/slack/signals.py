"""Suggestions on Slack: put aside."""

from __future__ import annotations

from bot.mentoring.signals import SignalId
from bot.usecases import signals
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Replace, Show
from handlers.slack.views import signals as view


async def left(click: Click, desk: Desk) -> Show:
    """*Leave it*: value "signal:58"."""
    await desk.run(signals.leave, click.who, SignalId(click.id()), now=desk.now())
    return Replace(view.left(desk.say))


ACTIONS = {"signal.dismiss": left}
