"""What may be missing in a goal is pointed at once, in private, and never in the way."""

from __future__ import annotations

import pytest

from tests.scenarios.test_home import pair, words_of

NOTICE = "How will you both notice"


def shown(person):
    return words_of(person.modal().blocks)


@pytest.fixture
async def two(story):
    await pair(story)
    return story.person("Jonas"), story.person("Amara")


async def add(person, outcome, **more):
    await person.click("Add a goal")
    if more:
        await person.click("More")
    assert await person.submit({"goal": "Present my work", "outcome": outcome, **more}) == {}


async def test_leaving_it_so_leads_to_the_plan_and_the_same_words_are_never_pointed_at_again(two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await add(jonas, "I am more confident")
    assert NOTICE in shown(jonas)
    assert "Only you see this" in shown(jonas)
    await jonas.close()
    assert "I am more confident" in shown(jonas)
    assert len(jonas.modals) == 1
    await jonas.click("Change goal 1")
    assert await jonas.submit({"skills": "Slides"}) == {}
    assert "Slides" in shown(jonas)
    assert NOTICE not in shown(jonas)


async def test_change_it_opens_the_goal_again_and_what_can_be_noticed_leads_to_the_plan(story, two):
    jonas, _ = two
    await jonas.say("/mentor plan")
    await add(jonas, "I am more confident", target_date=None)
    assert "Until when, roughly?" in shown(jonas)
    assert await jonas.submit() == {}
    assert await jonas.submit({"outcome": "Two talks are held"}) == {}
    assert len(jonas.modals) == 1
    assert "Two talks are held" in shown(jonas)
    assert story.rows("SELECT count(*), max(revision) FROM goal") == [(1, 2)]


async def test_from_home_it_leads_back_to_home_where_the_goal_is(two):
    jonas, _ = two
    await jonas.open_home()
    await add(jonas, "I am more confident")
    assert NOTICE in shown(jonas)
    await jonas.close()
    assert jonas.modals == []
    assert "Present my work" in words_of(jonas.home.blocks)


async def test_a_mentor_who_is_asked_about_a_goal_reads_what_to_ask_and_the_mentee_does_not(story, two):
    jonas, amara = two
    await jonas.say("/mentor plan")
    await add(jonas, "Two talks are held", target_date="2026-12-20")
    await jonas.click("Mark goal met")
    await jonas.close()
    await story.settle()
    await amara.click("Look at it")
    assert "It went faster than planned. Ask Jonas which next goal would stretch a little more." in shown(amara)
    await jonas.say("/mentor plan")
    assert "stretch" not in shown(jonas)


async def test_where_needs_are_found_is_said_without_the_review_where_one_manages_the_other(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair many")
    await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist, manages\nAmara Okafor, Ewa Nowak"})
    await ruth.submit()
    await story.settle()
    for person, said in (
        (jonas, "what you would like people to come to you for"),
        (story.person("Ewa"), "Your last review"),
    ):
        await person.say("/mentor plan")
        await person.click("Add a goal")
        assert said in str(person.modal().blocks)
        assert ("review" in str(person.modal().blocks)) is (person is not jonas)
