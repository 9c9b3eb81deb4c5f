"""Plans as usual, empty, as full as they can be, and with the strangest input; the other samples of plans build on these."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.mentoring.action_plan import ActionPlan, Activity, Step, StepId, Vision
from bot.mentoring.goals import Goal, GoalId
from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.thoughts import Subject, Thought
from bot.usecases.action_plan import PlanSeen
from handlers.slack.views import action_plan
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, TEAM, person

MENTEE, MENTOR = person(2), person(1, "Amara", zone="Africa/Lagos")
TODAY = date(2026, 10, 12)
LONG = "W" * 150
STRANGE_LINE = " ".join(STRANGE.split())


def mentorship(mentee=MENTEE, mentor=MENTOR):
    return Mentorship(
        id=MentorshipId(41),
        team=TEAM,
        enterprise="",
        model=Model.FOUR_STAGE,
        start=TODAY,
        end=date(2027, 4, 9),
        power=False,
        members=(Member(mentor, Role.MENTOR), Member(mentee, Role.MENTEE)),
        introduced_at=MONDAY,
        paired_by=PersonId(7),
    )


def goal(id=31, priority=1, title="Lead a project from start to finish", **more):
    values = {"outcome": "The release is out.", "skills": "Planning", "target": date(2027, 1, 29), **more}
    return Goal(id=GoalId(id), mentorship=MentorshipId(41), priority=priority, title=title, **values)


def step(id, of=31, title="Draft the kickoff agenda", **more):
    values = {
        "activity": Activity.DOING,
        "duration": "half a day",
        "resources": "",
        "due": date(2026, 10, 20),
        **more,
    }
    return Step(id=StepId(id), goal=GoalId(of), title=title, **values)


def seen(goals=(), steps=(), vision="", me=None, mentee=MENTEE, mentor=MENTOR):
    pair = mentorship(mentee, mentor)
    return PlanSeen(
        me=me or mentee,
        mentorship=pair,
        plan=ActionPlan(Vision(pair.id, vision, 1 if vision else 0), tuple(goals), tuple(steps)),
        today=TODAY,
        stands_after=timedelta(days=7),
    )


USUAL = seen(
    goals=(goal(), goal(32, 2, "Give feedback", marked_at=MONDAY), goal(33, 3, "Meet five people", target=None)),
    steps=(
        step(77),
        step(78, title="Run the kickoff", activity=Activity.CHALLENGE, resources="A room", duration=""),
        step(79, title="List of risks", done_at=MONDAY - timedelta(days=3)),
        step(80, title="Find a team", done_at=MONDAY),
        step(81, of=32, title="Ask Noor", activity=Activity.OTHERS, due=None, done_at=MONDAY - timedelta(days=9)),
        step(82, of=33, title="Ask who to meet", due=None),
    ),
    vision="I lead a small team that people like to join.",
)
MET = goal(34, 1, "Speak up", accomplished_at=MONDAY, confirmed_by=MENTOR.id)
WITH_MET = seen(goals=(goal(talk_asked_at=MONDAY), MET, replace(MET, id=GoalId(35), confirmed_by=None)))


def full(text, long_text, mentee, mentor, me):
    """Three goals with twelve open steps and thirty done ones each, and twenty goals met."""
    done = MONDAY - timedelta(days=2)
    goals = [goal(31 + n, 1 + n, text, outcome=long_text, skills=long_text) for n in range(3)]
    goals[0] = replace(goals[0], marked_at=MONDAY)
    met = [goal(50 + n, 1, text, accomplished_at=MONDAY - timedelta(days=n), confirmed_by=mentor.id) for n in range(20)]
    steps = [
        step(
            1000 * n + k,
            of=31 + n,
            title=text,
            duration=text[:60],
            resources=long_text[:300],
            done_at=None if k < 12 else MONDAY if k < 18 else done,
        )
        for n in range(3)
        for k in range(42)
    ]
    return seen([*goals, *met], steps, long_text, me, mentee, mentor)


LONGEST_PLAN = full(LONG, "W" * 500, LONGEST, replace(LONGEST, id=PersonId(10)), LONGEST)
STRANGEST_PLAN = full(STRANGE_LINE, STRANGE * 3, STRANGEST, replace(STRANGEST, id=PersonId(10)), None)
SHOWN = Thought(MentorshipId(41), MENTEE.id, Subject.NINE, "1", "Work that matters", MONDAY)
PLANS = [
    USUAL,
    USUAL._replace(me=MENTOR),
    seen()._replace(thoughts=(SHOWN,)),
    USUAL._replace(me=MENTOR, thoughts=(SHOWN,)),
    STRANGEST_PLAN._replace(me=replace(STRANGEST, id=PersonId(10)), thoughts=(SHOWN,)),
    seen(),
    seen(me=MENTOR),
    seen(goals=(goal(),)),
    WITH_MET,
    seen(goals=(goal(),), steps=(step(1, done_at=MONDAY),)),
    seen(goals=(goal(),), steps=(step(1, done_at=MONDAY), step(2, due=None))),
    LONGEST_PLAN,
    STRANGEST_PLAN,
    STRANGEST_PLAN._replace(me=replace(STRANGEST, id=PersonId(10))),
]

SAMPLES = {
    "build": [lambda say, plan=plan: action_plan.build(plan, say) for plan in PLANS],
}
