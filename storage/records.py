"""Keeps a decision: which store each kind of value goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mentoring.action_plan import Step, Vision
from bot.mentoring.agendas import AgendaTick
from bot.mentoring.agreement import Agreement
from bot.mentoring.appointments import Appointment
from bot.mentoring.check_ins import CheckIn
from bot.mentoring.closing import Closing
from bot.mentoring.closing_part import Part
from bot.mentoring.decision import Decision
from bot.mentoring.drafts import Draft
from bot.mentoring.evidence import What
from bot.mentoring.expectations import Expectations
from bot.mentoring.first_words import FirstWords
from bot.mentoring.goals import Goal
from bot.mentoring.hello import Hello
from bot.mentoring.invitations import Invitation
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.milestones import Milestone
from bot.mentoring.objectives import Evaluation, Objective
from bot.mentoring.people import Person
from bot.mentoring.reports import Report
from bot.mentoring.series import Series
from bot.mentoring.signals import Left, Signal
from bot.mentoring.thoughts import Thought
from bot.mentoring.tips import TipPlan

if TYPE_CHECKING:
    from storage.store import Work

STORES: dict[type[Any], str] = {
    Person: "people",
    Mentorship: "mentorships",
    Appointment: "appointments",
    Report: "appointments",
    Invitation: "invitations",
    Series: "series",
    Vision: "plans",
    Goal: "plans",
    Step: "plans",
    CheckIn: "check_ins",
    Agreement: "agreements",
    Milestone: "milestones",
    Signal: "signals",
    Left: "signals",
    Hello: "hellos",
    TipPlan: "tips",
    AgendaTick: "agendas",
    Draft: "drafts",
    Expectations: "expectations",
    FirstWords: "first_words",
    Objective: "objectives",
    Evaluation: "objectives",
    Thought: "thoughts",
    Closing: "closings",
    Part: "closings",
}


SHARED = (Mentorship, Appointment, Vision, Goal, Step, Agreement, Expectations, Closing)
"""What all members of a mentorship see."""


def record(work: Work, decision: Decision) -> None:
    """Save every change, withdraw, then plan. Raises Refusal where a unique effect exists already."""
    for change in decision.changes:
        getattr(work, STORES[type(change)]).save(change)
        if isinstance(change, SHARED):
            work.shared.append(change)
    for mentorship, piece in decision.evidence:
        work.evidence.add(mentorship, piece)
        if piece.what is What.INTRODUCED:
            work.standings.begin(mentorship, piece.at)
        else:
            work.standings.hasten(mentorship, piece.at)
    for key in decision.withdrawn:
        work.outbox.withdraw(key)
    for notice in decision.notices:
        work.outbox.plan(notice)
