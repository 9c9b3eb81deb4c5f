"""Appointments of a pair: booked, moved, called off, and the messages arranged for them (field guide, section 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.mentoring import cadence
from bot.mentoring.decision import Decision, Traces
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import Mentorship, MentorshipId
from bot.mentoring.notices import Notice, ToGroup, ToPerson
from bot.mentoring.people import Person, PersonId
from bot.mentoring.refusals import Checks, Refusal

AppointmentId = NewType("AppointmentId", int)
SeriesId = NewType("SeriesId", int)

ASKED_AFTER = timedelta(hours=1)
"""After the end, "did you meet?" (section 13: one to two hours)."""
NOBODY_SAID = timedelta(days=7)
"""After the end without any answer, nobody knows whether it took place."""
OPEN_AT_ONCE = 6
"""Appointments a pair may have ahead; a series is not a stack of single ones."""
FARTHEST = timedelta(days=366)
LONGEST_PLACE = 200
LONGEST_OBJECTIVE = 500
USUAL_MINUTES = 60


class State(StrEnum):
    """What an appointment is, or counts as once it is settled."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    HELD = "held"
    MOVED = "moved"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time to meet; both ends are aware."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: Slot | Appointment) -> bool:
        return self.starts < other.ends and other.starts < self.ends

    def is_quiet(self, habits: Habits) -> bool:
        """Whether some of it lies in quiet hours."""
        return any(cadence.is_quiet(moment, habits) for moment in (self.starts, self.ends - timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting of one mentorship. `place` and `objective` (M.objective) are what people typed. `revision` counts its
    times, from 1, `sequence` what a calendar sees of it: times, places, and its being called off, from 0. `settles` is when
    it counts as something without a further answer, None once it does. Where it is one of a `series`, `occurrence` is the
    local day that the rule gives it, whenever it is moved to."""

    id: AppointmentId
    mentorship: MentorshipId
    starts: datetime
    ends: datetime
    place: str
    objective: str
    set_up_by: PersonId
    state: State = State.BOOKED
    revision: int = 1
    accepted_at: datetime | None = None
    settles: datetime | None = None
    settled_at: datetime | None = None
    sequence: int = 0
    series: SeriesId | None = None
    occurrence: date | None = None

    @property
    def is_regular(self) -> bool:
        """Whether it takes place as its series says: what all have signed needs nobody's yes."""
        return self.series is not None and self.revision == 1

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)

    @property
    def is_booked(self) -> bool:
        return self.state is State.BOOKED

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends


def at_night(slots: Sequence[Slot], me: Person, others: Iterable[Person]) -> tuple[Person, ...]:
    """For whom one of these lies in the night: for me by my own quiet hours, for the others outside 8:00 to 20:00, as nobody is
    shown what a partner chose."""
    whose = [(me, me.habits), *((other, Habits(other.zone)) for other in others)]
    return tuple(person for person, habits in whose if any(slot.is_quiet(habits) for slot in slots))


def check_slot(
    slot: Slot,
    ahead: Iterable[Appointment],
    *,
    zone: str,
    now: datetime,
    fields: tuple[str, str] = ("date", "time"),
) -> None:
    """Raise `Refusals` at the `fields` of the form where this cannot be booked beside what lies `ahead`.

    `zone` is the reader's: the times in the refusals are of that clock.
    """
    on_day, on_clock = fields
    checks, others = Checks(), list(ahead)
    if slot.starts <= now:
        today = cadence.local(now, zone)
        passed = cadence.local(slot.starts, zone).date() < today.date()
        checks.refuse("appointments.past", field=on_day if passed else on_clock, now=today)
    elif slot.starts > now + FARTHEST:
        checks.refuse("appointments.too_far", field=on_day)
    clash = next((other for other in others if slot.overlaps(other)), None)
    if clash is not None:
        checks.refuse("appointments.overlap", field=on_clock, at=cadence.local(clash.starts, zone))
    elif len(others) >= OPEN_AT_ONCE:
        checks.refuse("appointments.enough", field=on_day, count=len(others))
    checks.done()


def book(
    appointment: Appointment, mentorship: Mentorship, *, now: datetime, told: bool = True, topic: str = ""
) -> Decision:
    """Set up a meeting: both are told in their group conversation (unless they are `told` in another way), reminded, and
    asked afterwards. `topic`: what the evidence says of one of a series."""
    booked = replace(appointment, settles=appointment.ends + NOBODY_SAID)
    arranged = _arranged(booked, mentorship, now)
    return Decision(
        changes=(booked,),
        notices=arranged if told else arranged[1:],
        evidence=traces(booked, What.BOOKED, now, topic=topic),
    )


def move(
    appointment: Appointment,
    mentorship: Mentorship,
    slot: Slot,
    *,
    place: str,
    objective: str,
    by: PersonId,
    now: datetime,
) -> Decision:
    """Give a meeting another time; what was planned for the old one does not go out any more.

    At the same time as before, its place and objective change in silence.
    """
    require_ahead(appointment, now)
    if (slot.starts, slot.ends) == (appointment.starts, appointment.ends):
        sequence = appointment.sequence + (place != appointment.place)
        return Decision(changes=(replace(appointment, place=place, objective=objective, sequence=sequence),))
    moved = replace(
        appointment,
        starts=slot.starts,
        ends=slot.ends,
        place=place,
        objective=objective,
        set_up_by=by,
        revision=appointment.revision + 1,
        sequence=appointment.sequence + 1,
        accepted_at=None,
        settles=slot.ends + NOBODY_SAID,
    )
    return Decision(
        changes=(moved,),
        notices=_arranged(moved, mentorship, now, was=appointment),
        withdrawn=(f"{key(appointment)}:*",),
        evidence=traces(moved, What.MOVED, now),
    )


def cancel(appointment: Appointment, mentorship: Mentorship, *, now: datetime) -> Decision:
    """Call a meeting off beforehand and tell it: a notified cancellation is no miss (W.missed)."""
    require_ahead(appointment, now)
    told = Notice(
        kind="appointments.cancelled",
        to=ToGroup(mentorship.id),
        key=f"meeting:{appointment.id}:cancelled",
        due=awake(mentorship, now),
        latest=appointment.starts,
        about={"mentorship": mentorship.id, "appointment": appointment.id},
    )
    return called_off(appointment, now=now) + Decision(notices=(told,))


def called_off(appointment: Appointment, *, now: datetime) -> Decision:
    """The meeting does not take place, and nothing more is sent about it."""
    off = replace(appointment, state=State.CANCELLED, sequence=appointment.sequence + 1, settles=None, settled_at=now)
    return Decision(
        changes=(off,),
        withdrawn=(f"{key(appointment)}:*",),
        evidence=traces(appointment, What.CALLED_OFF, now),
    )


def accept(appointment: Appointment, mentorship: Mentorship, *, by: PersonId, revision: int, now: datetime) -> Decision:
    """Say "that works" to a meeting that somebody else has set. Repeating it changes nothing."""
    require_ahead(appointment, now)
    if revision != appointment.revision:
        raise Refusal("appointments.changed")
    if by == appointment.set_up_by:
        names = " and ".join(other.person.first_name for other in mentorship.others(by))
        raise Refusal("appointments.own_time", names=names)
    if appointment.accepted_at is not None:
        return Decision()
    return Decision(changes=(replace(appointment, accepted_at=now),))


def traces(appointment: Appointment, what: What, now: datetime, *, topic: str = "") -> Traces:
    """What the engine reads of an appointment: who set it up and when it ends."""
    ends = str(int(appointment.ends.timestamp()))
    piece = Evidence(now, what, appointment.set_up_by, about=appointment.id, topic=topic, value=ends)
    return ((appointment.mentorship, piece),)


def require_ahead(appointment: Appointment, now: datetime) -> None:
    """Raise Refusal unless this meeting is booked and has not begun."""
    if not appointment.is_booked:
        raise Refusal(f"appointments.already_{appointment.state}")
    if appointment.starts <= now:
        raise Refusal("appointments.begun")


def require_all_there(mentorship: Mentorship, *, field: str | None = None) -> None:
    """Raise Refusal where somebody's account is switched off: nobody can be told of a new meeting."""
    for member in mentorship.members:
        if member.person.deactivated:
            raise Refusal("absences.nobody_there", field=field, name=member.person.first_name)


def key(appointment: Appointment) -> str:
    """What the keys of all messages about this time of a meeting begin with."""
    return f"meeting:{appointment.id}:{appointment.revision}"


def told_keys(appointment: Appointment) -> list[str]:
    """The keys of the messages that told the others of this meeting, one for each of its times."""
    return [f"meeting:{appointment.id}:{revision}:booked" for revision in range(1, appointment.revision + 1)]


def asked_key(appointment: Appointment, person: PersonId) -> str:
    """The key of the message that asks one person whether they met."""
    return f"{key(appointment)}:ask:{person}"


def reminder_moment(starts: datetime, habits: Habits) -> datetime:
    """In the morning there of the working day before the day of the meeting (section 13)."""
    day = cadence.local(starts, habits.zone).date() - timedelta(days=1)
    while not cadence.is_working_day(day, habits):
        day -= timedelta(days=1)
    return cadence.morning_of(day, habits)


def awake(mentorship: Mentorship, now: datetime) -> datetime:
    """When the group conversation may be written to: nobody of it is in quiet hours."""
    return cadence.group_moment(now, [member.person.habits for member in mentorship.members]) or now


def _arranged(
    appointment: Appointment, mentorship: Mentorship, now: datetime, was: Appointment | None = None
) -> tuple[Notice, ...]:
    about = {"mentorship": mentorship.id, "appointment": appointment.id, "revision": appointment.revision}
    before = {} if was is None else {"was": int(was.starts.timestamp())}
    notices = [
        Notice(
            kind="appointments.booked",
            to=ToGroup(mentorship.id),
            key=f"{key(appointment)}:booked",
            due=awake(mentorship, now),
            latest=appointment.starts,
            about=about | before,
        )
    ]
    for member in mentorship.members:
        person = member.person
        reminder = reminder_moment(appointment.starts, person.habits)
        if reminder > now:
            notices.append(
                Notice(
                    kind="appointments.reminder",
                    to=ToPerson(person.id),
                    key=f"{key(appointment)}:reminder:{person.id}",
                    due=reminder,
                    latest=appointment.starts,
                    about=about,
                )
            )
        notices.append(
            Notice(
                kind="appointments.ask",
                to=ToPerson(person.id),
                key=asked_key(appointment, person.id),
                due=cadence.waking_moment(appointment.ends + ASKED_AFTER, person.habits),
                latest=appointment.ends + NOBODY_SAID,
                about=about,
            )
        )
    return tuple(notices)
