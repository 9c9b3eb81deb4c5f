"""People are left in peace: pauses, "something isn't right", questions on request alone."""

from __future__ import annotations

import pytest


@pytest.fixture
async def pair(story):
    """Amara and Jonas, introduced on Monday 12 October."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    return story


def to(story, name: str) -> int:
    return story.rows(
        "SELECT count(*) FROM outbox o JOIN person p ON p.id = o.person_id WHERE p.user_id = :id AND state = 'sent'",
        id=f"U0{name}",
    )[0][0]


async def test_a_pause_keeps_everything_away_until_its_day_and_nobody_is_told(pair):
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    before = len(amara.messages())
    await jonas.say("/mentor snooze 2 weeks")
    assert jonas.last().text.startswith("I'm quiet until Monday 26 October, 9:00 your time")
    assert len(amara.messages()) == before
    await pair.live(days=13)
    assert to(pair, "JONAS") == 0
    assert to(pair, "AMARA") >= 1
    await pair.live(days=8)
    assert to(pair, "JONAS") >= 1


async def test_nonsense_gets_an_example_and_changes_nothing(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor snooze forever and a day")
    assert "Try “2 weeks”" in jonas.last().text
    assert pair.rows("SELECT count(*) FROM person WHERE snoozed_until IS NOT NULL") == [(0,)]


async def test_a_pause_by_form_says_at_the_day_what_is_wrong_and_can_be_ended(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor snooze")
    assert await jonas.submit({"day": "2026-10-01"}) == {
        "day": "This day is not ahead. Choose one from tomorrow on, as in “until Monday 26 October”."
    }
    assert await jonas.submit({"day": "2026-12-03"}) == {}
    await jonas.close()
    await jonas.say("/mentor snooze")
    await jonas.click("End the pause")
    assert pair.rows("SELECT count(*) FROM person WHERE snoozed_until IS NOT NULL") == [(0,)]


async def test_help_me_stops_all_messages_at_once_and_shows_nothing_to_anybody_else(pair):
    jonas, amara, ruth = pair.person("Jonas"), pair.person("Amara"), pair.person("Ruth")
    await pair.live(days=3, hours=23)
    before = [len(each.messages()) for each in (amara, ruth)]
    await jonas.say("/mentor help me")
    shown = str(jonas.modal())
    assert "I have stopped all messages to you about your mentorship with Amara" in shown
    assert "U0FARAH" in shown
    assert [len(each.messages()) for each in (amara, ruth)] == before
    await jonas.close()
    sent = to(pair, "JONAS"), to(pair, "AMARA")
    await pair.live(weeks=3)
    assert to(pair, "JONAS") == sent[0]
    assert to(pair, "AMARA") > sent[1]
    await jonas.say("/mentor help me")
    await jonas.click("Start messages again")
    await pair.live(weeks=2)
    assert to(pair, "JONAS") > sent[0]


def _id(story, name: str) -> int:
    return story.rows("SELECT id FROM person WHERE user_id = :id", id=f"U0{name}")[0][0]


async def test_who_wants_questions_on_request_alone_gets_none_by_itself(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor settings")
    assert await jonas.submit({"rhythm": "Only when I ask"}) == {}
    await pair.live(weeks=3)
    assert pair.rows("SELECT count(*) FROM check_in WHERE person_id = :id", id=_id(pair, "JONAS")) == [(0,)]
    await jonas.say("/mentor settings")
    assert await jonas.submit({"rhythm": "As usual"}) == {}
    await pair.live(weeks=2)
    assert pair.rows("SELECT count(*) > 0 FROM check_in WHERE person_id = :id", id=_id(pair, "JONAS")) == [(1,)]


async def test_home_shows_who_stopped_messages_that_they_are_stopped_and_the_way_back(pair):
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    await jonas.open_home()
    await amara.open_home()
    drawn = amara.home.hash
    await jonas.click("Something isn't right", at="home")
    await jonas.close()
    assert "Messages about your mentorship with Amara are stopped" in str(jonas.home.blocks)
    assert "Waiting for you" not in str(jonas.home.blocks)
    await pair.settle()
    assert amara.home.hash == drawn
    await jonas.say("/mentor")
    assert "Messages about your mentorship with Amara are stopped." in jonas.last().text
    await jonas.open_home()
    await jonas.click("Start messages again", at="home")
    assert "start again" in str(jonas.modal().blocks)
    await jonas.close()
    assert "are stopped" not in str(jonas.home.blocks)
    assert "Waiting for you" in str(jonas.home.blocks)


def home_words(person) -> str:
    return str(person.home.blocks)


async def test_home_and_mentor_say_a_pause_and_end_it(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor snooze 2 weeks")
    await jonas.say("/mentor")
    assert "I'm quiet until Monday 26 October." in jonas.last().text
    await jonas.open_home()
    assert "I'm quiet until Monday 26 October." in home_words(jonas)
    await jonas.click("End the pause", at="home")
    assert "I'm quiet" not in home_words(jonas)
    assert pair.rows("SELECT count(*) FROM person WHERE snoozed_until IS NOT NULL") == [(0,)]


async def test_a_pause_can_be_ended_where_mentor_says_it(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor snooze 2 weeks")
    await jonas.say("/mentor")
    await jonas.click("End the pause")
    assert jonas.last().text.startswith("Your pause is over.")


async def test_taking_back_a_leaving_says_that_messages_are_still_stopped(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor help me")
    await jonas.click("Leave the mentorship")
    await jonas.submit()
    await jonas.click("Take it back")
    assert "Messages to you about it are still stopped" in str(jonas.modal())
    await jonas.click("Start messages again")
    assert pair.rows("SELECT count(*) FROM member WHERE stopped_at IS NOT NULL") == [(0,)]


async def test_somebody_in_several_mentorships_is_told_whom_to_talk_to_before_saying_which_one(pair):
    jonas, ruth = pair.person("Jonas"), pair.person("Ruth")
    await ruth.say("/mentor-program pair @Jonas @Ewa")
    await ruth.submit()
    await pair.settle()
    await jonas.open_home()
    await jonas.click("Something isn't right", at="home")
    shown = jonas.modal().content
    assert shown["title"]["text"] == "Something isn't right"
    assert "U0FARAH" in str(shown)
    assert pair.rows("SELECT count(*) FROM member WHERE stopped_at IS NOT NULL") == [(0,)]
    await jonas.click("Ewa")
    assert "I have stopped all messages to you about your mentorship with Ewa" in str(jonas.modal())
