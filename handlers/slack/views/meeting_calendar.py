"""A meeting for one's own calendar: a file that follows it, or a link that doesn't."""

from __future__ import annotations

from bot.usecases.invitations import Invited
from handlers import calendar
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, divider, modal, section
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.invitations import entry
from handlers.slack.views.wording import Wording

CALLBACK_ID = "meeting.calendar"


def build(invited: Invited, say: Wording, *, files: bool = True, sent: bool = False) -> View:
    """What can be had. `files`: whether files can be sent here at all; `sent`: one was just asked for."""
    appointment, others = invited.appointment, names(invited.others)
    when = clocks(appointment.starts, invited.me, invited.others)
    event = entry(invited, say)
    value = f"meeting:{appointment.id}"
    return modal(
        CALLBACK_ID,
        title=say.plain("invitations.page.title"),
        close=say.plain("invitations.page.close"),
        metadata={"meeting": appointment.id},
        blocks=[
            section(say.mrkdwn("appointments.meeting.when", clocks=when, minutes=appointment.minutes, names=others)),
            *(_file(invited, say, sent=sent) if files else [section(say.mrkdwn("invitations.page.no_files"))]),
            *([divider(), section(say.mrkdwn("invitations.page.links"))] if files else []),
            actions(
                button(say.plain("invitations.page.google"), "calendar.open.google", value, url=calendar.google(event)),
                button(
                    say.plain("invitations.page.outlook"), "calendar.open.outlook", value, url=calendar.outlook(event)
                ),
            ),
            context(say.mrkdwn("invitations.page.shown", names=others)),
        ],
    )


def _file(invited: Invited, say: Wording, *, sent: bool) -> list[Block]:
    value = f"meeting:{invited.appointment.id}:{invited.times}"
    word = "again" if sent else "send"
    return [
        section(say.mrkdwn(f"invitations.page.{'sent' if sent else 'file'}")),
        actions(button(say.plain(f"invitations.page.{word}"), "calendar.file", value)),
    ]
