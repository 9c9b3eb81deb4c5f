"""Leaving in private: from Home, with the way back, until the other reads the sentence."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.scenarios.test_home import home_of, pair, words_of

SENTENCE = "Your mentorship with Jonas has ended. Thank you for the time you gave it."


async def leave(jonas):
    await jonas.say("/mentor close")
    await jonas.click("Leave in private")
    assert SENTENCE in words_of(jonas.modal().blocks)
    assert "*Thursday 15 October* Amara will read exactly this" in words_of(jonas.modal().blocks)
    assert await jonas.submit() == {}


def told(amara):
    return [each.text for each in amara.messages() if "has ended" in each.text]


async def test_the_other_reads_exactly_the_sentence_that_was_shown_on_the_day_that_was_named(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await leave(jonas)
    await story.live_until(datetime(2026, 10, 15, 7, 59, tzinfo=UTC))
    assert told(amara) == []
    assert "has ended" not in await home_of(amara)
    await story.live_until(datetime(2026, 10, 15, 8, 1, tzinfo=UTC))
    assert told(amara) == [SENTENCE]
    assert "ended on Thursday 15 October" in await home_of(amara)
    assert not any("has ended" in each.text for each in jonas.messages())


async def test_it_can_be_taken_back_in_home_and_nobody_notices(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await leave(jonas)
    await jonas.close()
    assert "Until then you can take it back unseen" in await home_of(jonas)
    await jonas.click("Take it back", at="home")
    assert "take it back" not in words_of(jonas.home.blocks)
    await story.live(days=7)
    assert told(amara) == []


async def test_close_asked_again_offers_the_way_back(story):
    await pair(story)
    jonas = story.person("Jonas")
    await leave(jonas)
    await jonas.close()
    await jonas.say("/mentor close")
    await jonas.click("Take it back")
    assert "goes on as before" in words_of(jonas.modal().blocks)
    assert story.rows("SELECT leaving_asked_at FROM member WHERE leaving_asked_at IS NOT NULL") == []


async def test_a_button_of_a_closed_pair_is_refused_plainly(story):
    await pair(story)
    jonas = story.person("Jonas")
    await leave(jonas)
    await jonas.close()
    await jonas.open_home()
    await story.live_until(datetime(2026, 10, 15, 8, 1, tzinfo=UTC))
    await jonas.click("Take it back", at="home")
    assert "This mentorship ended on Thursday 15 October" in words_of(jonas.modal().blocks)
