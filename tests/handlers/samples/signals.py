"""Suggestions of every kind in every stage."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.signals import TOLD_TO, SignalId, Told
from bot.mentoring.stages import Stage
from bot.usecases.signals import Suggestion
from handlers.slack.views import signals
from prompts.models import process
from tests.builders import LONGEST, STRANGEST, person

FACTS = {
    "W.missed": ({"missed": 2, "of": 3}, {"missed": 2, "of": 2}, {"missed": 1, "of": 1}),
    "W.agreement-late": ({"amended": 0}, {"amended": 1}),
    "W.plan-stalled": (
        {"late": 0, "days": 35, "goals": 2},
        {"late": 1, "days": 3, "goals": 1},
        {"late": 12, "days": 40, "goals": 3},
        {"late": 0, "days": 35, "goals": 0},
    ),
    "W.quiet": ({"days": 10}, {"days": 14}, {"days": 200}),
    "W.stuck": ({"days": 42}, {"days": 300}),
    "W.goals-too-broad": ({"weeks": 12},),
}
"""The counts a signal can come with; the others come with none."""
SAID = [kind for kind, told in TOLD_TO.items() if told is Told.BOTH]


def suggestion(kind, stage=Stage.S2, facts=None, *, who=None, hand=False, step=None, coordinators=1):
    who = who or person(2, "Amara")
    return Suggestion(
        signal=SignalId(58),
        mentorship=MentorshipId(41),
        kind=kind,
        stage=stage,
        facts=FACTS.get(kind, ({},))[0] if facts is None else facts,
        others=(who,),
        coordinator=person(3, "Ruth") if who.id == 2 else who,
        coordinators=coordinators,
        ends=date(2027, 4, 9),
        hand=hand,
        step=step,
        mentor=who.first_name,
        mentee=who.first_name,
    )


EVERY = [suggestion(kind, stage, facts) for kind in SAID for stage in Stage for facts in FACTS.get(kind, ({},))]
SAMPLES = {
    "raised": [
        *(partial(signals.raised, each) for each in EVERY),
        partial(signals.raised, suggestion("W.missed", Stage.S1, hand=True)),
        partial(signals.raised, suggestion("W.missed", Stage.S1, hand=True, coordinators=3)),
        *(
            partial(signals.raised, suggestion("W.stuck", step.counts_as, who=who, step=step.id))
            for step in process("nine_step").steps
            for who in (None, LONGEST, STRANGEST)
        ),
        *(partial(signals.raised, suggestion(kind, who=who)) for kind in SAID for who in (LONGEST, STRANGEST)),
    ],
    "left": [signals.left],
}
