"""Which question comes next in one of the nine steps: its own, and of the stage what the engine needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring.doubts import Because
from bot.mentoring.people import Role
from bot.mentoring.questions import laid_out
from bot.mentoring.stages import Stage
from prompts.questions import bank
from tests.bot.mentoring.choosing import MENTOR, ONE_GOAL, QUESTIONS, asked, choose, every, over_seeds
from tests.lives.life_file import PEOPLE

STAGES = [each for each in bank() if each.stages <= set(Stage)]
OWN = ("n5-first", "n5-second", "n5-third")
"""Questions of the fifth step that tell the engine nothing."""
N5 = [
    replace(QUESTIONS["s2-when-stuck"], id=id, text=f"{id}?", stages=frozenset({"N5"}), roles=frozenset(Role))
    for id in OWN
]
N6 = replace(N5[0], id="n6-first", text="n6-first?", stages=frozenset({"N6"}))
BANK = laid_out([*STAGES, *N5, N6])
IN_N5 = {"of": BANK, "step": "N5"}


def test_the_questions_of_the_step_they_are_in_come_first():
    assert {each.question.id for each in over_seeds(**IN_N5)} == set(OWN)
    assert {each.question.id for each in over_seeds(of=BANK, step="N6")} == {"n6-first"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("stage", Stage)
def test_in_the_four_stages_nothing_of_a_step_is_asked(stage, role):
    assert not {id for id in every(of=BANK, stage=stage, person=PEOPLE[role]) if id.startswith("n")}


def test_of_another_step_nothing_is_asked():
    assert "n6-first" not in every(**IN_N5)


def test_an_open_doubt_is_settled_by_a_question_of_the_stage():
    low = ONE_GOAL + "day 30 mentee says support 2\n"
    found = over_seeds(low, **IN_N5)
    assert {(each.why.because, each.why.topic) for each in found} == {(Because.AGAIN, "support")}
    assert {each.question.stages & {"S2"} for each in found} == {frozenset({"S2"})}


def test_a_question_of_the_step_can_settle_it_too():
    own = replace(N5[0], id="n5-limits", yields=QUESTIONS["s2-limits"].yields, roles=frozenset({Role.MENTOR}))
    doubt = ONE_GOAL + "day 30 mentor says limits 4\n"
    found = over_seeds(doubt, of=laid_out([*STAGES, *N5, own]), step="N5", person=MENTOR)
    assert {each.why.because for each in found} == {Because.AGAIN}
    assert "n5-limits" in {each.question.id for each in found}


def test_after_two_questions_that_tell_the_engine_nothing_comes_one_that_does():
    once = [asked("n5-first", 40)]
    assert {each.question.id for each in over_seeds(history=once, **IN_N5)} == {"n5-second", "n5-third"}
    found = over_seeds(history=[asked("n5-second", 43), *once], **IN_N5)
    assert {each.why.because for each in found} == {Because.UNHEARD}
    assert all(each.question.yields and each.why.topic == each.question.topic for each in found)
    told = [asked(found[0].question.id, 46, goal=found[0].goal), asked("n5-second", 43), *once]
    assert {each.question.id for each in over_seeds(history=told, **IN_N5)} == {"n5-third"}


def test_what_was_told_lately_is_not_unheard():
    said = "".join(
        f"day 45 mentee says {told}\n"
        for told in ("support 4", "challenge 4", "vision 4", "limits 2", "confidence 3", "ready no", "ideas both")
    )
    shared = "day 45 mentee says pace 3\nday 45 mentee says focus 3\n"
    needs = "day 45 mentee says needs advice\n"
    history = [asked("n5-second", 43), asked("n5-first", 40)]
    found = over_seeds(ONE_GOAL + said + shared + needs, history=history, **IN_N5)
    assert {each.question.id for each in found} == {"n5-third"}


def test_where_nothing_of_the_step_is_left_the_questions_of_its_stage_go_on():
    found = every(**IN_N5)
    assert set(found) >= set(OWN)
    of_the_stage = set(found) - set(OWN)
    assert len(of_the_stage) >= 3
    assert all(Stage.S2 in QUESTIONS[id].stages for id in of_the_stage)
    assert [id for id in of_the_stage if QUESTIONS[id].yields is None]
    only = laid_out(STAGES)
    assert {each.why.because for each in over_seeds(of=only, step="N5")} == {Because.VARIETY}


def test_a_question_of_a_step_and_its_stage_is_asked_as_the_steps_own():
    both = replace(N5[0], id="n5-both", stages=frozenset({"S2", "N5"}))
    of = laid_out([*STAGES, both])
    assert {each.question.id for each in over_seeds(of=of, step="N5")} == {"n5-both"}
    assert every(of=of, step="N5").count("n5-both") == 1
    assert "n5-both" in every(of=of)


def test_in_weekly_questions_over_half_a_year_none_comes_within_its_gap_and_the_steps_own_come_most_often():
    own = [replace(N5[0], id=f"n5-{n}", text=f"{n}?") for n in range(5)]
    of, history = laid_out([*STAGES, *own]), []
    lines = ONE_GOAL + "every 21 days from day 40 to day 230: meeting held, set up by mentor\n"
    for day in range(50, 232, 7):
        choice = choose(lines, day=day, history=history, of=of, step="N5", seed=str(day))
        assert choice is not None
        gap = timedelta(weeks=choice.question.gap_weeks)
        new = asked(choice.question.id, day, goal=choice.goal)
        assert all(new.asked_at - each.asked_at >= gap for each in history if each.question == new.question)
        history.insert(0, new)
    ours = [each.question.startswith("n5") for each in history]
    assert len(ours) == 26
    assert sum(ours) >= 13
    assert sum(QUESTIONS[each.question].yields is not None for each in history if each.question in QUESTIONS) >= 6
