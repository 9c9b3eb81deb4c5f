"""What is asked first: what would settle an open doubt."""

from __future__ import annotations

import pytest

from bot.mentoring.doubts import Because
from bot.mentoring.stages import Stage
from tests.bot.mentoring.choosing import BY_DEEDS, MENTEE, MENTOR, NEAR, ONE_GOAL, asked, over_seeds


def test_a_goal_with_two_marks_asks_the_mentor_for_the_word_that_is_missing():
    found = over_seeds(BY_DEEDS, person=MENTOR)
    assert {(each.why.because, each.why.topic, each.why.goal) for each in found} == {(Because.STAGE, "ideas", 1)}
    assert {each.question.id for each in found} <= {"s2-where-ideas", "s2-way-forward"}


def test_a_goal_with_two_marks_asks_the_mentee_for_the_word_that_is_missing():
    found = over_seeds(NEAR)
    assert {(each.why.topic, each.goal) for each in found} == {("confidence", 1)}


def test_what_the_mentee_said_in_private_brings_the_mentor_no_question():
    assert Because.STAGE not in {each.why.because for each in over_seeds(NEAR, person=MENTOR)}


def test_a_goal_with_fewer_marks_leaves_the_choice_to_variety():
    one_mark = ONE_GOAL + "day 40 mentee says g1 needs alone\n"
    assert {each.why.because for each in over_seeds(one_mark, person=MENTOR)} == {Because.VARIETY}


def test_where_another_stage_is_read_the_words_of_every_open_goal_are_asked_for():
    assert {each.why.because for each in over_seeds(stage=Stage.S3)} == {Because.STAGE}
    assert {each.why.topic for each in over_seeds(stage=Stage.S3)} == {"needs"}


def test_a_word_is_asked_for_anew_before_it_lapses_and_not_long_before():
    mastered = NEAR + "day 41 mentee says g1 confidence 5\nday 42 mentor says g1 ideas mentee\n"
    held = "every 21 days from day 60 to day 160: meeting held, set up by mentor\n"
    soon = over_seeds(mastered + held, day=42 + 63, person=MENTOR, stage=Stage.S3)
    assert {(each.why.because, each.why.topic) for each in soon} == {(Because.STAGE, "ideas")}
    early = over_seeds(mastered + held, day=42 + 60, person=MENTOR, stage=Stage.S3)
    assert Because.STAGE not in {each.why.because for each in early}


def test_a_low_answer_is_asked_about_again_with_another_question_two_weeks_later():
    low = ONE_GOAL + "day 40 mentee says support 2\n"
    history = [asked("s2-unfinished", 40)]
    found = over_seeds(low, day=54, history=history)
    assert {(each.why.because, each.why.topic) for each in found} == {(Because.AGAIN, "support")}
    assert "s2-unfinished" not in {each.question.id for each in found}
    assert {each.question.topic for each in over_seeds(low, day=53, history=history)} & {"support"} == set()


def test_a_good_answer_after_a_low_one_closes_the_doubt():
    risen = ONE_GOAL + "day 26 mentee says support 1\nday 40 mentee says support 4\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(risen, day=60)}


def test_three_low_answers_are_enough():
    low = ONE_GOAL + "every 14 days from day 22 to day 50: mentee says support 2\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(low, day=66)}


def test_a_strong_doubt_is_asked_about_again_by_whose_it_is_and_nobody_else():
    doubt = ONE_GOAL + "day 30 mentor says limits 4\n"
    assert {each.why.topic for each in over_seeds(doubt, person=MENTOR)} == {"limits"}
    assert Because.AGAIN not in {each.why.because for each in over_seeds(doubt, person=MENTEE)}
    weaker = doubt + "day 40 mentor says limits 3\n"
    assert Because.AGAIN not in {each.why.because for each in over_seeds(weaker, day=60, person=MENTOR)}


@pytest.mark.parametrize("others", ["", "day 29 mentor says g1 ready yes\n", "day 29 mentor says g1 ready no\n"])
def test_who_said_once_whether_to_move_on_is_asked_once_more_whatever_the_other_said(others):
    once = ONE_GOAL + others + "day 30 mentee says g1 ready no\n"
    found = over_seeds(once, day=44)
    assert {(each.why.because, each.goal) for each in found} == {(Because.ONE_SIDED, 1)}
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(once, day=43)}
    twice = once + "day 44 mentee says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(twice, day=60)}


def test_who_said_nothing_of_moving_on_is_not_asked_because_the_other_did():
    theirs = ONE_GOAL + "day 30 mentor says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(theirs, day=60)}


def test_what_one_partner_answered_of_both_is_asked_of_the_other():
    once = ONE_GOAL + "day 45 mentor says pace 3\n"
    assert {(each.why.because, each.question.id) for each in over_seeds(once)} == {(Because.BOTH, "s2-pace")}
    both = once + "day 46 mentee says pace 3\n"
    assert Because.BOTH not in {each.why.because for each in over_seeds(both, day=75)}
    assert Because.BOTH not in {each.why.because for each in over_seeds(once, person=MENTOR)}
    assert Because.BOTH not in {each.why.because for each in over_seeds(once, day=88)}


def test_in_the_first_stage_nothing_is_in_doubt():
    low = "day 0 introduced\nday 5 meeting held, set up by mentor\nday 6 mentor says expectations 1\n"
    assert {each.why.because for each in over_seeds(low, day=30, stage=Stage.S1)} <= {
        Because.VARIETY,
        Because.CONDITION,
    }
