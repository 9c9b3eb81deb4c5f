"""In every stage and step there is something to ask for as long as anybody may stay there."""

from __future__ import annotations

import pytest

from bot.mentoring.stages import Stage
from prompts.content import built_in
from tests.bot.mentoring.choosing import BEGUN, MENTEE, MENTOR, asked, choose

STEPS = [step for model in built_in().content.models.values() for step in model.steps]
ASKED, WEEKLY = 30, 6
"""So many questions in one stage or step, the first of them weekly and then every second week: over a year in each."""


def all_asked(person, step, *, power):
    """What somebody is asked who skips it all and never leaves this place; None where nothing fits."""
    history, found, day = [], [], 30
    for nth in range(ASKED):
        choice = choose(
            BEGUN,
            day=day,
            person=person,
            stage=Stage(step.counts_as),
            step=None if step.id in set(Stage) else step.id,
            history=history,
            power=power,
            seed=str(nth),
        )
        found.append(None if choice is None else choice.question.id)
        if choice is not None:
            history.insert(0, asked(choice.question.id, day, goal=choice.goal))
        day += 7 if nth < WEEKLY else 14
    return found


@pytest.mark.parametrize("power", [False, True])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_nobody_who_stays_runs_out_of_questions(step, power):
    for person in (MENTEE, MENTOR):
        assert None not in all_asked(person, step, power=power)
