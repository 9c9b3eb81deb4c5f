"""A first message: begun by the companion, changed and sent by a member, once."""

from __future__ import annotations

from tests.scenarios.test_home import pair, words_of

WORDS = "Zebra <!channel> *bold*, and see you soon"


async def begin(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.click("Open the agenda", at=jonas.group_with("U0AMARA").id)
    await jonas.click("A first message")
    return jonas


async def test_it_begins_with_words_that_can_be_changed_and_is_kept_as_it_is_written(story):
    jonas = await begin(story)
    assert "I'm glad that we were paired" in str(jonas.modal().blocks)
    await jonas.choose("draft.note", WORDS)
    await jonas.close()
    await jonas.click("A first message")
    assert WORDS in str(jonas.modal().blocks)
    await story.settle()
    assert "Zebra" not in words_of(jonas.last(jonas.group_with("U0AMARA").id).blocks)


async def test_it_is_passed_on_once_with_its_senders_name_where_it_can_be_answered(story):
    jonas = await begin(story)
    assert await jonas.submit({"words": WORDS}) == {}
    assert "Sent on Monday 12 October" in words_of(jonas.modal().blocks)
    await story.settle()
    group = jonas.group_with("U0AMARA").id
    told = jonas.last(group)
    assert told.text.startswith("A first word from Jonas to Amara: Zebra")
    assert told.blocks[1]["text"] == {"type": "plain_text", "text": WORDS, "emoji": False}
    assert "<!channel>" not in told.text
    await jonas.close()
    await jonas.click("A first message")
    assert "Sent on" in words_of(jonas.modal().blocks)
    assert sum("A first word" in each.text for each in jonas.messages(group)) == 1


async def test_an_empty_one_is_not_sent(story):
    jonas = await begin(story)
    assert "sentence or two" in (await jonas.submit({"words": " "}))["words"]
    assert story.rows("SELECT * FROM first_words") == []
