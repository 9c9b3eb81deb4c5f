"""*Add to calendar* on Slack: the page that offers it, and the file."""

from __future__ import annotations

from bot.mentoring.appointments import AppointmentId
from bot.usecases import invitations
from bot.usecases.invitations import Invited
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Done, Open, Show, Update, View


async def opened(click: Click, desk: Desk) -> Show:
    """*Add to calendar*: value "meeting:318"."""
    invited = await desk.run(invitations.look, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(_page(invited, desk, files=await desk.chat.can_send_files()))


async def asked(click: Click, desk: Desk) -> Show:
    """*Send me the file*: value "meeting:318:0", the last being how often they had asked for it before."""
    id, times = AppointmentId(click.id()), click.id(2)
    if not await desk.chat.can_send_files():
        invited = await desk.run(invitations.look, click.who, id, now=desk.now())
        return Update(_page(invited, desk, files=False))
    invited = await desk.run(invitations.take, click.who, id, times=times, now=desk.now())
    return Update(_page(invited, desk, sent=True))


async def linked(click: Click, desk: Desk) -> Show:
    """A link opens by itself; Slack wants it acknowledged."""
    return Done(quiet=True)


def _page(invited: Invited, desk: Desk, **how: bool) -> View:
    from handlers.slack.views import meeting_calendar  # read when the first one is asked for, not at every start

    return meeting_calendar.build(invited, desk.say, **how)


ACTIONS = {"meeting.calendar": opened, "calendar.file": asked, "calendar.open": linked}
