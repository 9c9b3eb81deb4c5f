"""Before a meeting: what it should bring. After it: how far a goal has come."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scenarios.test_agendas import add_goals, shown
from tests.scenarios.test_home import home_of, pair

GOAL, WORDS, BRING = "Say no in time", "Zebra crossing", "Zebra stripes"


@pytest.fixture
async def third(story):
    """A pair with a goal and three meetings in one week, on the day before the third."""
    await pair(story)
    jonas = story.person("Jonas")
    await add_goals(jonas, GOAL)
    for day in (13, 14, 15):
        await book(jonas, day)
    await story.live_until(datetime(2026, 10, 14, 8, 30, tzinfo=UTC))
    return story


async def book(person, day):
    await person.say("/mentor meet")
    assert await person.submit({"date": f"2026-10-{day}", "time": "10:00"}) == {}
    assert await person.submit({}) == {}
    await person.close()


async def say_that_they_met(story):
    await story.live_until(datetime(2026, 10, 15, 12, tzinfo=UTC))
    for person in (story.person("Jonas"), story.person("Amara")):
        await person.click("We met")


async def test_the_reminder_leads_the_mentor_to_the_objective_and_both_find_it_in_the_meeting(third):
    jonas, amara = third.person("Jonas"), third.person("Amara")
    assert "Set the objective" not in str(jonas.last().blocks)
    await amara.click("Set the objective")
    assert GOAL in str(amara.modal().blocks)
    await amara.close()
    await amara.click("Set the objective")
    assert await amara.submit({"objective": WORDS, "bring": BRING}) == {}
    for words in (GOAL, WORDS, BRING):
        assert words in shown(amara)
    await jonas.click("See the meeting")
    for words in (GOAL, WORDS, BRING):
        assert words in shown(jonas)
    assert "Zebra" not in str([each.blocks for each in (*jonas.messages(), *amara.messages())])


async def test_a_reminder_of_a_meeting_with_an_objective_leads_to_it(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await add_goals(jonas, GOAL)
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-14", "time": "10:00"})
    await jonas.submit({})
    await jonas.click("Add one")
    assert await jonas.submit({"objective": ""}) == {}
    assert GOAL in shown(jonas)
    await story.live_until(datetime(2026, 10, 13, 12, tzinfo=UTC))
    assert GOAL not in str(amara.last().blocks)
    await amara.click("See the objective")
    assert GOAL in shown(amara)


async def test_an_objective_kept_for_later_is_seen_by_nobody_else_and_beside_what_the_other_set_meanwhile(third):
    jonas, amara = third.person("Jonas"), third.person("Amara")
    await amara.click("Set the objective")
    await amara.press_with("Keep for later", {"goal": "None of them", "objective": WORDS})
    await amara.close()
    await jonas.click("See the meeting")
    assert WORDS not in shown(jonas)
    await jonas.click("Add one")
    assert WORDS not in str(jonas.modal().blocks)
    assert await jonas.submit({"objective": "Okapi"}) == {}
    await amara.click("Set the objective")
    assert "This is what is saved now." in shown(amara)
    assert "Okapi" in shown(amara)
    assert await amara.submit({}) == {}
    assert third.rows("SELECT objective FROM appointment ORDER BY id DESC LIMIT 1") == [(WORDS,)]
    assert third.rows("SELECT goal_id FROM objective") == [(None,)]
    assert third.rows("SELECT page FROM draft") == []


async def test_who_comes_second_sees_the_others_words_and_decides(third):
    jonas, amara = third.person("Jonas"), third.person("Amara")
    await amara.click("Set the objective")
    await jonas.click("See the meeting")
    await jonas.click("Add one")
    assert await jonas.submit({"objective": WORDS}) == {}
    assert await amara.submit({"objective": "Okapi"}) == {}
    assert "This was changed while you wrote." in shown(amara)
    assert WORDS in shown(amara)
    assert await amara.submit() == {}
    assert third.rows("SELECT objective FROM appointment ORDER BY id DESC LIMIT 1") == [("Okapi",)]


async def test_after_it_one_of_them_says_for_both_how_far_a_goal_has_come(third):
    await say_that_they_met(third)
    jonas, amara = third.person("Jonas"), third.person("Amara")
    assert "How far has a goal come?" in await home_of(amara)
    await jonas.click("See the meeting")
    await jonas.click("Look at progress")
    await jonas.press_with("Keep for later", {"step": "Ask Noor"})
    await jonas.close()
    await jonas.click("Look at progress")
    assert await jonas.submit({"how_far": "About half way"}) == {}
    assert third.rows("SELECT page FROM draft") == []
    assert "Say no in time: About half way" in shown(jonas)
    await amara.say("/mentor plan")
    assert "Ask Noor" in shown(amara)
    await amara.close()
    assert "How far has a goal come?" not in await home_of(amara)
    await amara.click("See the meeting")
    assert "Say no in time: About half way" in shown(amara)


async def test_the_same_look_again_changes_nothing_and_another_one_takes_its_place(third):
    await say_that_they_met(third)
    jonas, amara = third.person("Jonas"), third.person("Amara")
    for person, how_far in ((jonas, "Begun"), (jonas, "Begun"), (amara, "Nearly there")):
        await person.click("See the meeting")
        await person.click("Look at progress")
        assert await person.submit({"how_far": how_far}) == {}
        await person.close()
    assert third.rows("SELECT how_far FROM evaluation") == [("nearly",)]
    assert third.rows("SELECT count(*) FROM step") == [(0,)]


async def test_a_meeting_that_nobody_looked_back_at_is_let_go_after_a_week(third):
    await say_that_they_met(third)
    amara = third.person("Amara")
    await third.live_until(datetime(2026, 10, 23, 12, tzinfo=UTC))
    assert "How far has a goal come?" not in await home_of(amara)
