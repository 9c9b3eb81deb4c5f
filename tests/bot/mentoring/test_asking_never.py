"""Everything that is never asked, whoever it is and whatever is open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mentoring.doubts import Because
from bot.mentoring.people import Role
from bot.mentoring.questions import laid_out
from bot.mentoring.stages import Stage
from tests.bot.mentoring.choosing import MENTEE, MENTOR, ONE_GOAL, QUESTIONS, asked, choose, every, over_seeds
from tests.lives.life_file import PEOPLE, at


def test_a_question_rests_for_its_weeks_and_may_come_again_afterwards():
    only = laid_out([QUESTIONS["s2-tried"]])
    met_again = ONE_GOAL + "day 100 meeting held, set up by mentor\n"
    history = [asked("s2-tried", 30)]
    assert choose(met_again, of=only, history=history, day=30 + 12 * 7 - 1) is None
    assert choose(met_again, of=only, history=history, day=30 + 12 * 7) is not None


@pytest.mark.parametrize(("stage", "role"), [(stage, role) for stage in Stage for role in Role])
def test_what_is_asked_fits_the_stage_and_the_role_and_comes_once(stage, role):
    found = every(stage=stage, person=PEOPLE[role])
    assert len(found) == len(set(found)) >= 3
    assert all(stage in QUESTIONS[id].stages and role in QUESTIONS[id].roles for id in found)


def test_manager_pairs_are_never_asked_what_is_delicate():
    found = [id for stage in Stage for who in (MENTEE, MENTOR) for id in every(stage=stage, person=who, power=True)]
    assert found
    assert not [id for id in found if QUESTIONS[id].delicate]
    assert [id for id in every() if QUESTIONS[id].delicate]


def test_nobody_who_has_not_met_is_asked_about_a_meeting():
    unmet = "day 0 introduced\nday 30 meeting missed, set up by mentor\n"
    for person in (MENTEE, MENTOR):
        found = every(unmet, stage=Stage.S1, person=person)
        assert found
        assert not [id for id in found if QUESTIONS[id].after_meeting or QUESTIONS[id].last_meeting]


def test_nothing_is_asked_about_the_last_meeting_when_it_was_missed():
    assert [id for id in every() if QUESTIONS[id].last_meeting]
    missed = ONE_GOAL + "day 40 meeting missed, set up by mentor\n"
    assert not [id for id in every(missed, day=60) if QUESTIONS[id].last_meeting]


def test_the_same_meeting_is_not_asked_about_twice():
    again = replace(QUESTIONS["s2-tried"], id="another")
    only, history = laid_out([again, QUESTIONS["s2-tried"]]), [asked("s2-tried", 30)]
    assert choose(of=only, history=history) is None
    met = ONE_GOAL + "day 40 meeting held, set up by mentor\n"
    assert choose(met, of=only, history=history).question.id == "another"


def test_endings_are_left_alone_for_a_week_after_a_missed_meeting():
    missed = ONE_GOAL + "day 44 meeting missed, set up by mentor\n"
    endings = {"readiness", "closing"}
    assert [id for id in every(missed, day=52) if QUESTIONS[id].evidence in endings]
    assert not [id for id in every(missed, day=50) if QUESTIONS[id].evidence in endings]
    assert not [id for id in every(missed, day=50, stage=Stage.S4) if QUESTIONS[id].evidence in endings]


@pytest.mark.parametrize(
    ("kind", "topic"),
    [("W.one-sided", "ready"), ("W.limits", "limits"), ("W.missed", "pace"), ("W.views-differ", "pace")],
)
def test_what_a_signal_told_is_not_asked_about_for_three_days(kind, topic):
    shared = ONE_GOAL + "day 1 mentor says pace 4\n"
    assert topic in {QUESTIONS[id].topic for id in every(shared, told={kind: 46})}
    assert topic not in {QUESTIONS[id].topic for id in every(shared, told={kind: 48})}


def test_what_was_answered_within_the_gap_is_not_asked_in_other_words():
    known = ONE_GOAL + "day 30 mentee says g1 confidence 3\n"
    assert "confidence" not in {QUESTIONS[id].topic for id in every(known, day=60) if QUESTIONS[id].yields}
    assert "confidence" in {QUESTIONS[id].topic for id in every(known, day=30 + 42) if QUESTIONS[id].yields}
    other = known + "day 31 goal g2 added\n"
    only = laid_out([QUESTIONS["s2-own-judgement"]])
    assert choose(other, of=only).goal == 2


def test_what_was_answered_about_all_goals_is_known_of_each():
    known = ONE_GOAL + "day 30 mentor says ideas both\n"
    assert "ideas" not in {QUESTIONS[id].topic for id in every(known, person=MENTOR)}
    assert "ideas" in {QUESTIONS[id].topic for id in every(known, person=MENTOR, day=30 + 42)}


def test_what_was_skipped_is_not_asked_in_other_words_soon():
    only = laid_out([QUESTIONS["s2-own-judgement"], QUESTIONS["s2-surprise"]])
    history = [asked("s2-surprise", 40, goal=1)]
    assert choose(of=only, history=history, day=53) is None
    assert choose(of=only, history=history, day=54) is not None


def test_what_was_skipped_rests_for_its_gap_even_where_an_answer_would_settle_a_doubt():
    once = ONE_GOAL + "day 30 mentee says g1 ready no\n"
    history = [replace(asked("s2-next-goal", 60, goal=1), skipped_at=at(60, 11))]
    gap = 7 * QUESTIONS["s2-next-goal"].gap_weeks
    for day in (61, 74, 60 + gap - 1):
        assert "ready" not in {each.question.topic for each in over_seeds(once, day=day, history=history)}
    again = over_seeds(once, day=60 + gap, history=history)
    assert {(each.why.because, each.goal) for each in again} == {(Because.ONE_SIDED, 1)}


def test_what_was_skipped_of_one_goal_may_be_asked_of_another():
    two = ONE_GOAL + "day 22 goal g2 added\n"
    only = laid_out([QUESTIONS["s2-own-judgement"], QUESTIONS["s2-surprise"]])
    history = [replace(asked("s2-surprise", 40, goal=1), skipped_at=at(40, 11))]
    assert {each.goal for each in over_seeds(two, of=only, history=history, day=60)} == {2}


@pytest.mark.parametrize("end", ["dropped", "marked", "confirmed"])
def test_no_goal_that_is_met_or_dropped_is_asked_about(end):
    gone = ONE_GOAL + f"day 40 goal g1 {end}\n"
    assert [id for id in every() if QUESTIONS[id].about_goal]
    for stage in (Stage.S2, Stage.S3):
        assert not [id for id in every(gone, stage=stage) if QUESTIONS[id].about_goal]
    once = gone + "day 30 mentee says g1 ready no\nday 31 mentor says g1 ready yes\n"
    assert Because.ONE_SIDED not in {each.why.because for each in over_seeds(once)}
