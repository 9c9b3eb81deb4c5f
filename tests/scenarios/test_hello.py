"""A coordinator offers a pair a hand."""

from __future__ import annotations

import pytest

from playground.client import NotPossible
from playground.dispatch import Answer


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


async def offered_unheard(story, words):
    """A hello is offered, and the answer to it is too long on its way: the form stays open."""
    dispatch, deliver = story.server.dispatch, story.server.dispatch.deliver

    async def too_late(*given, **more):
        dispatch.deliver = deliver
        await deliver(*given, **more)
        return Answer("http_timeout")

    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pairs")
    await ruth.click("Open")
    await ruth.click("Offer a hand")
    dispatch.deliver = too_late
    with pytest.raises(NotPossible, match="trouble connecting"):
        await ruth.submit({"note": words})
    return ruth


async def test_words_that_were_changed_before_the_form_was_sent_again_are_those_that_reach_the_pair(story):
    await paired(story)
    ruth = await offered_unheard(story, "How is it?")
    assert await ruth.submit({"note": "How is it going, you two?"}) == {}
    await story.settle()
    jonas = story.person("Jonas")
    said = [message.text for message in jonas.messages(jonas.group_with("U0AMARA").id) if "says hello" in message.text]
    assert [("going, you two?" in text) for text in said] == [True]


async def test_words_that_come_after_others_have_reached_the_pair_are_not_taken_and_stay_in_the_form(story):
    await paired(story)
    ruth = await offered_unheard(story, "How is it?")
    await story.settle()
    assert await ruth.submit({"note": "  "}) == {"note": "Write a sentence or two."}
    refused = await ruth.submit({"note": "And one thing more."})
    assert refused["note"].startswith("Your first words reached them already.")
    assert story.rows("SELECT words FROM hello") == [("How is it?",)]
    assert await ruth.submit({"note": "How is it?"}) == {}
