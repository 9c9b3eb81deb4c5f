"""A mentee and a mentor make a plan and live it."""

from __future__ import annotations

import asyncio
import json

import pytest


@pytest.fixture
async def pair(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit() == {}
    await story.settle()
    return story.person("Amara"), story.person("Jonas")


def shown(view):
    """Everything a modal says."""
    return json.dumps(view.blocks, ensure_ascii=False)


async def add_goal(who, title="Run one small study", **more):
    await who.click("Add a goal")
    if more:
        await who.click("More")
    return await who.submit({"goal": title, "outcome": "A result that others use", **more})


async def add_step(who, title, goal=1, **more):
    await who.click(f"Add a step to goal {goal}")
    return await who.submit({"step": title, **more})


async def test_a_plan_grows_from_nothing_and_each_step_is_one_tap(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    assert "It starts with one goal." in shown(jonas.modal())
    await jonas.click("Write it")
    assert await jonas.submit({"vision": "I run studies that change what we build."}) == {}
    assert len(jonas.modals) == 1
    assert await add_goal(jonas) == {}
    assert await add_step(jonas, "Write the question down", due="2026-10-20", duration="Half a day") == {}
    assert await add_step(jonas, "Ask two people how they began", activity="With others") == {}
    assert "0 of 2  ○○" in shown(jonas.modal())
    assert "Next: Write the question down, Tue 20 Oct" in shown(jonas.modal())
    assert "Write the question down\\nBy doing  ·  Half a day  ·  due Tue 20 Oct" in shown(jonas.modal())
    await jonas.click("Mark done, goal 1 step 1: Write the question down")
    assert "1 of 2  ●○" in shown(jonas.modal())
    assert "Done: Write the question down\\nOne step to go." in shown(jonas.modal())
    await jonas.click("Undo")
    assert "0 of 2  ○○" in shown(jonas.modal())
    await amara.say("/mentor plan")
    assert "I run studies that change what we build." in shown(amara.modal())
    assert "Where Jonas is heading" in shown(amara.modal())


async def test_a_step_is_changed_and_dropped_from_the_list_and_the_plan_below_follows(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await add_step(jonas, "First words")
    await jonas.choose("step.edit", "First words")
    assert len(jonas.modals) == 2
    assert await jonas.submit({"step": "Better words", "resources": "A quiet hour"}) == {}
    assert len(jonas.modals) == 1
    assert "Better words\\nBy doing\\nNeeds: A quiet hour" in shown(jonas.modal())
    await jonas.choose("step.edit", "Better words")
    await jonas.click("Drop this step")
    assert "It has left the plan." in shown(jonas.modal())
    await jonas.close()
    assert "No steps yet" in shown(jonas.modal())


def inputs(view):
    return [block["block_id"] for block in view.blocks if block["type"] == "input"]


async def test_a_new_goal_is_asked_for_in_two_fields_and_says_what_it_takes_for_granted(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    assert inputs(jonas.modal()) == ["goal", "outcome"]
    assert "By Tuesday 12 January, as goal 1." in shown(jonas.modal())
    assert await jonas.submit({"goal": "Run one small study", "outcome": "A result that others use"}) == {}
    assert story.rows("SELECT target, priority FROM goal") == [("2027-01-12", 1)]


async def test_more_about_a_goal_is_asked_where_it_is_wanted_and_keeps_what_was_typed(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await jonas.click("Add a goal")
    await jonas.press_with("More", {"goal": "Speak up", "outcome": "Three questions asked"})
    assert inputs(jonas.modal()) == ["goal", "outcome", "target_date", "skills", "priority"]
    assert await jonas.submit({"target_date": None, "priority": "First"}) == {}
    assert story.rows("SELECT title, outcome, target, priority FROM goal ORDER BY priority") == [
        ("Speak up", "Three questions asked", None, 1),
        ("Run one small study", "A result that others use", "2027-01-12", 2),
    ]


async def test_a_day_before_today_is_said_at_the_field_and_nothing_typed_is_lost(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    errors = await add_goal(jonas, target_date="2026-10-11")
    assert errors == {"target_date": "This day has passed. Choose Monday 12 October or later."}
    assert await jonas.submit({"target_date": "2027-04-13"}) == {
        "target_date": "This is after the program ends. Choose a day up to Monday 12 April."
    }
    assert jonas.modal().values["outcome"]["value"]["value"] == "A result that others use"
    assert await jonas.submit({"target_date": "2027-04-12"}) == {}
    assert story.rows("SELECT target FROM goal") == [("2027-04-12",)]


async def test_a_fourth_goal_is_refused_with_what_to_do(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    await amara.say("/mentor plan")
    await amara.click("Add a goal")
    for title in ("Run a study", "Give feedback", "Speak up"):
        assert await add_goal(jonas, title) == {}
    assert "Three goals at a time" in shown(jonas.modal())
    assert await amara.submit({"goal": "One more", "outcome": "We see it"}) == {
        "goal": "Three goals are in the plan, which is as much as most people can hold. "
        "Mark one as met or drop one, then add the next."
    }


async def test_the_later_of_two_who_edit_one_goal_sees_both_texts_and_decides(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await amara.say("/mentor plan")
    await jonas.click("Change goal")
    await amara.click("Change goal")
    assert "What does Jonas want to be able to do?" in shown(amara.modal())
    assert await amara.submit({"outcome": "Amara's words"}) == {}
    assert await jonas.submit({"outcome": "Jonas's words"}) == {}
    assert "This was changed while you wrote." in shown(jonas.modal())
    assert "Amara's words" in shown(jonas.modal())
    assert jonas.modal().values["outcome"]["value"]["value"] == "Jonas's words"
    assert story.rows("SELECT outcome FROM goal") == [("Amara's words",)]
    assert await jonas.submit() == {}
    assert story.rows("SELECT outcome FROM goal") == [("Jonas's words",)]


async def test_a_goal_is_met_when_the_mentee_says_so_and_the_mentor_sees_it_too(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await jonas.click("Mark goal met")
    assert "Take it back" in shown(jonas.modal())
    await story.settle()
    assert amara.last().text == (
        "Jonas has marked a goal as met. Have a look and say whether you see it too. "
        "Say nothing and it counts from Mon 19 Oct: Jonas's word stands."
    )
    assert "Run one small study" not in json.dumps(amara.last().blocks)
    asked = amara.last()
    await amara.click("Look at it")
    assert "Run one small study" in shown(amara.modal())
    await amara.click("I see it too")
    assert asked.text == "Jonas has met a goal. You see it too, and it counts."
    assert "primary" not in json.dumps(asked.blocks)
    assert "You both see it" in shown(amara.modal())
    await jonas.close()
    await jonas.say("/mentor plan")
    assert "met on Mon 12 Oct, confirmed by Amara" in shown(jonas.modal())
    await story.settle()
    assert story.rows("SELECT kind FROM milestone ORDER BY id") == [("goal_accomplished",), ("all_goals",)]
    to_jonas = [each.text for each in jonas.messages() if each.by_app]
    assert to_jonas == ["Your goal is met, and it counts: Amara sees it too. Well done."]


async def test_without_an_answer_the_mentees_word_stands_after_a_week(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await jonas.click("Mark goal met")
    await jonas.close()
    await story.live(days=6, hours=23)
    assert story.rows("SELECT accomplished_at FROM goal") == [(None,)]
    await story.live(hours=2)
    await jonas.say("/mentor progress")
    assert "Goal met" in jonas.last().text


async def test_talking_first_keeps_the_goal_open_and_tells_the_mentee_kindly(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await jonas.click("Mark goal met")
    await jonas.close()
    await story.settle()
    await amara.click("Look at it")
    await amara.click("Talk about it first")
    assert "It stays open until you have talked" in shown(amara.modal())
    await story.settle()
    assert jonas.last().text.startswith(
        "Amara would like to talk about a goal with you before it counts. It isn't a no."
    )
    await jonas.click("Open plan")
    assert "Amara would like to talk about it first" in shown(jonas.modal())


async def test_progress_is_counts_and_days_without_a_word_that_was_typed(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor progress")
    assert jonas.last().text == "You and Amara have no plan yet. It starts with one goal."
    await jonas.say("/mentor plan")
    await add_goal(jonas, target_date="2027-02-26")
    await add_step(jonas, "Secret words", due="2026-10-20")
    await amara.say("/mentor progress")
    told = amara.last()
    assert told.text == (
        "You and Jonas: 0 of 1 steps done. Goal 1: 0 of 1 ○ by Fri 26 Feb. The next step is due Tuesday 20 October."
    )
    assert "Secret" not in json.dumps(told.blocks)
    await amara.click("Open plan")
    assert "Secret words" in shown(amara.modal())


async def test_somebody_else_cannot_open_or_change_a_plan(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    priya = story.person("Priya")
    await priya.say("/mentor plan")
    assert priya.modals == []
    assert "You aren't in a mentorship at the moment." in priya.last().text


async def test_where_the_mentor_has_power_the_vision_asks_for_no_weakness(story):
    ruth, ewa = story.person("Ruth"), story.person("Ewa")
    await ruth.say("/mentor-program pair @Amara @Ewa")
    await ruth.submit({"power": "knowingly"})
    await ewa.say("/mentor plan")
    await ewa.click("Write it")
    assert "a strength to build on" in shown(ewa.modal())
    assert "weakness" not in shown(ewa.modal())


async def test_two_quick_taps_are_one(story, pair):
    _, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await add_step(jonas, "Write the question down")
    await asyncio.gather(jonas.click("Mark done"), jonas.click("Mark done"))
    assert "1 of 1  ●" in shown(jonas.modal())
    await asyncio.gather(jonas.click("Mark goal met"), jonas.click("Mark goal met"))
    assert story.rows("SELECT count(*) FROM outbox WHERE kind = 'goal.confirm'") == [(1,)]


async def test_after_the_last_step_home_asks_the_mentee_alone_whether_the_goal_is_met(story, pair):
    amara, jonas = pair
    await jonas.say("/mentor plan")
    await add_goal(jonas)
    await add_step(jonas, "Ask two people how they began")
    await jonas.close()
    await jonas.open_home()
    await jonas.click("Mark step done", at="home")
    await amara.open_home()
    assert "Mark goal met" not in json.dumps(amara.home.blocks)
    await jonas.click("Mark goal met", at="home")
    assert "marked as met" in json.dumps(jonas.home.blocks)
    await story.settle()
    assert amara.last().text.startswith("Jonas has marked a goal as met.")
