"""The level of the bank, as far as a program can keep it: kind words, nobody left out, no two questions alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mentoring.people import Role
from bot.mentoring.stages import Stage
from prompts.good_questions import cells, content_words, faults, likeness
from prompts.questions import PLACES, bank

FEWEST_IN_A_STAGE, FEWEST_IN_A_STEP = 15, 4
ONE = next(each for each in bank() if each.id == "s1-easy-to-say")


def test_the_bank_keeps_to_its_level():
    assert faults(bank()) == []


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("role", Role)
def test_every_stage_and_step_has_enough_to_ask_each(place, role):
    own = [each for each in bank() if place in each.stages and role in each.roles]
    assert len(own) >= (FEWEST_IN_A_STAGE if place in set(Stage) else FEWEST_IN_A_STEP)
    assert len([each for each in own if not each.delicate]) >= 3
    assert len({each.answered for each in own}) >= 3


def test_there_are_two_hundred_questions():
    assert len([each for each in bank() if each.stages]) >= 200


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("What did he try?", "“he” is gendered"),
        ("What would help you guys?", "“guys” is gendered"),
        ("What should you have said?", "“should you have” blames"),
        ("What should have gone better?", "“should have” blames"),
        ("Why didn't you meet?", "“Why didn't” blames"),
        ("Why haven’t you met?", "“Why haven't” blames"),
        ("Is your mentor committed?", "“committed” blames"),
        ("What did you fail at?", "“fail” blames"),
        ("Don't you find it easier now?", "“Don't you” leads"),
        ("How far have you come thanks to your mentor?", "“thanks to” leads"),
        ("Are you still invested?", "“invested” judges a person"),
        ("What would you tell another mentor about the theme of the week?", None),
    ],
)
def test_words_that_blame_lead_or_leave_somebody_out_are_found(text, fault):
    found = faults([replace(ONE, text=text)])
    assert found[:1] == ([] if fault is None else [f"s1-easy-to-say: {fault}: {text}"])


def test_they_are_found_in_what_stands_below_the_thanks_too():
    assert faults([replace(ONE, follow_up={"1": "Whose fault was it?"})])


def test_what_a_question_is_about_are_its_words_without_those_of_every_question():
    assert content_words("How often have you planned your meetings, and plans?") == {"plan", "meet"}


def test_two_questions_of_a_cell_share_no_more_than_half_of_what_the_shorter_is_about():
    longer = "Which part of your plan feels heavy after a long working week?"
    assert likeness("How heavy does your next plan feel?", longer) == 0.75
    one = replace(ONE, id="one", text=longer)
    other = replace(ONE, id="other", text="How heavy does your next plan feel?")
    assert faults([one, other]) == ["other: too much like one in S1 (feel, heavy, plan)"]
    assert faults([one, replace(other, text="How does your next plan look?")]) == []


def test_questions_of_different_cells_may_be_alike():
    other = replace(ONE, id="other")
    assert faults([ONE, replace(other, roles=frozenset({Role.MENTOR}))]) == []
    assert faults([ONE, replace(other, stages=frozenset({"N1"}))]) == []
    assert faults([ONE, other]) != []


def test_a_question_counts_in_every_cell_it_is_asked_in():
    both = replace(ONE, stages=frozenset({"S1", "N2"}), roles=frozenset(Role))
    assert cells([ONE, both]) == {
        ("S1", Role.MENTEE): 2,
        ("S1", Role.MENTOR): 1,
        ("N2", Role.MENTEE): 1,
        ("N2", Role.MENTOR): 1,
    }
