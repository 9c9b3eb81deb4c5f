"""Who has a meeting in their own calendar by a file of ours, and when a newer file is owed to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def take(
    meetings: Sequence[Appointment], taken: Iterable[Invitation], *, by: PersonId, times: int, now: datetime
) -> Decision:
    """Ask for one file of these meetings of a mentorship, having asked for them `times` before, added up: the same request
    again changes nothing. It comes at once, also at night. Raises Refusal: none, called off, over."""
    if not meetings:
        raise Refusal("invitations.none")
    for meeting in meetings:
        require_open(meeting, now)
    before = {each.appointment: each.times for each in taken if each.person == by}
    if sum(before.get(each.id, 0) for each in meetings) != times:
        return NOTHING
    asked = tuple(Invitation(each.id, by, each.sequence, before.get(each.id, 0) + 1) for each in meetings)
    number = times + len(asked)
    ids = ".".join(str(each.id) for each in meetings)
    notice = Notice(
        kind="invitations.file",
        to=ToPerson(by),
        key=f"{key_of(meetings[0].id, by)}:asked:{number}"
        if len(asked) == 1
        else f"{key_of_several(meetings[0], by)}:{ids}:{number}",
        due=now,
        latest=max(each.ends for each in meetings),
        about=_about(meetings),
        always=True,
    )
    return Decision(changes=asked, notices=(notice,))


def follow(decision: Decision, taken: Iterable[Invitation], *, due: datetime) -> Decision:
    """The decision to move meetings or call them off, with one newer file for each person who had them; at `due`, when its message
    goes out, and once, however often they change before. Nobody is owed one for what no calendar shows."""
    now_as = {each.id: each for each in decision.changes if isinstance(each, Appointment)}
    owed: dict[PersonId, list[Invitation]] = {}
    for each in taken:
        if each.appointment in now_as and each.sequence < now_as[each.appointment].sequence:
            owed.setdefault(each.person, []).append(each)
    for person, files in owed.items():
        meetings = sorted((now_as[each.appointment] for each in files), key=lambda meeting: meeting.starts)
        decision += Decision(
            changes=tuple(replace(each, sequence=now_as[each.appointment].sequence) for each in files),
            notices=(_newer(meetings, person, due),),
            withdrawn=tuple(f"{key_of(each.appointment, person)}:*" for each in files),
        )
    return decision


def _newer(meetings: Sequence[Appointment], person: PersonId, due: datetime) -> Notice:
    about = _about(meetings)
    alone = len(meetings) == 1
    begins = (
        key_of(meetings[0].id, person) if alone else f"{key_of_several(meetings[0], person)}:{about['appointments']}"
    )
    return Notice(
        kind="invitations.changed",
        to=ToPerson(person),
        key=f"{begins}:changed:{about['sequences']}",
        due=due,
        latest=max(each.ends for each in meetings),
        about=about,
    )


def key_of(id: AppointmentId, person: PersonId) -> str:
    """What the keys of all files of this meeting alone for this person begin with."""
    return f"invitation:{id}:{person}"


def key_of_several(one: Appointment, person: PersonId) -> str:
    """What the keys of all files that hold several meetings of this mentorship begin with."""
    return f"invitations:{one.mentorship}:{person}"


def _about(meetings: Sequence[Appointment]) -> dict[str, int | str]:
    """Which meetings, and in which state."""
    return {
        "mentorship": meetings[0].mentorship,
        "appointments": ".".join(str(each.id) for each in meetings),
        "sequences": ".".join(str(each.sequence) for each in meetings),
    }
