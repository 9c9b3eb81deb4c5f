"""A meeting as an entry of a calendar, and the file that is sent."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from bot.usecases.invitations import Invited
from handlers import calendar
from handlers.calendar import Entry
from handlers.slack.show import File
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording
from prompts import english


def entry(invited: Invited, say: Wording) -> Entry:
    """Time, place and first names; never the objective, which others could read in a calendar at work."""
    appointment = invited.appointment
    cancelled = not appointment.is_booked
    return Entry(
        uid=calendar.uid(invited.me.handle.team, appointment.id),
        sequence=appointment.sequence,
        starts=appointment.starts,
        ends=appointment.ends,
        title=say.plain(f"invitations.entry.{'cancelled' if cancelled else 'title'}", names=names(invited.others)),
        place=appointment.place,
        cancelled=cancelled,
    )


def file(invited: Invited, say: Wording) -> File:
    """The meeting as a file, with a sentence that says what it is."""
    appointment = invited.appointment
    day = appointment.starts.astimezone(ZoneInfo(invited.me.zone)).date()
    event = entry(invited, say)
    kind = "cancelled" if event.cancelled else "changed" if invited.changed else "text"
    text = say.mrkdwn(
        f"invitations.file.{kind}",
        names=names(invited.others),
        day=english.long_day(day),
        clocks=clocks(appointment.starts, invited.me, invited.others),
    )
    return File(
        name=f"meeting-{day}.ics",
        title=event.title,
        text=text,
        content=partial(calendar.file, [event], now=invited.now),
    )
