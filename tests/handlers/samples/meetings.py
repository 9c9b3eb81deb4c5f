"""Meetings that the samples of several views are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.mentoring.agendas import Which
from bot.mentoring.appointments import Appointment, AppointmentId, SeriesId, Slot, State
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.objectives import HowFar
from bot.mentoring.people import PersonId
from bot.mentoring.reports import Answer
from bot.mentoring.series import Odd
from bot.usecases.appointments import Announced, Choosing, Proposal, Seen, Wanted
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person

JONAS, AMARA = person(1), person(2, "Amara", zone="Africa/Lagos", locale="en-US")
USUAL = Appointment(
    id=AppointmentId(318),
    mentorship=MentorshipId(41),
    starts=MONDAY + timedelta(days=2),
    ends=MONDAY + timedelta(days=2, hours=1),
    place="",
    objective="",
    set_up_by=PersonId(1),
)
LINKED = replace(USUAL, place="https://meet.example/ours", objective="Decide which goal comes first")
LONG = replace(USUAL, place="https://meet.example/" + "w" * 179, objective="W" * 500, set_up_by=PersonId(9))
STRANGELY = replace(USUAL, place=STRANGE, objective=STRANGE, set_up_by=PersonId(8))
WANTED = Wanted(MentorshipId(41), date(2026, 10, 14), time(12), 60)


def seen(appointment=USUAL, me=JONAS, other=AMARA, **more):
    """As one member sees it."""
    return Seen(appointment, me, (other,), more.pop("now", MONDAY), **more)


def over(appointment=USUAL, **more):
    """The same after it has ended."""
    return seen(appointment, now=appointment.ends + timedelta(hours=1), **more)


SEEN = [
    seen(),
    seen(LINKED, agenda=Which.FIRST),
    seen(LONG, LONGEST, LONGEST, agenda=Which.SECOND),
    seen(STRANGELY, STRANGEST, STRANGEST),
]
REGULAR = replace(USUAL, series=SeriesId(7), occurrence=date(2026, 10, 14))
STANDINGS = [
    *SEEN,
    seen(REGULAR),
    seen(replace(REGULAR, revision=2, set_up_by=PersonId(2)), following=REGULAR.starts),
    seen(replace(LINKED, accepted_at=MONDAY)),
    seen(LINKED, now=LINKED.starts, agenda=Which.FIRST),
    over(),
    over(LONG, me=LONGEST, other=LONGEST, answer=Answer.UNABLE),
    *(over(replace(STRANGELY, state=state)) for state in State if state is not State.BOOKED),
]
AIMED = [
    seen(replace(LINKED, objective=""), goal="Say no in time", bring="Two examples"),
    seen(LONG, LONGEST, LONGEST, goal="W" * 150, bring="W" * 300),
    seen(STRANGELY, STRANGEST, STRANGEST, goal=STRANGE, bring=STRANGE),
    seen(sets=True),
    over(answer=Answer.HELD),
    *(
        over(
            replace(USUAL, state=State.HELD),
            answer=Answer.MOVED,
            evaluated=((title, HowFar.HALF), ("Another", HowFar.THERE)),
        )
        for title in ("Say no in time", "W" * 150, STRANGE)
    ),
]
ANNOUNCED = [
    Announced(REGULAR, JONAS, (JONAS, AMARA), following=REGULAR.starts + timedelta(weeks=2)),
    Announced(USUAL, JONAS, (JONAS, AMARA)),
    Announced(LINKED, JONAS, (JONAS, AMARA), accepted=True),
    Announced(replace(LONG, revision=3), LONGEST, (LONGEST, JONAS), was=LONG.starts - timedelta(days=1)),
    Announced(STRANGELY, STRANGEST, (STRANGEST, LONGEST)),
]
CHOOSING = [
    Choosing(MentorshipId(41), JONAS, (AMARA,), USUAL.starts, 60),
    Choosing(MentorshipId(41), LONGEST, (LONGEST,), USUAL.starts, 120, LONG),
    Choosing(MentorshipId(41), STRANGEST, (STRANGEST,), USUAL.starts, 30, STRANGELY),
]
PROPOSALS = [
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), JONAS, (AMARA,), untold=False),
    Proposal(
        WANTED._replace(moves=AppointmentId(318), revision=2),
        Slot(LONG.starts, LONG.ends),
        LONGEST,
        (LONGEST,),
        untold=True,
        place=LONG.place,
        objective=LONG.objective,
    ),
    Proposal(
        WANTED,
        Slot(USUAL.starts, USUAL.ends),
        STRANGEST,
        (STRANGEST,),
        untold=False,
        place=STRANGE,
        objective=STRANGE,
        weekend=True,
        ended_by_then=date(2026, 10, 9),
        at_night=(STRANGEST,),
    ),
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), JONAS, (AMARA,), untold=False, at_night=(JONAS,)),
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), LONGEST, (AMARA,), untold=False, odd=Odd.SKIPPED),
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), JONAS, (AMARA,), untold=False, odd=Odd.TWICE),
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), JONAS, (AMARA,), untold=False, at_night=(AMARA, JONAS)),
    Proposal(WANTED, Slot(USUAL.starts, USUAL.ends), LONGEST, (STRANGEST,), untold=False, at_night=(STRANGEST,)),
]
