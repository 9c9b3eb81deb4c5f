"""The first two meetings, part by part: ticked by either, left and taken up again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scenarios.test_home import pair, words_of

FIRST_AT, SECOND_AT = datetime(2026, 10, 13, 8, tzinfo=UTC), datetime(2026, 10, 15, 8, tzinfo=UTC)


def shown(person):
    return words_of(person.modal().blocks)


async def meet(story, at):
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await jonas.say("/mentor meet")
    assert await jonas.submit({"date": f"{at:%Y-%m-%d}", "time": "10:00"}) == {}
    assert await jonas.submit({}) == {}
    await jonas.close()
    await story.live_until(at.replace(hour=12))
    for person in (jonas, amara):
        await person.click("We met")
    await story.settle()


async def add_goals(person, *titles):
    await person.say("/mentor plan")
    for title in titles:
        await person.click("Add a goal")
        assert await person.submit({"goal": title, "outcome": "We both see it"}) == {}
    await person.close()


async def test_what_one_ticks_at_the_table_the_other_finds_ticked(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await jonas.click("Open the agenda", at=jonas.group_with("U0AMARA").id)
    await jonas.click("We talked about part 1")
    assert "What do you share" not in shown(jonas)
    assert "Talked about on Monday 12 October" in shown(jonas)
    await jonas.close()
    await amara.click("Open the agenda", at=amara.group_with("U0JONAS").id)
    assert "What do you share" not in shown(amara)
    await amara.click("Show part 1")
    assert "What do you share" in shown(amara)
    await amara.click("Open part 1 again")
    assert "What do you share" in shown(amara)
    assert story.rows("SELECT * FROM agenda_tick") == []


async def test_the_same_tick_twice_is_one(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    for person, other in ((jonas, "U0AMARA"), (amara, "U0JONAS")):
        await person.click("Open the agenda", at=person.group_with(other).id)
    for person in (jonas, amara):
        await person.click("Show part 2")
    for person in (jonas, amara):
        await person.click("We talked about part 2")
    assert story.rows("SELECT part, count(*) FROM agenda_tick") == [("M1.goals", 1)]


async def test_the_first_meeting_leads_to_goals_and_the_agreement_and_then_on(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.click("Open the agenda", at=jonas.group_with("U0AMARA").id)
    await jonas.click("Show part 2")
    await jonas.click("Add a goal")
    assert await jonas.submit({"goal": "Say no in time", "outcome": "By March nobody is surprised by a late no"}) == {}
    while jonas.modal().content["title"]["text"] != "First meeting":
        await jonas.close()
    assert "1.  Say no in time" in shown(jonas)
    await jonas.click("Show part 3")
    await jonas.click("Write the agreement")
    assert jonas.modal().content["title"]["text"] == "Your agreement"
    await jonas.close()
    await jonas.click("Show part 1")
    for nth in (1, 2, 3):
        await jonas.click(f"We talked about part {nth}")
    assert "You have been through all three parts." in shown(jonas)
    await jonas.click("Find the next time")
    assert jonas.modal().content["title"]["text"] == "Find a time"


def buttons(person):
    """The label or else the words of every button, in order, those that are pressed first with an asterisk."""
    blocks = person.modal().blocks
    placed = [each.get("elements", []) if each["type"] == "actions" else [each.get("accessory")] for each in blocks]
    return [
        f"{'*' if one.get('style') else ''}{one.get('accessibility_label') or one['text']['text']}"
        for some in placed
        for one in some
        if one
    ]


async def test_one_part_is_to_be_talked_about_now_and_the_others_can_be_shown(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.click("Open the agenda", at=jonas.group_with("U0AMARA").id)
    prepare = ["What we expect", "A first message"]
    assert buttons(jonas) == ["*We talked about part 1", "Show part 2", "Show part 3", *prepare]
    await jonas.click("Show part 3")
    assert buttons(jonas) == ["Show part 1", "Show part 2", "*We talked about part 3", "Write the agreement", *prepare]
    assert "What do you share" not in shown(jonas)


@pytest.mark.parametrize("meeting", ["first", "second"])
async def test_a_goal_can_be_added_after_its_part_was_talked_about(story, meeting):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor talk")
    await jonas.click(f"Begin: The {meeting} meeting")
    for nth in (1, 2, 3):
        await jonas.click(f"We talked about part {nth}")
    assert buttons(jonas) == ["Show part 1", "Show part 2", "Show part 3", "*Find the next time", "Add a goal"]
    await jonas.click("Add a goal")
    assert await jonas.submit({"goal": "Say no in time", "outcome": "By March nobody is surprised by a late no"}) == {}
    while not jonas.modal().content["title"]["text"].endswith("meeting"):
        await jonas.close()
    assert buttons(jonas)[-1] == "Add a goal"
    await jonas.click(f"Show part {2 if meeting == 'first' else 1}")
    assert "1.  Say no in time" in shown(jonas)
    assert buttons(jonas).count("Add a goal") == 1


async def test_before_the_second_meeting_the_goals_are_shown_in_order_and_can_be_reordered(story):
    await pair(story)
    await meet(story, FIRST_AT)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await add_goals(jonas, "Say no in time", "Lead one small project")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-15", "time": "10:00"})
    await jonas.submit({})
    await jonas.close()
    await story.live_until(datetime(2026, 10, 14, 12, tzinfo=UTC))
    assert "Lead one small" not in str(jonas.last().blocks)
    await jonas.click("Open the agenda")
    assert jonas.modal().content["title"]["text"] == "Second meeting"
    assert "1.  Say no in time\n2.  Lead one small project" in shown(jonas)
    await jonas.click("Change the order")
    both_first = {"place1": "Lead one small project", "place2": "Lead one small project"}
    assert "has a place already" in (await jonas.submit(both_first))["place2"]
    assert await jonas.submit({"place1": "Lead one small project", "place2": "Say no in time"}) == {}
    assert "1.  Lead one small project\n2.  Say no in time" in shown(jonas)
    await amara.click("Open the agenda")
    assert "1.  Lead one small project" in shown(amara)


async def test_later_meetings_have_no_agenda(story):
    await pair(story)
    for at in (FIRST_AT, SECOND_AT):
        await meet(story, at)
    jonas = story.person("Jonas")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-20", "time": "10:00"})
    await jonas.submit({})
    assert "Open the agenda" not in shown(jonas)
