"""Suggestions in the course of time: what the two are told, what its buttons open, and what the coordinator sees."""

from __future__ import annotations

from tests.scenarios.test_home import home_of, pair
from tests.scenarios.test_six_weeks import agree


def suggestions(person):
    return [message for message in person.messages() if "The same words go to" in str(message.blocks)]


async def test_without_an_agreement_both_are_offered_the_agenda_after_three_weeks(story):
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await story.live(days=20)
    early = {person: len(suggestions(person)) for person in (jonas, amara)}
    await story.live(days=3)
    told = suggestions(jonas)[early[jonas] :]
    assert told[0].text.startswith("Your agreement with Amara isn't signed yet.")
    assert [each.text for each in suggestions(amara)[early[amara] :]] == [told[0].text.replace("Amara", "Jonas")]
    await jonas.click("See the agenda", at=told[0])
    assert "Get to know each other" in str(jonas.modal().blocks)
    await jonas.close()
    await jonas.click("Open the agreement", at=told[0])
    assert jonas.modal().blocks
    await jonas.close()


async def test_quiet_is_told_to_both_and_shows_to_the_coordinator_without_a_reason(story):
    await pair(story)
    jonas, amara, ruth = (story.person(name) for name in ("Jonas", "Amara", "Ruth"))
    await story.live(days=11)
    assert [each.text for each in suggestions(jonas)] == [
        each.text.replace("Jonas", "Amara") for each in suggestions(amara)
    ]
    assert suggestions(jonas)[0].text.startswith("I haven't heard from you and Amara for ten days or more.")
    assert "could use a hand" not in await home_of(ruth)
    await story.live(days=4)
    home = await home_of(ruth)
    assert "could use a hand" in home
    assert "quiet" not in home.lower()
    await jonas.click("Find a time", at=suggestions(jonas)[0])
    assert "With Amara" in str(jonas.modal().blocks)
    await jonas.close()


async def test_what_was_signed_is_not_asked_for_and_the_coordinator_sees_no_hand(story):
    await pair(story)
    await agree(story)
    jonas, ruth = story.person("Jonas"), story.person("Ruth")
    await story.live(days=9)
    assert suggestions(jonas) == []
    assert "could use a hand" not in await home_of(ruth)
