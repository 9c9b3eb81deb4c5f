"""Meetings for one's own calendar: a file that follows them, or for a single one a link that doesn't."""

from __future__ import annotations

from bot.usecases.invitations import Invited
from handlers import calendar
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, divider, modal, section
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.invitations import entry
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "meeting.calendar"


def build(invited: Invited, say: Wording, *, all: bool = False, files: bool = True, sent: bool = False) -> View:
    """What can be had, of one meeting or of `all` ahead. `files`: whether files can be sent here at all; `sent`: one was just
    asked for."""
    about = f"pair:{invited.meetings[0].mentorship}" if all else f"meeting:{invited.meetings[0].id}"
    word = "sent" if sent else "file" if files else "no_files"
    send = button(
        say.plain(f"invitations.page.{'again' if sent else 'send'}"), "calendar.file", f"{about}:{invited.times}"
    )
    single = not all and len(invited.meetings) == 1
    return modal(
        CALLBACK_ID,
        title=say.plain("invitations.page.title"),
        close=say.plain("invitations.page.close"),
        metadata={},
        blocks=[
            section(_when(invited, say)),
            section(say.mrkdwn(f"invitations.page.{word}")),
            *([actions(send)] if files else []),
            *([divider(), section(say.mrkdwn("invitations.page.links"))] if files and single else []),
            *([_links(invited, say)] if single else [context(say.mrkdwn("invitations.page.later"))]),
            context(say.mrkdwn("invitations.page.shown")),
        ],
    )


def _when(invited: Invited, say: Wording) -> str:
    first, others = invited.meetings[0], names(invited.others)
    times = [clocks(each.starts, invited.me, invited.others) for each in invited.meetings]
    if len(times) == 1:
        return say.mrkdwn("appointments.meeting.when", clocks=times[0], minutes=first.minutes, names=others)
    lines = [say.mrkdwn("invitations.page.line", clocks=each) for each in times]
    return "\n".join([say.mrkdwn("invitations.page.several", count=english.number(len(times)), names=others), *lines])


def _links(invited: Invited, say: Wording) -> Block:
    event = entry(invited.meetings[0], invited, say)
    value = f"meeting:{invited.meetings[0].id}"
    return actions(
        button(say.plain("invitations.page.google"), "calendar.open.google", value, url=calendar.google(event)),
        button(say.plain("invitations.page.outlook"), "calendar.open.outlook", value, url=calendar.outlook(event)),
    )
