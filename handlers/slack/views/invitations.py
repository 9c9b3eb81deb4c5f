"""A meeting as an entry of a calendar, and the file that is sent."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import Appointment
from bot.usecases.invitations import Invited
from handlers import calendar
from handlers.calendar import Entry
from handlers.slack.show import File
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording
from prompts import english


def entry(meeting: Appointment, invited: Invited, say: Wording) -> Entry:
    """Time, place and first names; never the objective, which others could read in a calendar at work."""
    cancelled = not meeting.is_booked
    return Entry(
        uid=calendar.uid(invited.me.handle.team, meeting.id),
        sequence=meeting.sequence,
        starts=meeting.starts,
        ends=meeting.ends,
        title=say.plain(f"invitations.entry.{'cancelled' if cancelled else 'title'}", names=names(invited.others)),
        place=meeting.place,
        cancelled=cancelled,
    )


def file(invited: Invited, say: Wording) -> File:
    """The meetings as a file, with a sentence that says what it is."""
    first, others = invited.meetings[0], names(invited.others)
    day = first.starts.astimezone(ZoneInfo(invited.me.zone)).date()
    events = [entry(each, invited, say) for each in invited.meetings]
    several = len(events) > 1
    many = english.number(len(events), capital=True)
    kind = "cancelled" if all(each.cancelled for each in events) else "changed" if invited.changed else "text"
    text = say.mrkdwn(
        f"invitations.{'files' if several else 'file'}.{kind}",
        names=others,
        day=english.long_day(day),
        clocks=clocks(first.starts, invited.me, invited.others),
        count=english.number(len(events)),
        capital=many,
    )
    return File(
        name=f"{'meetings' if several else 'meeting'}-{day}.ics",
        title=say.plain("invitations.entry.several", names=others, capital=many) if several else events[0].title,
        text=text,
        content=partial(calendar.file, events, now=invited.now),
    )
