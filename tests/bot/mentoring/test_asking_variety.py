"""What is asked where nothing is in doubt: after the condition that is lacking, and for variety."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mentoring.doubts import Because
from bot.mentoring.questions import laid_out
from bot.mentoring.stages import Stage
from tests.bot.mentoring.choosing import MENTOR, NEAR, ONE_GOAL, QUESTIONS, asked, choose, over_seeds


def test_the_condition_that_is_lacking_comes_before_variety():
    answers = "day 25 mentee says challenge 3\nday 26 mentee says support 5\nday 27 mentee says vision 4\n"
    found = over_seeds(ONE_GOAL + answers, day=80)
    assert {(each.why.because, each.question.condition) for each in found} == {(Because.CONDITION, "C.challenge")}
    fine = answers.replace("challenge 3", "challenge 4")
    assert {each.why.because for each in over_seeds(ONE_GOAL + fine, day=80)} == {Because.VARIETY}


def test_an_open_doubt_comes_before_the_condition_that_is_lacking():
    lacking = ONE_GOAL + "day 25 mentee says challenge 3\nday 45 mentor says pace 3\n"
    assert {each.why.because for each in over_seeds(lacking, day=80)} == {Because.BOTH}


@pytest.mark.parametrize("topic", ["support", "challenge", "vision", "limits"])
def test_what_the_mentor_is_asked_is_no_echo_of_the_mentee(topic):
    for first in (1, 5):
        one = ONE_GOAL + f"every 14 days from day 23 to day 40: mentee says {topic} {first}\n"
        other = ONE_GOAL + f"every 14 days from day 23 to day 40: mentee says {topic} {6 - first}\n"
        assert over_seeds(one, person=MENTOR) == over_seeds(other, person=MENTOR)


def test_what_was_never_asked_comes_first_then_another_way_to_answer_and_another_topic():
    first = choose()
    assert first is not None
    second = choose(history=[asked(first.question.id, 43, goal=first.goal)])
    assert second is not None
    assert second.question.answered is not first.question.answered
    assert second.question.topic != first.question.topic
    old = [asked(id, -200) for id in QUESTIONS if id != "s2-ready-for"]
    assert {each.question.id for each in over_seeds(person=MENTOR, history=old)} == {"s2-ready-for"}


def test_of_questions_that_are_answered_alike_the_one_about_something_else_comes_first():
    ids = ("s2-unfinished", "s2-where-to-turn", "s2-think-again")
    only = laid_out([QUESTIONS[id] for id in ids])
    found = over_seeds(of=only, history=[asked("s2-got-to-say", 30)])
    assert {each.question.id for each in found} == {"s2-unfinished", "s2-where-to-turn", "s2-think-again"}
    known = laid_out([QUESTIONS[id] for id in (*ids, "s2-got-to-say")])
    assert {each.question.id for each in over_seeds(of=known, history=[asked("s2-got-to-say", 30)])} == {
        "s2-think-again"
    }


def test_of_several_goals_the_nearest_to_mastery_is_asked_about_first():
    second = NEAR.replace("g1", "g2").replace(ONE_GOAL.replace("g1", "g2"), "")
    two = ONE_GOAL + "day 22 goal g2 added\n" + second
    assert {each.why.goal for each in over_seeds(two, person=MENTOR, stage=Stage.S3)} == {2}


def test_the_goal_that_was_longest_not_asked_about_comes_first():
    two = ONE_GOAL + "day 22 goal g2 added\n"
    only = laid_out([replace(QUESTIONS["s2-own-judgement"], gap_weeks=6)])
    assert choose(two, of=only).goal == 1
    assert choose(two, of=only, history=[asked("s3-show-someone", 45, goal=1)]).goal == 2


def test_the_same_seed_chooses_the_same_and_seeds_differ():
    assert len({choose(seed="7").question.id for _ in range(5)}) == 1
    assert len({each.question.id for each in over_seeds()}) > 3


def test_what_somebody_was_asked_in_another_mentorship_comes_only_where_nothing_is_as_good():
    usual = {each.question.id for each in over_seeds(stage=Stage.S1)}
    assert len(usual) > 1
    left = {each.question.id for each in over_seeds(stage=Stage.S1, elsewhere=usual - {min(usual)})}
    assert left == {min(usual)}
    assert {each.question.id for each in over_seeds(stage=Stage.S1, elsewhere=usual)} == usual
