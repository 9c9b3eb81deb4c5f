"""Calling a meeting off: confirmed once, with the sentence that the others will read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.mentoring.appointments import AppointmentId
from bot.usecases.appointments import Seen
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import context, modal, section
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording

CALLBACK_ID = "meeting.cancel"


def build(seen: Seen, say: Wording) -> View:
    """What is called off, and what the others will read."""
    appointment, others = seen.appointment, names(seen.others)
    zone = next((each.zone for each in seen.others if each.id == appointment.set_up_by), seen.me.zone)
    day = appointment.starts.astimezone(ZoneInfo(zone)).date()
    sentence, skip = say.plain("appointments.cancelled.text", day=day), "_skip" if appointment.series else ""
    if seen.following is not None:
        following = seen.following.astimezone(ZoneInfo(zone)).date()
        sentence = say.plain("appointments.cancelled.text_regular", day=day, following=following)
    return modal(
        CALLBACK_ID,
        title=say.plain(f"appointments.cancel.title{skip}"),
        submit=say.plain(f"appointments.cancel.submit{skip}"),
        close=say.plain("appointments.cancel.close"),
        metadata={"meeting": appointment.id, "revision": appointment.revision},
        blocks=[
            section(
                say.mrkdwn(
                    "appointments.cancel.what", clocks=clocks(appointment.starts, seen.me, seen.others), names=others
                )
            ),
            section(say.mrkdwn("appointments.cancel.will_read", names=others)),
            section(say.mrkdwn("appointments.cancel.sentence", sentence=sentence)),
            context(say.mrkdwn("appointments.cancel.no_miss")),
        ],
    )


def read(submission: Submission) -> tuple[AppointmentId, int]:
    """Which meeting, and which of its times was shown."""
    return AppointmentId(submission.metadata["meeting"]), submission.metadata["revision"]
