"""What members say of a meeting that is over, and what it counts as (field guide, sections 12 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.appointments import Appointment, AppointmentId, State, awake, key, traces
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import What
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal

WHAT = {State.HELD: What.HELD, State.MISSED: What.MISSED, State.MOVED: What.MOVED, State.UNKNOWN: What.UNKNOWN}


class Answer(StrEnum):
    """The four answers to "did you meet?" (section 14)."""

    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"
    UNABLE = "unable"

    @property
    def claim(self) -> State:
        """What the answer says of the appointment; "I couldn't make it" counts as not happened, whoever says it."""
        return State.MISSED if self is Answer.UNABLE else State(self.value)


@dataclass(frozen=True, slots=True)
class Report:
    """What one member says of an appointment, seen by nobody else."""

    appointment: AppointmentId
    person: PersonId
    answer: Answer
    at: datetime


def report(
    appointment: Appointment,
    mentorship: Mentorship,
    said: Report,
    before: Sequence[Report],
    *,
    silence: timedelta,
    now: datetime,
) -> Decision:
    """Keep one member's answer to "did you meet?"; it may change until the appointment counts as something."""
    if not appointment.is_booked:
        raise Refusal(f"appointments.already_{appointment.state}")
    if not appointment.is_over(now):
        raise Refusal("appointments.not_over")
    reports = [each for each in before if each.person != said.person] + [said]
    waiting = replace(appointment, settles=now + silence)
    if len(reports) == len(mentorship.members):
        return Decision(changes=(said,)) + settle(waiting, mentorship, reports, now=now)
    return Decision(changes=(said, waiting))


def settle(appointment: Appointment, mentorship: Mentorship, reports: Sequence[Report], *, now: datetime) -> Decision:
    """Let an appointment count as what its reports agree on; contradiction and silence of all are unknown.

    Called when all have said something, or when the time for it is over (`settles`).
    """
    claims = {each.answer.claim for each in reports}
    state = claims.pop() if len(claims) == 1 else State.UNKNOWN
    settled = replace(appointment, state=state, settles=None, settled_at=now)
    notices: tuple[Notice, ...] = ()
    if state is State.MOVED:
        notices = (
            Notice(
                kind="appointments.new_time",
                to=ToGroup(mentorship.id),
                key=f"meeting:{appointment.id}:new_time",
                due=awake(mentorship, now),
                latest=now + timedelta(days=14),
                about={"mentorship": mentorship.id, "appointment": appointment.id},
            ),
        )
    return Decision(
        changes=(settled,),
        notices=notices,
        withdrawn=(f"{key(appointment)}:*",),
        evidence=traces(settled, WHAT[state], now),
    )
