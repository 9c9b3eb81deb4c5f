"""Accounts are switched off and on: the pair rests, the partner is told once in the day, somebody new is found or waited for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenarios.test_home import words_of


@pytest.fixture
async def pair(story):
    """Amara and Jonas, introduced on Monday 12 October; a meeting is booked for Wednesday 28."""
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-28", "time": "10:00"})
    await jonas.submit()
    await story.settle()
    return story


async def switch(story, user: str, *, off: bool) -> None:
    story.workspace.change_person(user, deleted=off)
    await story.server.settle()
    await story.settle()


def starting(person, words: str) -> int:
    return len([each for each in person.messages() if each.text.startswith(words)])


async def test_the_partner_is_told_once_in_the_day_and_the_meeting_is_called_off(pair):
    jonas = pair.person("Jonas")
    await switch(pair, "U0AMARA", off=True)
    pair.workspace.change_person("U0AMARA", deleted=True)
    await pair.settle()
    assert jonas.messages() == []
    await pair.live(weeks=4)
    assert starting(jonas, "Amara's account here is switched off") == len(jonas.messages()) == 1
    told = jonas.last()
    assert "Your meeting on Wednesday 28 October is called off. Ruth hears of it too" in told.text
    assert pair.rows("SELECT state FROM appointment") == [("cancelled",)]
    assert pair.rows("SELECT sent_at % 86400 / 3600 FROM outbox WHERE kind = 'absences.gone'") == [(8,)]
    await jonas.open_home()
    assert "Your mentorship with Amara rests" in words_of(jonas.home.blocks)
    assert not {"meet.open", "agreement.open"} & {
        block["accessory"]["action_id"] for block in jonas.home.blocks if "accessory" in block
    }


async def test_of_an_account_that_is_on_again_by_the_morning_nobody_hears_anything(pair):
    jonas, ruth = pair.person("Jonas"), pair.person("Ruth")
    await switch(pair, "U0AMARA", off=True)
    await pair.live(hours=14)
    await switch(pair, "U0AMARA", off=False)
    await pair.live(days=2)
    assert pair.rows("SELECT count(*) FROM outbox WHERE kind LIKE 'absences.%'") == [(0,)]
    assert pair.rows("SELECT state FROM appointment") == [("booked",)]
    assert starting(ruth, "Amara") == starting(jonas, "Amara's account") == 0
    await pair.live(weeks=2)
    assert pair.rows("SELECT count(*) > 0 FROM check_in WHERE asked_at IS NOT NULL") == [(1,)]


async def test_a_coordinator_finds_somebody_new_for_who_is_left_behind(pair):
    jonas, ruth = pair.person("Jonas"), pair.person("Ruth")
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=1)
    assert ruth.last().text.startswith("Amara Okafor's account has been switched off since Monday 12 October.")
    await ruth.click("Find a new mentor")
    assert "*Jonas* is without a mentor" in words_of(ruth.modal().blocks)
    await ruth.submit({"mentor": "U0EWA"})
    await pair.live(days=1)
    assert pair.rows("SELECT ended_at IS NOT NULL FROM mentorship ORDER BY id") == [(1,), (0,)]
    assert (
        starting(jonas, "Your mentorship with Amara has ended, as the account is still switched off. Ruth Adeyemi") == 1
    )
    await switch(pair, "U0AMARA", off=False)
    await pair.live(days=1)
    assert starting(pair.person("Amara"), "Your mentorship with Jonas has ended.") == 1
    assert starting(jonas, "Amara is back") == 0


async def test_while_somebody_is_gone_the_list_of_meetings_offers_none_to_be_set(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meetings")
    assert "Add a meeting" in str(jonas.modal())
    await jonas.close()
    await switch(pair, "U0AMARA", off=True)
    await jonas.say("/mentor meetings")
    assert "Meetings can be set once it is on again." in words_of(jonas.modal().blocks)
    assert "Add a meeting" not in str(jonas.modal())


async def test_somebody_new_is_found_for_who_is_left_behind_and_for_nobody_else(pair):
    ruth = pair.person("Ruth")
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=1)
    await ruth.click("Find a new mentor")
    errors = await ruth.submit({"mentor": "U0EWA", "mentee": "U0PRIYA"})
    assert errors == {
        "mentee": "This is about somebody new for Jonas. Choose Jonas here; for others there is Pair two people."
    }
    assert pair.rows("SELECT ended_at FROM mentorship") == [(None,)]


async def test_a_coordinator_reads_of_the_partner_what_is_so_before_they_were_told(pair):
    jonas, ruth = pair.person("Jonas"), pair.person("Ruth")
    await jonas.say("/mentor settings")
    await jonas.press_with("Change", {})
    assert await jonas.submit({"days": ["Friday"]}) == {}
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=1)
    assert starting(jonas, "Amara's account") == 0
    words = words_of(ruth.last().blocks)
    assert "Whoever is left behind is told on their own next working morning, without a reason." in words
    await pair.live(days=4)
    assert starting(jonas, "Amara's account") == 1


async def test_a_coordinator_may_wait_and_all_goes_on_when_the_account_is_back(pair):
    amara, jonas, ruth = pair.person("Amara"), pair.person("Jonas"), pair.person("Ruth")
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=20)
    await ruth.click("Wait", at=ruth.last())
    assert ruth.last().text.startswith("You wait for Amara's account")
    await ruth.open_home()
    assert "Amara's account is off since Mon 12 Oct" in words_of(ruth.home.blocks)
    await switch(pair, "U0AMARA", off=False)
    await pair.live(days=1)
    assert starting(jonas, "Amara is back, and your mentorship goes on.") == 1
    assert starting(ruth, "Amara Okafor's account is on again.") == 1
    assert starting(amara, "Welcome back. It goes on with Jonas") == 1
    assert pair.rows("SELECT zone, gone_since FROM person WHERE user_id = 'U0AMARA'") == [("Africa/Lagos", None)]
    before = len(jonas.messages())
    await pair.live(weeks=3)
    assert len(jonas.messages()) > before


async def test_an_account_that_slack_said_nothing_of_is_found_switched_off_when_something_is_to_be_sent(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-15", "time": "12:00"})
    await jonas.submit()
    await pair.settle()
    pair.workspace.people["U0AMARA"] = replace(pair.workspace.people["U0AMARA"], deleted=True)
    await pair.live(days=4)
    assert pair.rows("SELECT deactivated, zone FROM person WHERE user_id = 'U0AMARA'") == [(1, "Africa/Lagos")]
    assert pair.rows("SELECT count(*) FROM outbox WHERE state = 'failed'") == [(0,)]
    assert starting(jonas, "Amara's account here is switched off") == 1


async def test_who_was_not_reached_yet_reads_what_was_called_off_when_the_partner_is_back(pair):
    """Mei's absence comes to count in the Tokyo morning, when Amara in Lagos sleeps; Mei is back before Amara wakes."""
    ruth, mei = pair.person("Ruth"), pair.person("Mei")
    await pair.live(days=1)
    await ruth.say("/mentor-program pair @Mei @Amara")
    await ruth.submit()
    await pair.live(days=1)
    await mei.say("/mentor meet")
    await mei.submit({"date": "2026-10-23", "time": "17:00"})
    await mei.submit()
    await pair.settle()
    pair.workspace.change_person("U0MEI", deleted=True)
    await pair.live(days=0.9)
    pair.workspace.change_person("U0MEI", deleted=False)
    amara = pair.person("Amara")
    await pair.live(days=1)
    assert pair.rows("SELECT count(*) FROM outbox WHERE kind = 'absences.gone' AND state = 'sent'") == [(0,)]
    assert starting(amara, "Mei's account was switched off for a while and is on again. Your meeting on Friday 23") == 1


async def test_who_is_told_that_a_partner_is_back_can_find_a_time_at_once(pair):
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=3)
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    assert "Amara's account is switched off at the moment, so no meeting can be set" in jonas.last().text
    await switch(pair, "U0AMARA", off=False)
    await pair.live(days=1)
    told = next(each for each in jonas.messages() if each.text.startswith("Amara is back"))
    assert told.text.endswith("No meeting is set.")
    await jonas.click("Find a time", at=told)
    assert jonas.modal() is not None


async def test_silence_while_somebody_is_gone_counts_for_no_signal_and_no_hand(pair):
    await switch(pair, "U0AMARA", off=True)
    await pair.live(weeks=6)
    assert pair.rows("SELECT kind FROM signal") == []
    await switch(pair, "U0AMARA", off=False)
    await pair.live(days=3)
    assert pair.rows("SELECT kind FROM signal") == []


async def test_one_person_in_several_pairs_is_one_message_for_the_coordinator_and_one_for_each_partner(pair):
    ruth, ewa = pair.person("Ruth"), pair.person("Ewa")
    for others in ("@Amara @Ewa", "@Ewa @Amara"):
        await ruth.say(f"/mentor-program pair {others}")
        await ruth.submit()
    await pair.settle()
    await switch(pair, "U0AMARA", off=True)
    await pair.live(days=2)
    assert starting(ewa, "Amara's account here is switched off") == 1
    assert starting(pair.person("Jonas"), "Amara's account here is switched off") == 1
    told = [each for each in ruth.messages() if each.text.startswith("Amara Okafor's account")]
    assert len(told) == 1
    assert "Three pairs rest" in told[0].text
