"""There is enough to ask: pairs that live a year are asked something fitting whenever it is their day, and not too much."""

from __future__ import annotations

import pytest

from bench.words import lines, lived
from bot.mentoring.people import Role
from bot.mentoring.tips import CONDITIONS


@pytest.fixture(scope="module")
def count():
    return lived(range(20))


def test_no_pair_runs_out_of_fitting_questions(count):
    assert count.pairs == 20
    assert count.questions > 20 * 30
    assert count.ran_out == {}


def test_both_roles_are_asked_in_every_model(count):
    asked = {(place[0], role) for place, role, _ in count.asked}
    assert asked == {(model, role) for model in "SN" for role in Role}


def test_the_same_question_comes_to_the_same_person_after_its_gap_alone(count):
    assert min(count.apart) >= 6


def test_nobody_gets_more_than_two_unasked_messages_a_week(count):
    assert count.weekly.total() == 20 * 2 * 52
    assert max(count.weekly) == 2


def test_tips_come_from_every_condition(count):
    assert all(count.tips[condition] > 30 for condition in CONDITIONS)


def test_the_same_seeds_live_the_same_lives():
    assert list(lines(lived([3, 5]))) == list(lines(lived([3, 5])))
