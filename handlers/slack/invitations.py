"""*Add to calendar* on Slack: the page that offers it, and the file."""

from __future__ import annotations

from bot.mentoring.appointments import AppointmentId
from bot.usecases import invitations
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Done, Open, Show, Update
from handlers.slack.views import meeting_calendar


async def opened(click: Click, desk: Desk) -> Show:
    """*Add to calendar*: value "meeting:318"."""
    invited = await desk.run(invitations.look, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(meeting_calendar.build(invited, desk.say, files=await desk.chat.can_send_files()))


async def asked(click: Click, desk: Desk) -> Show:
    """*Send me the file*: value "meeting:318:0", the last being how often they had asked for it before."""
    id, times = AppointmentId(click.id()), click.id(2)
    if not await desk.chat.can_send_files():
        invited = await desk.run(invitations.look, click.who, id, now=desk.now())
        return Update(meeting_calendar.build(invited, desk.say, files=False))
    invited = await desk.run(invitations.take, click.who, id, times=times, now=desk.now())
    return Update(meeting_calendar.build(invited, desk.say, sent=True))


async def linked(click: Click, desk: Desk) -> Show:
    """A link opens by itself; Slack wants it acknowledged."""
    return Done(quiet=True)


ACTIONS = {"meeting.calendar": opened, "calendar.file": asked, "calendar.open": linked}
