"""A coordinator offers a pair a hand."""

from __future__ import annotations


async def offer(story, words):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pairs")
    await ruth.click("Open")
    await ruth.click("Offer a hand")
    return await ruth.submit({"note": words})


async def paired(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()


async def test_a_hello_reaches_the_pair_in_their_conversation_as_it_was_written(story):
    await paired(story)
    assert await offer(story, "Hello *you*, <!channel> how is it?") == {}
    await story.settle()
    jonas = story.person("Jonas")
    told = jonas.last(jonas.group_with("U0AMARA").id)
    assert told.blocks[0]["text"]["text"] == "*Ruth Adeyemi says hello*"
    said = told.blocks[1]["text"]
    assert (said["type"], said["emoji"]) == ("plain_text", False)
    assert "<!channel>" not in told.text


async def test_nothing_written_is_said_at_the_field_and_nothing_is_sent(story):
    await paired(story)
    assert await offer(story, "   ") == {"note": "Write a sentence or two."}
    assert story.rows("SELECT count(*) FROM hello") == [(0,)]
