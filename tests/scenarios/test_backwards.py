"""A plan worked out from its end, question by question, left and taken up again."""

from __future__ import annotations

import pytest

from tests.scenarios.test_home import pair, words_of


def shown(person):
    return words_of(person.modal().blocks)


def asked(person, name):
    """The block id and the element of a field of this page, whatever page it is."""
    return next(
        (each["block_id"], each["element"])
        for each in person.modal().blocks
        if each.get("block_id", "").startswith(name)
    )


async def keep(person, title, **more):
    values = {asked(person, name)[0]: value for name, value in {"step": title, **more}.items()}
    return await person.submit(values)


@pytest.fixture
async def jonas(story):
    """A mentee with one goal for Fri 15 Jan, in the plan."""
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.click("More")
    goal = {"goal": "Lead a small project", "outcome": "The release is out", "target_date": "2027-01-15"}
    assert await jonas.submit(goal) == {}
    return jonas


async def test_from_the_end_to_this_week_each_step_is_in_the_plan_at_once_and_it_goes_on_where_it_was_left(
    story, jonas
):
    await jonas.click("Work it out backwards")
    assert "A month before Fri 15 Jan:" in shown(jonas)
    assert asked(jonas, "due")[1]["initial_date"] == "2026-12-15"
    assert await keep(jonas, "Everybody knows the plan", resources="A room") == {}
    assert "A month before Tue 15 Dec:" in shown(jonas)
    assert "So that this can follow: Everybody knows the plan" in shown(jonas)
    assert "initial_value" not in asked(jonas, "step")[1]
    await jonas.close()
    assert "Everybody knows the plan" in shown(jonas)
    await jonas.click("Go on backwards")
    assert "So that this can follow: Everybody knows the plan" in shown(jonas)
    for title in ("Two people said yes", "A page says what for", "The page is begun", "Ask Noor"):
        assert await keep(jonas, title) == {}
    assert "From today to the end: five steps" in shown(jonas)
    assert "Fri 16 Oct: Ask Noor" in shown(jonas)
    assert "With others: whom could you watch" in shown(jonas)
    assert "show Amara what the steps need" in shown(jonas)
    await jonas.close()
    assert "0 of 5" in shown(jonas)
    assert "Go on backwards" not in str(jonas.modal().blocks)
    assert story.rows("SELECT count(*) FROM step WHERE due IS NOT NULL") == [(5,)]


async def test_the_mentor_is_asked_what_they_could_open_a_door_to(story, jonas):
    await jonas.click("Work it out backwards")
    await keep(jonas, "Everybody knows the plan", resources="A room")
    assert "open a door" not in words_of(jonas.modals[0].blocks)
    amara = story.person("Amara")
    await amara.say("/mentor plan")
    assert "Which of this could you open a door to?" in shown(amara)
    await amara.click("Go on backwards")
    await amara.click("That is enough")
    assert "Which of this could you open a door to?" in shown(amara)
    assert "Needs: A room" in shown(amara)


async def test_what_cannot_be_kept_is_said_at_the_field_of_this_page(jonas):
    await jonas.click("Work it out backwards")
    field = asked(jonas, "due")[0]
    assert list(await keep(jonas, "Too early", due="2026-10-11")) == [field]
    assert await keep(jonas, "In time", due="2026-10-13") == {}
    await jonas.click("One more before that")
    errors = await keep(jonas, "In time", due="2026-10-12")
    assert "open already" in errors[asked(jonas, "step")[0]]


async def test_a_goal_without_a_day_is_asked_for_one(jonas):
    await jonas.click("Change goal 1")
    await jonas.submit({"target_date": None})
    await jonas.close()
    await jonas.click("Work it out backwards")
    assert "this goal needs a day to come" in shown(jonas)


async def test_talk_takes_it_up_where_it_was_left(jonas):
    await jonas.close()
    await jonas.say("/mentor talk")
    await jonas.click("Begin: A plan from its end")
    await keep(jonas, "Everybody knows the plan")
    await jonas.close()
    await jonas.say("/mentor talk")
    await jonas.click("Go on: A plan from its end")
    assert "So that this can follow: Everybody knows the plan" in shown(jonas)


async def test_a_page_says_that_only_a_kept_step_is_there_after_it_is_left(jonas):
    await jonas.click("Work it out backwards")
    assert jonas.modal().content["close"]["text"] == "Stop here"
    assert "only kept steps are there, not what stands on this page" in shown(jonas)
