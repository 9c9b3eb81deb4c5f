"""Signals that rest on answers: of which goals, and since which of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.evidence import What
from tests.bot.mentoring.pieces import frame, goal, holds, seen, standing
from tests.bot.mentoring.speaking import S2, TWICE
from tests.lives.life_file import at


@pytest.mark.parametrize("what", [What.GOAL_DROPPED, What.GOAL_MARKED, What.GOAL_MET])
def test_nobody_is_asked_to_compare_views_of_a_goal_that_is_dropped_or_done(what):
    assert holds("W.one-sided", standing(S2), TWICE, at(60), frame())
    assert not holds("W.one-sided", standing(S2), [*TWICE, goal(57, what=what)], at(60), frame())
    assert holds("W.one-sided", standing(S2), [*TWICE, goal(57, id=2, what=what)], at(60), frame())


def test_a_goal_that_is_no_longer_marked_may_be_compared_again():
    pieces = [*TWICE, goal(57, what=What.GOAL_MARKED), goal(58, what=What.GOAL_UNMARKED)]
    assert holds("W.one-sided", standing(S2), pieces, at(60), frame())


def test_of_two_goals_it_is_one_sided_since_the_first():
    second = [each._replace(at=each.at + timedelta(days=5), goal=2) for each in TWICE]
    assert seen("W.one-sided", standing(S2), [*TWICE, *second], at(70), frame()).at == at(55)
