"""The first meetings of a rhythm on everybody's clock, before they count: second of two pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.series import Coming
from bot.mentoring.terms import Frequency
from bot.usecases.planning import Proposal, Shift, Wanted
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import context, modal, section
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.series_words import capital, rhythm
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "series.book"
MOST_ODD = 2
"""Days that are named of those whose time a change of clocks touches."""


def build(proposal: Proposal, say: Wording) -> View:
    """What is booked when this is sent, and what a change of clocks does to it."""
    series, wanted = proposal.series, proposal.wanted
    about = {"rhythm": capital(rhythm(series, say)), "minutes": series.minutes, "names": names(proposal.others)}
    lines = [say.mrkdwn("series.book.rhythm", **about)]
    if any(each.zone != series.zone for each in (proposal.me, *proposal.others)):
        lines.append(say.mrkdwn("series.book.clock", city=english.city(series.zone)))
    return modal(
        CALLBACK_ID,
        title=say.plain("series.book.title"),
        submit=say.plain("series.book.submit"),
        close=say.plain("series.book.close"),
        metadata={**wanted._asdict(), "day": wanted.day.isoformat(), "clock": wanted.clock.isoformat("minutes")},
        blocks=[
            section("\n".join(lines)),
            section("\n".join(_line(each, proposal, say) for each in proposal.coming)),
            *_changes_of_clocks(proposal, say),
            *_odd(proposal, say),
            *_former(proposal, say),
            context(say.mrkdwn("series.book.ahead", end=english.long_day(proposal.ends, today=proposal.today))),
            context(say.mrkdwn("series.book.told", names=about["names"])),
        ],
    )


def _line(coming: Coming, proposal: Proposal, say: Wording) -> str:
    meeting = coming.slot if coming.stands is None else coming.stands
    when = clocks(meeting.starts, proposal.me, proposal.others)
    return say.mrkdwn("series.book.line" if coming.stands is None else "series.book.stands", clocks=when)


def _changes_of_clocks(proposal: Proposal, say: Wording) -> Iterator[Block]:
    lines = [_shift(each, proposal, say) for each in proposal.shifts]
    for at, odd in proposal.odd[:MOST_ODD]:
        values = {
            "day": english.long_day(at.date(), today=proposal.today),
            "clock": english.clock(proposal.series.clock, proposal.me.locale),
            "city": english.city(proposal.series.zone),
        }
        if odd == "skipped":
            values["time"] = english.clock(at.time(), proposal.me.locale)
        lines.append(say.mrkdwn(f"series.book.{odd}", **values))
    if lines:
        yield section("\n".join(lines))


def _shift(shift: Shift, proposal: Proposal, say: Wording) -> str:
    there = shift.at.astimezone(ZoneInfo(shift.person.zone))
    key = "series.book.shift_mine" if shift.person == proposal.me else "series.book.shift"
    name = {} if shift.person == proposal.me else {"name": shift.person.first_name}
    time = english.clock(there.time(), proposal.me.locale)
    return say.mrkdwn(key, day=english.short_day(there.date()), time=time, **name)


def _odd(proposal: Proposal, say: Wording) -> Iterator[Block]:
    """An hour at which people seldom mean to meet; it can be booked all the same."""
    if proposal.weekend:
        yield section(say.mrkdwn("appointments.place.weekend"))
    if proposal.at_night:
        sleepers = [each for each in proposal.at_night if each != proposal.me]
        mine = proposal.me in proposal.at_night
        whose = "all" if mine and sleepers else "mine" if mine else "theirs"
        about = {"names": names(sleepers)} if sleepers else {}
        yield section(say.mrkdwn(f"appointments.place.night_{whose}", **about))


def _former(proposal: Proposal, say: Wording) -> Iterator[Block]:
    """What becomes of the rhythm before this one."""
    gone = [english.short_day(each.starts.astimezone(ZoneInfo(proposal.me.zone)).date()) for each in proposal.replaced]
    lines = [say.mrkdwn("series.book.replaced", days=english.listed(gone))] if gone else []
    for each in proposal.stay:
        lines.append(say.mrkdwn("series.book.stays", clocks=clocks(each.starts, proposal.me, proposal.others)))
    if lines:
        yield section("\n".join(lines))


def read(submission: Submission) -> Wanted:
    """The rhythm that was shown."""
    carried = submission.metadata
    return Wanted(
        mentorship=MentorshipId(carried["mentorship"]),
        frequency=Frequency(carried["frequency"]),
        day=date.fromisoformat(carried["day"]),
        clock=time.fromisoformat(carried["clock"]),
        minutes=carried["minutes"],
        place=carried["place"],
        revision=carried["revision"],
    )
