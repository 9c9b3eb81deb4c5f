"""`/mentor talk`: something to begin with, where each conversation stands, and how to listen."""

from __future__ import annotations

from tests.scenarios.test_agendas import add_goals, shown
from tests.scenarios.test_home import pair, words_of


async def test_it_gives_a_starter_another_one_and_how_to_listen(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor talk")
    first = jonas.modal().blocks[1]["text"]["text"]
    assert first.endswith("?*")
    seen = {first}
    for _ in range(5):
        await jonas.click("Another one")
        seen.add(jonas.modal().blocks[1]["text"]["text"])
    assert len(seen) == 6
    await jonas.click("How to listen")
    assert "Say it back" in shown(jonas)
    assert "That is coaching" in shown(jonas)


async def test_home_leads_to_it_and_what_is_half_done_comes_first(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.open_home()
    await jonas.click("Talk", at="home")
    assert "begun, not finished" not in shown(jonas)
    await jonas.click("Begin: The first meeting")
    await jonas.click("We talked about part 1")
    await jonas.close()
    assert jonas.modals == []
    await jonas.say("/mentor talk")
    listed = shown(jonas).split("lead you through*")[1]
    assert listed.lstrip().startswith("*The first meeting*  ·  begun, not finished")
    await jonas.click("Go on: The first meeting")
    assert "Talked about on" in shown(jonas)


async def test_what_is_open_comes_first_the_next_meetings_objective_and_goals(story):
    await pair(story)
    jonas = story.person("Jonas")
    await add_goals(jonas, "Zebra")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-20", "time": "10:00"})
    await jonas.submit({"objective": "Giraffe"})
    await jonas.close()
    await jonas.say("/mentor talk")
    assert jonas.modal().blocks[1]["text"] == {"type": "plain_text", "text": "Giraffe", "emoji": False}
    for _ in range(2):
        await jonas.click("Another one")
    assert "Zebra" in words_of(jonas.modal().blocks)
