"""Process models: how long what takes, what comes next, and which program a mentorship is nearest to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.mentoring.process import PROGRAM_WEEKS, months_of, usual, weeks
from prompts.models import process

FOUR, NINE = process("four_stage"), process("nine_step")


@pytest.mark.parametrize(("months", "lengths"), [(6, [4, 12, 7, 3]), (9, [5, 19, 11, 4]), (12, [6, 26, 15, 5])])
def test_the_four_stages_take_as_long_as_the_field_guide_says(months, lengths):
    assert [weeks(step, months) for step in FOUR.steps] == lengths
    assert usual(FOUR, months) == {f"S{nth}": timedelta(weeks=length) for nth, length in enumerate(lengths, 1)}


@pytest.mark.parametrize(("months", "times"), [(6, 1), (9, 1.5), (12, 2)])
def test_the_nine_steps_take_26_weeks_and_longer_programs_in_proportion_together_as_stages_too(months, times):
    lengths = [each * times for each in [1, 2, 3, 4, 4, 4, 4, 2, 2]]
    assert [weeks(step, months) for step in NINE.steps] == lengths
    assert usual(NINE, months) == {
        **{f"N{nth}": timedelta(weeks=length) for nth, length in enumerate(lengths, 1)},
        **{f"S{nth}": timedelta(weeks=length * times) for nth, length in enumerate([3, 15, 6, 2], 1)},
    }


@pytest.mark.parametrize(
    ("days", "months"),
    [(1, 6), (181, 6), (227, 6), (228, 9), (275, 9), (318, 9), (319, 12), (364, 12), (800, 12)],
)
def test_a_program_is_taken_for_the_nearest_of_three(days, months):
    start = date(2026, 11, 23)
    assert months_of(start, start + timedelta(days=days)) == months


def test_every_length_of_a_program_is_known_to_both_models():
    assert FOUR.months == NINE.months == tuple(PROGRAM_WEEKS)
