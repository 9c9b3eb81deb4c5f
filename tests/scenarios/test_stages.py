"""A pair is asked whether a stage feels true; what each says stays with each, and what both say moves it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.usecases import looks
from tests.scenarios.test_home import home_of, pair, words_of

QUESTION = "It would mean: "
FITS = "Yes, that fits"


def people_of(story):
    return {user: id for id, user in story.rows("SELECT id, user_id FROM person")}


async def tell(story, *pieces):
    """What happened, as the engine reads it."""
    await story.companion.store.sweep(
        lambda work: work.record(Decision(evidence=tuple((1, piece) for piece in pieces)))
    )


async def builds(story):
    """They sign and meet twice on the first day."""
    people = people_of(story)
    await tell(story, *(Evidence(story.now, What.SIGNED, people[user], 1) for user in ("U0JONAS", "U0AMARA")))
    for number in (901, 902):
        ends = str(int(story.now.timestamp()))
        booked = Evidence(story.now, What.BOOKED, people["U0AMARA"], number, value=ends)
        await tell(story, booked, Evidence(story.now, What.HELD, None, number))
    await story.companion.store.sweep(looks.look_due, story.now)
    await story.settle()


async def mastered(story):
    """Words of both speak for mastery of the one goal."""
    people = people_of(story)
    said = (("needs", "alone", "U0JONAS"), ("confidence", "5", "U0JONAS"), ("ideas", "mentee", "U0AMARA"))
    await tell(
        story,
        *(Evidence(story.now, What.SAID, people[user], topic=topic, value=value) for topic, value, user in said),
    )


async def add_goal(person):
    await person.say("/mentor plan")
    await person.click("Add a goal")
    await person.submit({"goal": "Lead a small project", "outcome": "It is out"})
    await person.close()


def asked_in(person):
    return [message for message in person.messages() if QUESTION in message.text]


@pytest.fixture
async def asked(story):
    """Amara and Jonas, who have both been asked whether Jonas takes the lead."""
    await pair(story)
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await builds(story)
    assert "Well done. What comes now: Building." in jonas.last().text
    await add_goal(jonas)
    await mastered(story)
    await story.live(days=18)
    assert [len(asked_in(person)) for person in (jonas, amara)] == [1, 1]
    return story


async def test_both_say_that_it_feels_true_and_both_are_told(asked):
    jonas, amara = asked.person("Jonas"), asked.person("Amara")
    await jonas.click(FITS, at=asked_in(jonas)[0])
    await asked.settle()
    assert asked.rows("SELECT stage FROM mentorship") == [("S2",)]
    assert not any("Taking the lead" in message.text for message in jonas.messages())
    await amara.click(FITS, at=asked_in(amara)[0])
    await asked.settle()
    for person in (jonas, amara):
        assert "Well done. What comes now: Taking the lead." in person.last().text
        assert asked_in(person) == []


async def test_once_every_goal_is_met_and_both_say_that_it_fits_they_are_shown_how_to_end_well(asked):
    jonas, amara = asked.person("Jonas"), asked.person("Amara")
    for person in (jonas, amara):
        await person.click(FITS, at=asked_in(person)[0])
    await jonas.say("/mentor plan")
    await jonas.click("Mark goal met")
    await jonas.close()
    await asked.settle()
    await amara.click("Look at it")
    await amara.click("I see it too")
    await amara.close()
    await asked.live(days=28)
    for person in (jonas, amara):
        await person.click(FITS, at=asked_in(person)[-1])
    await asked.settle()
    for person, other in ((jonas, "Amara"), (amara, "Jonas")):
        assert "Well done. What comes now: Moving on." in person.last().text
        await person.click("See how to end well")
        assert "Finish together" in words_of(person.modal().blocks)
        await person.close()
        assert f"A good end with {other}" in await home_of(person)


async def test_a_no_moves_nothing_tells_nobody_and_is_seen_by_nobody(asked):
    jonas, amara = asked.person("Jonas"), asked.person("Amara")
    before = [message.text for message in amara.messages()]
    await jonas.click("Not yet", at=asked_in(jonas)[0])
    await asked.settle()
    assert [message.text for message in amara.messages()] == before
    await amara.click(FITS, at=asked_in(amara)[0])
    await asked.live(hours=2)
    assert asked.rows("SELECT stage FROM mentorship") == [("S2",)]
    told = [person.last().text.replace(name, "X") for person, name in ((jonas, "Jonas"), (amara, "Amara"))]
    assert (
        told
        == ["Thank you, X. Nobody is shown what you said. If all of you say yes, the stage moves, and I tell you."] * 2
    )


async def test_it_waits_in_home_and_is_answered_on_the_page(asked):
    jonas = asked.person("Jonas")
    assert "Where are you and Amara now?" in await home_of(jonas)
    await jonas.click("Look", at="home")
    shown = words_of(jonas.modal().blocks)
    assert "You said that getting on alone would help most." in shown
    assert "most ideas" not in shown
    await jonas.click("Not yet")
    assert "Thank you, Jonas." in words_of(jonas.modal().blocks)
    assert QUESTION not in words_of(jonas.modal().blocks)
    assert asked_in(jonas) == []
    assert "Where are you and" not in await home_of(jonas)


async def test_it_can_be_skipped_and_nobody_is_told(asked):
    jonas, amara = asked.person("Jonas"), asked.person("Amara")
    before = [message.text for message in amara.messages()]
    await jonas.click("Skip", at=asked_in(jonas)[0])
    await asked.settle()
    assert jonas.last().text == "Skipped. It counts as no answer, and nobody is told. I may ask again later."
    assert [message.text for message in amara.messages()] == before
    assert "Where are you and" not in await home_of(jonas)
    assert "Where are you and" in await home_of(amara)
    await amara.click("Look", at="home")
    await amara.click("Skip")
    assert "Skipped." in words_of(amara.modal().blocks)
    assert QUESTION not in words_of(amara.modal().blocks)
    assert asked_in(amara) == []
    assert asked.rows("SELECT count(*) FROM evidence WHERE what = 'stage.felt'") == [(0,)]


async def test_the_questions_for_taking_stock_open_from_the_offer(asked):
    await asked.live_until(asked.now.replace(hour=12) + timedelta(weeks=11))
    amara = asked.person("Amara")
    offer = next(message for message in amara.messages() if "take stock" in message.text)
    await amara.click("See the questions", at=offer)
    assert "Which goal still fits" in words_of(amara.modal().blocks)
    for button, opened in (
        ("Open the plan", "Your plan"),
        ("Agreement", "Your agreement"),
        ("Find a time", "Find a time"),
    ):
        await amara.click(button)
        assert amara.modal().content["title"]["text"] == opened
        await amara.close()


async def test_closing_is_said_on_the_page_and_seen_by_the_other(asked):
    jonas, amara = asked.person("Jonas"), asked.person("Amara")
    await jonas.say("/mentor stage")
    await jonas.click("We're closing")
    assert "Your closing conversation has begun." in words_of(jonas.modal().blocks)
    await amara.say("/mentor stage")
    assert "Your closing conversation has begun." in words_of(amara.modal().blocks)
    assert "We're closing" not in words_of(amara.modal().blocks)
