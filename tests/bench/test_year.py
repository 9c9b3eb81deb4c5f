"""The table of a year: its machinery on a few pairs, and the promises that hold for any of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench import year
from bot.mentoring.content import content_of
from bot.mentoring.mentorship import Model
from bot.mentoring.questions import laid_out
from prompts.content import built_in

DAYS = 100
TOO_FEW = 5


@pytest.mark.parametrize("model", list(Model))
def test_no_pair_runs_out_of_questions_and_nobody_hears_more_than_allowed(model):
    told = year.lived("a seed", 3, model, DAYS)
    assert told.ran_out == 0
    assert told.asked.total() > 20
    assert min(told.again, default=42) >= 42
    assert (max(told.weeks), told.most_a_day) == (2, 1)
    assert set(told.tips) <= {"support", "challenge", "vision"}
    assert told.tips.total() > 5


def test_a_bank_that_is_too_small_is_seen_to_run_out():
    ours = built_in().content
    few = [each for each in ours.questions.by_id.values() if each.stages & {"S1"}][:TOO_FEW]
    small = content_of(laid_out(few), ours.tips, ours.models)
    assert year.lived("a seed", 1, Model.FOUR_STAGE, DAYS, small).ran_out > 0


def test_what_was_counted_in_parts_adds_up():
    one = year.lived("a seed", 1, Model.FOUR_STAGE, 30)
    assert one + replace(one) == replace(
        one,
        pairs=2,
        persons=4,
        asked=one.asked + one.asked,
        again=one.again * 2,
        weeks=one.weeks + one.weeks,
        tips=one.tips + one.tips,
        signals=one.signals + one.signals,
        ran_out=2 * one.ran_out,
    )
