"""The page about the stage and the questions for taking stock, in words."""

from __future__ import annotations

import re

import pytest

from bot.mentoring.goals import GoalState
from bot.mentoring.mentorship import Model
from bot.mentoring.stage_question import How
from bot.usecases.stage_page import Felt, Kept
from handlers.slack.views import stage_notices, stages, taking_stock
from prompts.models import process
from tests.handlers.samples.here import goal
from tests.handlers.samples.stage_notices import PAIRS, asked, moved, stock
from tests.handlers.samples.stages import NO_SIGNS, PAIR, where
from tests.scenarios.test_home import words_of

FOUR, NINE = process(Model.FOUR_STAGE), process(Model.NINE_STEP)


def page(say, step, *, signed=2, held=8, open_goals=0, met=0):
    states = [GoalState.OPEN] * open_goals + [GoalState.MET] * met
    goals = tuple((goal(n, state=state), NO_SIGNS) for n, state in enumerate(states, 1))
    return words_of(stages.build(where(step, signed, held, PAIR, goals=goals), say)["blocks"])


@pytest.mark.parametrize(
    ("signed", "held", "missing"),
    [
        (0, 0, "Two signatures are missing. Two meetings are missing."),
        (1, 1, "One signature is missing. One meeting is missing."),
        (2, 1, "you have met twice. One meeting is missing."),
    ],
)
@pytest.mark.parametrize("step", [FOUR.step("S1"), NINE.step("N2")], ids=["S1", "N2"])
def test_in_the_beginning_it_says_what_is_missing_in_counts(say, step, signed, held, missing):
    assert missing in page(say, step, signed=signed, held=held)


@pytest.mark.parametrize(
    ("open_goals", "met", "words"),
    [
        (0, 0, "Your plan has no goal yet."),
        (1, 0, "You have one open goal, so it is that one."),
        (2, 0, "You have two open goals, so that is one of them."),
        (3, 1, "You have three open goals, so that is two of them."),
        (0, 1, "Your one goal is reached."),
        (0, 2, "By now all of them are reached."),
    ],
)
def test_building_ends_with_half_of_the_goals_that_are_open(say, open_goals, met, words):
    assert words in page(say, FOUR.step("S2"), open_goals=open_goals, met=met)


@pytest.mark.parametrize(
    ("open_goals", "met", "words"),
    [
        (1, 0, "Your one goal isn't reached yet."),
        (0, 1, "Your one goal is reached."),
        (2, 0, "None of two goals reached so far."),
        (2, 1, "One of three goals reached so far."),
        (0, 2, "By now all of them are reached."),
    ],
)
@pytest.mark.parametrize("step", [FOUR.step("S3"), NINE.step("N8")], ids=["S3", "N8"])
def test_later_it_counts_the_goals_that_are_reached(say, step, open_goals, met, words):
    assert words in page(say, step, open_goals=open_goals, met=met)


def test_a_step_of_the_nine_is_called_by_its_name_and_task(say):
    shown = page(say, NINE.step("N3"))
    assert "Finding the way" in shown
    assert "Amara shows Jonas around" in shown
    assert "It moves once I have asked each of you, and all of you have said yes." in shown


def test_under_power_nobody_is_asked_what_they_cannot_give(say):
    views = [taking_stock.build(stock(PAIRS[0], power=each), say)["blocks"] for each in (False, True)]
    usual, power = (words_of(blocks) for blocks in views)
    assert "What can each of you give at the moment, what not" in usual
    assert "What can each of you give at the moment, what not" not in power
    items, fewer = (str(blocks).count("'rich_text_section'") for blocks in views)
    assert items - fewer == 1


def test_a_way_back_is_asked_as_one_and_never_as_a_step_not_reached(say):
    back = str(stage_notices.ask(asked("S2", back=True), say).blocks)
    assert "Does “Building” fit you and Amara again?" in back
    assert "Not yet" not in back


@pytest.mark.parametrize("place", [step.id for step in (*FOUR.steps, *NINE.steps)])
def test_every_place_that_is_read_is_asked_about_as_a_guess_and_claims_no_signs(say, place):
    """A step of the nine may be read because its time is over: there need be no signs of it."""
    name = say.plain(f"process.{place}.name")
    now = stage_notices.ask(asked(place), say)
    assert f"Does “{name}” fit you and Amara now? It would mean: " in now.text
    assert f"*Does “{name}” fit you and Amara now?*" in str(now.blocks)
    assert "signs" not in f"{now.text} {now.blocks}"


def test_no_text_promises_more_than_is_kept(say):
    """An offer brought forward leaves more than a quarter until the next, a closing late in the program leaves no days to
    ask in, a question passes by a newer one as well, and who says yes is known to have said it once the stage moves."""
    offer = stage_notices.take_stock(stock(PAIRS[0]), say)
    assert "at least" not in offer.text
    assert "about once a quarter" in offer.text
    closing = str(stages.build(where(FOUR.step("S2"), 2, 8, PAIR, closing=False), say)["blocks"])
    assert "may ask each of you" in closing
    passed = stage_notices.after(Felt(Kept.PASSED, PAIR[1], "Amara", None), say)
    assert "differently" not in passed.text
    thanks = stage_notices.after(Felt(Kept.COUNTS, PAIR[1], "Amara", None), say)
    assert "Only you know" not in f"{thanks.text} {thanks.blocks}"


@pytest.mark.parametrize("step", [*FOUR.steps, *NINE.steps], ids=lambda step: step.id)
def test_a_task_says_what_the_two_do_and_is_no_order(say, step):
    """The same words stand inside a question, behind "It would mean", and behind "What counts now": each sentence has
    somebody who does it."""
    task = say.plain(f"process.{step.id}.task", mentor="Amara", mentee="Jonas")
    for sentence in re.split(r"(?<=[.?]) ", task):
        assert re.match(r"(You|Amara|Jonas|Each of you) |Where .*, you ", sentence), sentence


def test_skipping_a_step_is_no_achievement_and_going_back_no_loss(say):
    skipped, back = (
        stage_notices.moved(each, say).text for each in (moved("S2", How.SKIPPED), moved("S2", How.WORDS, back=True))
    )
    assert skipped.startswith("What comes now: Building.")
    assert back.startswith("What comes now: Building again.")
    assert stage_notices.moved(moved("S2", How.WORDS), say).text.startswith("Well done.")


@pytest.mark.parametrize("step", [*FOUR.steps, *NINE.steps], ids=lambda step: step.id)
def test_what_would_end_a_stage_is_never_said_as_if_it_were_so(say, step):
    assert "What ends this part It ends " in page(say, step).replace("*", "").replace("\n", " ")
