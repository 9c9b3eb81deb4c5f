"""*Add to calendar* on Slack: the page that offers it, and the file."""

from __future__ import annotations

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import invitations
from bot.usecases.invitations import Invited
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Done, Open, Show, Update, View


async def opened(click: Click, desk: Desk) -> Show:
    """*Add to calendar*: value "meeting:318", or "pair:41" for all meetings ahead."""
    invited = await _look(click, desk)
    return Open(_page(invited, click, desk, files=await desk.chat.can_send_files()))


async def asked(click: Click, desk: Desk) -> Show:
    """*Send me the file*: value as above, and how often they had asked for it before: "meeting:318:0"."""
    if not await desk.chat.can_send_files():
        return Update(_page(await _look(click, desk), click, desk, files=False))
    times, now = click.id(2), desk.now()
    if _all(click):
        pair = MentorshipId(click.id())
        invited = await desk.run(invitations.take_all, click.who, pair, times=times, now=now)
    else:
        invited = await desk.run(invitations.take, click.who, AppointmentId(click.id()), times=times, now=now)
    return Update(_page(invited, click, desk, sent=True))


async def linked(click: Click, desk: Desk) -> Show:
    """A link opens by itself; Slack wants it acknowledged."""
    return Done(quiet=True)


def _all(click: Click) -> bool:
    return click.about[0] == "pair"


async def _look(click: Click, desk: Desk) -> Invited:
    if _all(click):
        return await desk.run(invitations.look_at_all, click.who, MentorshipId(click.id()), now=desk.now())
    return await desk.run(invitations.look, click.who, AppointmentId(click.id()), now=desk.now())


def _page(invited: Invited, click: Click, desk: Desk, **how: bool) -> View:
    from handlers.slack.views import meeting_calendar  # read when the first one is asked for, not at every start

    return meeting_calendar.build(invited, desk.say, all=_all(click), **how)


ACTIONS = {"meeting.calendar": opened, "calendar.file": asked, "calendar.open": linked}
