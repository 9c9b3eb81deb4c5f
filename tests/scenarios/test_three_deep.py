"""Slack takes three forms on top of each other: from a mentorship's own form, which lies below all others, everything is
reached all the same."""

from __future__ import annotations

import pytest

from tests.scenarios.test_home import pair, words_of
from tests.scenarios.test_thoughts import answer


@pytest.fixture
async def jonas(story):
    """Mentee of Amara and mentor of Ewa, in the form of the mentorship with Amara."""
    await pair(story)
    await pair(story, "@Jonas @Ewa")
    jonas = story.person("Jonas")
    await jonas.open_home()
    await jonas.click("Open the mentorship with Amara Okafor, your mentor", at="home")
    return jonas


def titles(person):
    return [each.content["title"]["text"] for each in person.modals]


async def add_a_goal(jonas, title):
    await jonas.click("Add a goal")
    assert await jonas.submit({"goal": title, "outcome": "Two people say so"}) == {}


async def test_an_answer_becomes_a_goal_where_three_forms_lie_open_and_leads_back_to_the_plan(story, jonas):
    await add_a_goal(jonas, "Say no in time")
    await jonas.click("What do I want?")
    assert titles(jonas) == ["You and Amara", "Your plan", "What do I want?"]
    await answer(jonas, "Work that helps others")
    await jonas.click("See what I wrote")
    await jonas.click("Make a goal of answer 1")
    assert titles(jonas) == ["You and Amara", "Your plan", "A goal"]
    assert await jonas.submit({"outcome": "Two people use it"}) == {}
    assert titles(jonas) == ["You and Amara", "Your plan"]
    assert "Work that helps others" in words_of(jonas.modal().blocks)


async def test_what_cannot_be_done_on_the_third_form_is_said_under_its_button_once(story, jonas):
    await add_a_goal(jonas, "Say no in time")
    await jonas.click("What do I want?")
    await answer(jonas, "Work that helps others")
    await jonas.click("See what I wrote")
    amara = story.person("Amara")
    for title in ("Speak up", "Run one small study"):
        await amara.say("/mentor plan")
        await add_a_goal(amara, title)
        while amara.modals:
            await amara.close()
    for _ in range(2):
        await jonas.click("Make a goal of answer 1")
        assert titles(jonas) == ["You and Amara", "Your plan", "What I want"]
        assert words_of(jonas.modal().blocks).count("Three goals are in the plan") == 1
    pressed = next(nth for nth, block in enumerate(jonas.modal().blocks) if "Make a goal of answer" in str(block))
    assert "Three goals are in the plan" in str(jonas.modal().blocks[pressed + 1])
