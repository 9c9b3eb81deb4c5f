"""A pair on the nine steps: the first two end by deeds, and one may be skipped when both wish it."""

from __future__ import annotations

import pytest

from tests.scenarios.test_home import home_of, words_of
from tests.scenarios.test_stages import builds

PROPOSED = "Jonas would skip a step: Finding the way."


@pytest.fixture
async def third(story):
    """Amara and Jonas have signed and met twice: they are in the third step."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit({"model": "nine_step"}) == {}
    await story.settle()
    await builds(story)
    return story


def step_of(story):
    return story.rows("SELECT step FROM mentorship")[0][0]


async def propose(story):
    jonas = story.person("Jonas")
    await jonas.say("/mentor stage")
    await jonas.click("Skip this step")
    await story.settle()
    return jonas


async def test_what_both_did_leads_to_the_third_step_and_every_page_names_it(third):
    jonas = third.person("Jonas")
    assert step_of(third) == "N3"
    assert "What comes now: Finding the way." in jonas.last().text
    assert "Finding the way" in await home_of(jonas)
    await jonas.say("/mentor stage")
    shown = words_of(jonas.modal().blocks)
    assert "Amara shows Jonas around" in shown
    assert "It ends when you have given it its usual time. Usually that is about three weeks." in shown


async def test_one_proposes_and_the_other_agrees_in_the_message(third):
    jonas, amara = await propose(third), third.person("Amara")
    assert "You would skip this step, and Amara is asked." in words_of(jonas.modal().blocks)
    assert step_of(third) == "N3"
    assert amara.last().text.startswith(PROPOSED)
    await amara.click("Skip it too")
    await third.settle()
    assert step_of(third) == "N4"
    assert any(message.text.startswith("Skipped. What comes now: A good start.") for message in amara.messages())
    assert "Each of you wished to skip what came before." in jonas.last().text


async def test_one_proposes_and_the_other_keeps_it_on_the_page(third):
    jonas, amara = await propose(third), third.person("Amara")
    assert PROPOSED in await home_of(amara)
    await amara.say("/mentor stage")
    await amara.click("Keep it")
    await third.settle()
    assert step_of(third) == "N3"
    assert jonas.last().text == "This step stays: Finding the way. It is skipped only when all of you wish it."
    assert "Skip this step" in str(amara.modal().blocks)
    await jonas.say("/mentor stage")
    shown = words_of(jonas.modal().blocks)
    assert "This step stays for now. From Monday 9 November on you can ask Amara again" in shown
    assert "Skip this step" not in shown
    assert PROPOSED not in await home_of(amara)


async def test_a_wish_that_was_taken_back_cannot_be_agreed_to(third):
    jonas, amara = await propose(third), third.person("Amara")
    await jonas.click("Keep it after all")
    await amara.click("Skip it too")
    await third.settle()
    assert step_of(third) == "N3"
    assert amara.last().text.startswith("This has passed.")
