"""Who has a meeting in their own calendar by a file of ours, and when a newer file is owed to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.mentoring.appointments import Appointment, AppointmentId
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.people import PersonId
from bot.mentoring.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person's file of one appointment: which `Appointment.sequence` it shows, and how often they asked for it."""

    appointment: AppointmentId
    person: PersonId
    sequence: int
    times: int


def require_open(appointment: Appointment, now: datetime) -> None:
    """Raise Refusal unless this meeting is booked and not over."""
    if not appointment.is_booked:
        raise Refusal(f"appointments.already_{appointment.state}")
    if appointment.is_over(now):
        raise Refusal("invitations.over")


def take(appointment: Appointment, taken: Invitation | None, *, by: PersonId, times: int, now: datetime) -> Decision:
    """Ask for the file, having asked `times` before: the same request again changes nothing. It comes at once, also at night."""
    require_open(appointment, now)
    before = taken.times if taken is not None else 0
    if before != times:
        return NOTHING
    asked = Invitation(appointment.id, by, appointment.sequence, times + 1)
    notice = Notice(
        kind="invitations.file",
        to=ToPerson(by),
        key=f"{key(asked)}:asked:{asked.times}",
        due=now,
        latest=appointment.ends,
        about=_about(appointment),
        always=True,
    )
    return Decision(changes=(asked,), notices=(notice,))


def follow(decision: Decision, taken: Iterable[Invitation], *, due: datetime) -> Decision:
    """The decision to move or call off a meeting, with a newer file for each who had one; at `due`, when its message goes out,
    and once, however often the meeting changes before. Nobody is owed one for what no calendar shows."""
    for appointment in decision.changes:
        if not isinstance(appointment, Appointment):
            continue
        owed = [each for each in taken if each.appointment == appointment.id and each.sequence < appointment.sequence]
        renewed = tuple(replace(each, sequence=appointment.sequence) for each in owed)
        decision += Decision(
            changes=renewed,
            notices=tuple(
                Notice(
                    kind="invitations.changed",
                    to=ToPerson(each.person),
                    key=f"{key(each)}:changed:{each.sequence}",
                    due=due,
                    latest=appointment.ends,
                    about=_about(appointment),
                )
                for each in renewed
            ),
            withdrawn=tuple(f"{key(each)}:*" for each in owed),
        )
    return decision


def key(invitation: Invitation) -> str:
    """What the keys of all files of this meeting for this person begin with."""
    return f"invitation:{invitation.appointment}:{invitation.person}"


def _about(appointment: Appointment) -> dict[str, int | str]:
    return {
        "mentorship": appointment.mentorship,
        "appointment": appointment.id,
        "sequence": appointment.sequence,
    }
