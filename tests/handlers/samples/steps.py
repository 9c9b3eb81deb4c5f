"""Skipping a step: every step, every state, long and strange names."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.steps import Skip, Skipping
from handlers.slack.views import steps
from prompts.models import process
from tests.builders import LONGEST, STRANGEST, person

NINE = process("nine_step").steps
MAY = [step.id for step in NINE if step.may_be_skipped]


def skipping(step="N3", state=Skip.ASKED, who=None):
    name = (who or person(1, "Amara")).first_name
    here = "N4" if state is Skip.SKIPPED else step
    again = date(2026, 12, 31) if state is Skip.RESTS else None
    return Skipping(MentorshipId(41), step, state, here, name, name, name, again)


EVERY = [skipping(step) for step in MAY] + [skipping(who=who) for who in (LONGEST, STRANGEST)]
SAMPLES = {
    "ask": [partial(steps.ask, each) for each in EVERY],
    "kept": [partial(steps.kept, each) for each in EVERY],
    "after": [
        partial(steps.after, skipping(state=state, who=who)) for state in Skip for who in (None, LONGEST, STRANGEST)
    ],
}
