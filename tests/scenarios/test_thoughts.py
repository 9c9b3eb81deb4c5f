"""What a mentee thinks through alone: a vision in three parts, nine questions, and goals made of the answers."""

from __future__ import annotations

import pytest

from bot.mentoring.people import Handle
from handlers.slack.incoming import Click
from handlers.slack.listeners import ACTIONS, attempt
from tests.scenarios.test_buttons_of_others import desk_of
from tests.scenarios.test_corners import end_of_all
from tests.scenarios.test_home import pair, words_of

ANSWER, OTHER = "Zebra work that helps others", "Quokka, and a year abroad"


def shown(person):
    return words_of(person.modal().blocks)


def input_of(person, block):
    """The input with this block id."""
    return next(each["element"] for each in person.modal().blocks if each.get("block_id") == block)


def part_of(person):
    """The block id of the answer that is asked for now."""
    return next(each["block_id"] for each in person.modal().blocks if each.get("block_id", "").startswith("words_"))


async def answer(person, words="", *, show=False):
    block = part_of(person)
    ticked = {block.replace("words", "show"): ["Show this to my mentor"]} if show else {}
    assert await person.submit({block: words, **ticked}) == {}


@pytest.fixture
async def two(story):
    await pair(story)
    return story.person("Jonas"), story.person("Amara")


async def test_three_parts_become_one_statement_that_the_mentee_edits(story, two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await jonas.click("Write it")
    await jonas.click("Find the words step by step")
    await answer(jonas, "I lead a small team")
    await answer(jonas, "I stay calm when plans change.")
    await jonas.close()
    await jonas.close()
    await jonas.say("/mentor plan")
    await jonas.click("Write it")
    await jonas.click("Go on step by step")
    assert "What has got better" in str(jonas.modal().blocks)
    await answer(jonas, "I say no in time")
    whole = "I lead a small team. I stay calm when plans change. I say no in time."
    assert input_of(jonas, "vision")["initial_value"] == whole
    assert await jonas.submit({"vision": f"{whole} Gladly."}) == {}
    assert f"{whole} Gladly." in shown(jonas)
    assert story.rows("SELECT * FROM thought") == []
    await amara.say("/mentor plan")
    assert f"{whole} Gladly." in shown(amara)
    await amara.click("Change the vision")
    assert "step by step" not in str(amara.modal().blocks)


async def test_a_newer_vision_is_found_beside_the_one_that_stands_and_left_parts_ask_nothing(story, two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await jonas.click("Write it")
    await jonas.submit({"vision": "I am calm."})
    await jonas.click("Change the vision")
    await jonas.click("Find the words step by step")
    for words in ("I lead", "", "I say no!"):
        await answer(jonas, words)
    assert input_of(jonas, "vision")["initial_value"] == "I lead. I say no!"
    assert "So far it says:\nI am calm." in shown(jonas)
    await jonas.click("Go through it once more")
    assert "1 of 3" in shown(jonas)
    assert "initial_value" not in input_of(jonas, part_of(jonas))
    await amara.say("/mentor plan")
    assert "I lead" not in shown(amara)


async def test_nothing_of_the_nine_questions_is_seen_but_the_one_answer_that_is_shown(story, two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    assert "Only you see what you write, unless you tick the box below" in shown(jonas)
    await answer(jonas, ANSWER)
    await answer(jonas)
    await answer(jonas, OTHER, show=True)
    await jonas.close()
    await amara.say("/mentor plan")
    await amara.click("What Jonas shows you")
    assert OTHER in shown(amara)
    assert ANSWER not in str([each.blocks for each in amara.modals])
    await jonas.close()
    await jonas.say("/mentor plan")
    await jonas.click("Go on: what do I want?")
    assert "Question 4 of 9" in shown(jonas)
    await jonas.click("See what I wrote")
    await jonas.click("Change answer 3, or who sees it")
    assert input_of(jonas, "words_3")["initial_value"] == OTHER
    assert await jonas.submit({"show_3": []}) == {}
    await amara.close()
    await amara.close()
    await amara.say("/mentor plan")
    assert "What Jonas shows you" not in str(amara.modal().blocks)
    assert OTHER not in str(amara.modal().blocks)


async def test_what_was_written_is_grouped_by_what_it_is_about_with_who_sees_it(two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    await answer(jonas, ANSWER)
    for _ in range(6):
        await answer(jonas)
    await answer(jonas, OTHER, show=True)
    await jonas.click("See what I wrote")
    first, second = "*1.  What do you want from life?*\n_Private_", "*8.  Why these goals"
    said = shown(jonas)
    places = [said.index(each) for each in ("Where to", first, ANSWER, "What it takes", second, "_Shared:", OTHER)]
    assert places == sorted(places)
    assert "What there is to build on" not in said


async def test_an_answer_becomes_a_goal_with_its_priority(two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    await answer(jonas, ANSWER)
    for _ in range(8):
        await answer(jonas)
    assert ANSWER in shown(jonas)
    await jonas.click("Make a goal of answer 1")
    assert input_of(jonas, "goal")["initial_value"] == ANSWER
    await jonas.click("More")
    assert input_of(jonas, "goal")["initial_value"] == ANSWER
    assert await jonas.submit({"outcome": "Two people use it", "priority": "First"}) == {}
    await jonas.close()
    assert ANSWER in shown(jonas)
    assert "Goal 1" in shown(jonas)


async def test_back_keeps_what_was_typed_and_a_question_left_empty_is_not_asked_again(two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    await answer(jonas)
    assert "Question 2 of 9" in shown(jonas)
    await jonas.click("Go back")
    assert "Question 1 of 9" in shown(jonas)
    await answer(jonas, ANSWER)
    assert "Question 2 of 9" in shown(jonas)


async def test_where_one_manages_the_other_neither_weaknesses_nor_the_years_to_come_are_asked_about(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair many")
    await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist, manages"})
    await ruth.submit()
    await story.settle()
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    asked = []
    while "Question" in shown(jonas):
        asked.append(shown(jonas))
        await answer(jonas, "x")
    assert len(asked) == 7
    assert not [each for each in asked if "weakness" in each or "three to five" in each]
    await jonas.close()
    await jonas.click("Write it")
    await jonas.click("Find the words step by step")
    for _ in range(3):
        assert "hard for you" not in str(jonas.modal().blocks)
        await answer(jonas)


async def test_a_mentor_is_told_that_these_questions_are_for_the_mentee_alone(story, two):
    desk = desk_of(story)
    shown = await attempt(ACTIONS["nine.open"], Click(Handle("T0COMMON", "U0AMARA"), "nine.open", "pair:1", "t"), desk)
    assert "These questions are for Jonas alone." in str(shown)


async def test_talk_lists_these_conversations_and_where_they_stand_for_the_mentee_alone(two):
    jonas, amara = two
    await jonas.say("/mentor talk")
    await jonas.click("Begin: What you want")
    await answer(jonas, ANSWER)
    await jonas.close()
    await jonas.say("/mentor talk")
    await jonas.click("Go on: What you want")
    assert "Question 2 of 9" in shown(jonas)
    await jonas.close()
    await jonas.say("/mentor talk")
    await jonas.click("Begin: Where you are heading")
    assert "1 of 3" in shown(jonas)
    await amara.say("/mentor talk")
    assert "What you want" not in shown(amara)
    assert ANSWER not in shown(amara)


async def test_what_is_kept_for_later_on_the_way_to_a_vision_is_no_answer_yet_and_goes_with_it(story, two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await jonas.click("Write it")
    await jonas.click("Find the words step by step")
    await jonas.press_with("Keep for later", {part_of(jonas): "W" * 161})
    await jonas.close()
    await jonas.click("Write it")
    await jonas.click("Go on step by step")
    assert "Keep it to 160 characters." in str(await jonas.submit({}))
    await answer(jonas, ANSWER)
    assert "2 of 3" in shown(jonas)
    await answer(jonas)
    await answer(jonas)
    assert input_of(jonas, "vision")["initial_value"] == f"{ANSWER}."
    await jonas.press_with("Keep for later", {"vision": OTHER})
    await jonas.close()
    await jonas.click("Write it")
    assert input_of(jonas, "vision")["initial_value"] == OTHER
    assert await jonas.submit({}) == {}
    assert OTHER in shown(jonas)
    assert story.rows("SELECT page FROM draft") == []


async def test_a_question_kept_for_later_is_the_one_to_go_on_with_and_shown_to_nobody_before_it_is_sent(two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    await answer(jonas)
    await jonas.click("Go back")
    await jonas.press_with("Keep for later", {"words_1": ANSWER, "show_1": ["Show this to my mentor"]})
    await jonas.close()
    await jonas.close()
    await amara.say("/mentor plan")
    assert "What Jonas shows you" not in str(amara.modal().blocks)
    await jonas.say("/mentor plan")
    await jonas.click("Go on: what do I want?")
    assert "Question 1 of 9" in shown(jonas)
    assert input_of(jonas, "words_1")["initial_value"] == ANSWER
    assert await jonas.submit({}) == {}
    await amara.close()
    await amara.say("/mentor plan")
    await amara.click("What Jonas shows you")
    assert ANSWER in shown(amara)


async def test_answers_can_be_read_after_the_end_and_no_more(story, two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await jonas.click("What do I want?")
    await answer(jonas, ANSWER, show=True)
    await answer(jonas, OTHER)
    await jonas.close()
    await end_of_all(story)
    for person, button, reads in ((jonas, "What I wanted", [ANSWER, OTHER]), (amara, "What I was shown", [ANSWER])):
        await person.open_home()
        await person.click(button, at="home")
        assert [each for each in (ANSWER, OTHER) if each in shown(person)] == reads
        assert "thoughts.to" not in str(person.modal().blocks)
