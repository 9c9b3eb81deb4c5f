"""Where people stand, made up for views: usual, with the longest and with the strangest input, and very much of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.mentoring.action_plan import GoalGlance, PlanGlance, Progress, StepId
from bot.mentoring.appointments import Appointment, AppointmentId, State
from bot.mentoring.goals import GoalId, GoalState
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import Stage
from bot.mentoring.standing import Waiting
from bot.usecases.home import Ended, Here, Part
from bot.usecases.program import HANDS, NAMES, Hand, OnTheirWay, ProgramPart, Resting
from handlers.slack.views.waiting import WAITING
from prompts.models import process
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person
from tests.handlers.samples.program_pauses import STRANGEST as STRANGEST_PAUSE
from tests.handlers.samples.program_pauses import USUAL as USUAL_PAUSE

VALUES = {
    "name": "Priya",
    "day": date(2026, 11, 16),
    "until": date(2026, 11, 18),
    "at": MONDAY,
    "revision": 1,
    "step": "Finding the way",
}
"""Values for the words of whatever waits."""


def waiting(kind, n=1, **values):
    return Waiting(kind, n, MONDAY - timedelta(days=n), {**VALUES, **values})


def goal(n=1, title="Lead a project from start to finish", step="draft the kickoff agenda", **more):
    values = {"done": 3, "total": 5, "target": date(2027, 1, 29), "state": GoalState.OPEN, **more}
    values.setdefault("next_step", (StepId(70 + n), step, date(2026, 11, 17)))
    return GoalGlance(id=GoalId(n), title=title, priority=n, **values)


def plan(*goals):
    goals = goals or (goal(1), goal(2, "Give feedback", "ask Noor how it landed"))
    return PlanGlance(
        done=sum(each.done for each in goals),
        total=sum(each.total for each in goals),
        next_due=MONDAY.date(),
        goals=goals,
    )


def meeting(n=1):
    starts = MONDAY + timedelta(days=n)
    return Appointment(
        id=AppointmentId(300 + n),
        mentorship=MentorshipId(n),
        starts=starts,
        ends=starts + timedelta(hours=1),
        place="Room 4",
        objective="",
        set_up_by=PersonId(1),
        state=State.BOOKED,
    )


def part(n=12, other=None, **more):
    other = other or person(2, "Tomás", "Tomás Herrera", zone="Europe/Madrid")
    values = {
        "role": Role.MENTEE,
        "place": "S2",
        "week": (23, 39),
        "meeting": meeting(n),
        "plan": plan(),
        "waiting": (),
        **more,
    }
    progress = Progress(values["plan"].done, values["plan"].total)
    return Part(mentorship=MentorshipId(n), other=other, others=other.first_name, progress=progress, **values)


def here(*parts, me=None, **more):
    values = {"program": None, "ended": (), "contact": "U0RUTH", "contact_name": "Ruth Adeyemi", **more}
    if len(parts) > 1:
        parts = tuple(each._replace(plan=None) for each in parts)
    return Here(me=me or person(1, "Priya", "Priya Nair", zone="Asia/Kolkata"), now=MONDAY, parts=parts, **values)


NOTHING_YET = PlanGlance(done=0, total=0, next_due=None, goals=())
EVERYTHING_WAITS = tuple(waiting(kind, n) for n, kind in enumerate(WAITING))
TYPED = (STRANGE * 20)[:150]
PARTS = {
    "usual": part(waiting=(waiting("goal.confirm"),)),
    "all steps done": part(plan=plan(goal(1, done=5, next_step=None), goal(2, done=0, total=0, next_step=None))),
    "stopped": part(stopped=True),
    "just begun": part(meeting=None, plan=NOTHING_YET, place="S1"),
    "half agreed": part(meeting=None, plan=NOTHING_YET, place="S1", asked="Tomás"),
    **{
        f"in {step.id}, {other.id}": part(place=step.id, other=other)
        for step in process("nine_step").steps
        for other in (person(2, "Tomás"), LONGEST, STRANGEST)
    },
    "agreed": part(meeting=None, plan=NOTHING_YET, place="S1", agreed=True),
    "longest": part(
        other=LONGEST,
        asked=LONGEST.first_name,
        plan=plan(*(goal(n, "W" * 150, "M" * 149 + str(n)) for n in range(1, 4))),
        waiting=tuple(waiting(each.kind, each.id, name="W" * 80) for each in EVERYTHING_WAITS),
    ),
    "strangest": part(
        other=STRANGEST,
        asked=STRANGEST.first_name,
        plan=plan(goal(1, TYPED, TYPED), goal(2, TYPED, TYPED)),
        waiting=tuple(waiting(each.kind, each.id, name=STRANGE) for each in EVERYTHING_WAITS),
    ),
}
TEN_MENTEES = [
    part(
        n,
        person(n, f"Mentee{n}", f"Mentee{n} Okafor"),
        role=Role.MENTOR,
        waiting=tuple(waiting(each.kind, n * 100 + each.id) for each in EVERYTHING_WAITS),
    )
    for n in range(1, 11)
]


def gone(who):
    """The same person, whose account is switched off."""
    return replace(who, deactivated=True, gone_since=MONDAY)


def resting(names, many=HANDS):
    roles = (Role.MENTOR, Role.MENTEE, None)
    return tuple(
        Resting(MentorshipId(500 + n), f"{n} {names}", "Amara", MONDAY.date(), roles[n % 3]) for n in range(many)
    )


def program(many, hands=3, names="Jonas Lindqvist and Amara Okafor", **more):
    offered = tuple(
        Hand(MentorshipId(n), f"{n} {names}", Stage.S1, MONDAY.date() - timedelta(days=n))
        for n in range(min(hands, HANDS))
    )
    shown = tuple(f"{n} {names}" for n in range(NAMES))
    return ProgramPart(
        total=many,
        stages=tuple((stage, many // 4) for stage in Stage) if many else (),
        next_end=date(2026, 12, 18) if many else None,
        hands=offered,
        hands_total=hands,
        others=tuple(OnTheirWay(stage, many // 4, shown) for stage in Stage) if many else (),
        today=MONDAY.date(),
        **more,
    )


OVER = (Ended(MentorshipId(7), Role.MENTEE, "Jonas", date(2026, 11, 16), True, True, True, True, True),)


HERES = {
    "mentee": here(PARTS["usual"]),
    "paused": here(PARTS["usual"], paused=date(2026, 12, 2)),
    "just begun": here(PARTS["just begun"]),
    "all steps done": here(PARTS["all steps done"]),
    "stopped": here(PARTS["stopped"]),
    "stopped twice": here(part(1, LONGEST, stopped=True), part(2, STRANGEST, stopped=True)),
    "with a tip": here(part(1, role=Role.MENTOR, tip="W" * 300)),
    "both": here(part(1), part(2, person(3, "Ewa", "Ewa Nowak"), role=Role.MENTOR, meeting=None)),
    "longest": here(PARTS["longest"], me=LONGEST),
    "strangest": here(PARTS["strangest"], me=STRANGEST),
    "ten mentees": here(*TEN_MENTEES),
    "coordinator": here(program=program(12)),
    "a pair rests": here(program=program(12, resting=resting("Jonas and Amara", 1), resting_total=1)),
    "many rest": here(program=program(1000, 400, STRANGE, resting=resting(STRANGE), resting_total=40)),
    "left behind": here(part(other=gone(person(2, "Tomás", "Tomás Herrera")))),
    "left behind by many": here(
        *(part(n, gone(person(n, f"{n}" + "W" * 80, f"{n} " + LONGEST.full_name))) for n in range(1, 31))
    ),
    "left behind by the strangest": here(part(other=gone(STRANGEST)), rests=STRANGEST_PAUSE.pause),
    "the program rests": here(part(), program=program(12), rests=USUAL_PAUSE.pause),
    "first pair to come": here(program=program(0, 0)),
    "everything": here(*TEN_MENTEES, program=program(1000, 400)),
    "long program": here(program=program(1000, 400, LONGEST.full_name + " and " + LONGEST.full_name)),
    "strange program": here(program=program(1000, 400, STRANGE)),
    "coordinator, and one over": here(program=program(12), ended=OVER),
    "one over": here(part(), ended=OVER),
    "everything and over": here(*TEN_MENTEES, program=program(1000, 400), ended=OVER),
    "thirty": here(*(part(n, person(n + 2, f"M{n}", f"Mentee {n}"), role=Role.MENTOR) for n in range(30))),
}
NEWCOMERS = {
    "new": here(),
    "no coordinator": here(contact=None, contact_name=None),
    "over": here(ended=(Ended(MentorshipId(7), Role.MENTEE, "Jonas", date(2026, 11, 16), agreement=True, plan=True),)),
    "longest": here(
        me=LONGEST,
        ended=tuple(
            Ended(
                MentorshipId(n),
                Role.MENTOR,
                LONGEST.first_name,
                date(2026, 11, n),
                agreement=True,
                plan=True,
                closing=True,
            )
            for n in (3, 2, 1)
        ),
    ),
    "strangest": here(me=STRANGEST, contact_name=STRANGE),
}
