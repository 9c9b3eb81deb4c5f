"""The form for the time of a meeting, new or moved: first of two pages."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Checks
from bot.usecases.appointments import Choosing, Wanted
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import date_input, field, modal, option, section, select, time_input
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "meet.time"
LENGTHS = (30, 45, 60, 90, 120)


def build(choosing: Choosing, say: Wording) -> View:
    """The form on the reader's own clock."""
    t, me, appointment = say.plain, choosing.me, choosing.appointment
    start = choosing.starts.astimezone(ZoneInfo(me.zone))
    lengths = [option(t("appointments.time.minutes", count=each), str(each)) for each in LENGTHS]
    if appointment is None:
        intro = say.mrkdwn("appointments.time.with", names=names(choosing.others))
    else:
        now = clocks(appointment.starts, me, choosing.others)
        intro = say.mrkdwn("appointments.time.moving", names=names(choosing.others), clocks=now)
    return modal(
        CALLBACK_ID,
        title=t("appointments.time.title_move" if appointment else "appointments.time.title"),
        submit=t("appointments.time.submit"),
        close=t("appointments.time.close"),
        metadata={
            "mentorship": choosing.mentorship,
            "moves": appointment.id if appointment else None,
            "revision": appointment.revision if appointment else 0,
        },
        blocks=[
            section(intro),
            field("date", t("appointments.time.date"), date_input(start.date())),
            field(
                "time",
                t("appointments.time.time", city=english.city(me.zone)),
                time_input(start.time()),
                hint=t("appointments.time.time_hint"),
            ),
            field("minutes", t("appointments.time.length"), select(lengths, str(choosing.minutes))),
        ],
    )


def read(submission: Submission) -> Wanted:
    """The chosen time. Raises Refusals at inputs that a client let through empty."""
    values, carried = submission.values, submission.metadata
    day, clock, minutes = values.date("date"), values.time("time"), values.choice("minutes")
    checks = Checks()
    for name, given in (("date", day), ("time", clock), ("minutes", minutes)):
        if not given:
            checks.refuse("appointments.no_time", field=name)
    checks.done()
    return Wanted(
        mentorship=MentorshipId(carried["mentorship"]),
        day=date.fromisoformat(day or ""),
        clock=time.fromisoformat(clock or ""),
        minutes=int(minutes or 0),
        moves=None if carried["moves"] is None else AppointmentId(carried["moves"]),
        revision=carried["revision"],
    )
