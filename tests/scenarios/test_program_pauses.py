"""The whole program rests: coordinators plan it, nobody is asked anything on those days, and everything goes on afterwards."""

from __future__ import annotations

from datetime import datetime

import pytest

FORM = {"name": "Autumn holidays", "first": "2026-10-19", "last": "2026-11-01"}


@pytest.fixture
async def pair(story):
    """Amara and Jonas, introduced on Monday 12 October, with questions every week."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    return story


async def plan(story, **changed) -> dict:
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pause")
    await ruth.click("Plan a pause")
    return await ruth.submit({**FORM, **changed})


def unasked(story, first: str, last: str) -> int:
    """How many unasked messages went out on these days (UTC)."""
    since, until = (
        int(datetime.fromisoformat(f"{day}T{at}+00:00").timestamp()) for day, at in ((first, "00:00"), (last, "23:59"))
    )
    return story.rows(
        "SELECT count(*) FROM outbox WHERE unasked AND sent_at BETWEEN :since AND :until", since=since, until=until
    )[0][0]


async def test_nothing_unasked_goes_out_on_the_days_of_a_pause_and_questions_go_on_after_it(pair):
    ruth = pair.person("Ruth")
    assert await plan(pair) == {}
    assert "Mon 19 Oct – Sun 1 Nov  ·  1 pair" in str(ruth.modal())
    assert pair.rows("SELECT first, last, name FROM program_pause") == [("2026-10-19", "2026-11-01", "Autumn holidays")]
    await pair.live(weeks=5)
    assert unasked(pair, "2026-10-12", "2026-10-18") > 0
    assert unasked(pair, "2026-10-19", "2026-11-01") == 0
    assert unasked(pair, "2026-11-02", "2026-11-16") > 0


async def test_the_last_question_before_a_pause_says_so_once_and_waits_until_after_it(pair):
    jonas = pair.person("Jonas")
    await plan(pair, first="2026-10-20")
    await pair.live(days=7)
    line = "Autumn holidays: from Tue 20 Oct until Sun 1 Nov I ask nothing."
    assert sum(line in each.text for each in jonas.messages()) == 1
    await pair.live(days=12)
    assert pair.rows("SELECT count(*) FROM check_in WHERE expires_at > :now", now=int(pair.now.timestamp()))[0][0] > 0


async def test_what_somebody_booked_themselves_is_reminded_of_in_a_pause(pair):
    amara = pair.person("Amara")
    await plan(pair)
    await amara.say("/mentor meet")
    await amara.submit({"date": "2026-10-22", "time": "11:00"})
    await amara.submit()
    await pair.live(weeks=2)
    sent = pair.rows(
        "SELECT kind, count(*) FROM outbox WHERE state = 'sent' AND kind LIKE 'appointments.%' GROUP BY 1 ORDER BY 1"
    )
    assert sent == [("appointments.ask", 2), ("appointments.booked", 1), ("appointments.reminder", 2)]


async def test_a_pause_stands_in_everybodys_home_and_can_be_changed_and_taken_back(pair):
    ruth, jonas = pair.person("Ruth"), pair.person("Jonas")
    await plan(pair)
    await jonas.open_home()
    assert "from Monday 19 October until Sunday 1 November I ask nobody anything" in str(jonas.home.blocks)
    await ruth.close()
    await ruth.open_home()
    await ruth.click("Pauses", at="home")
    await ruth.click("Change")
    assert await ruth.submit({"last": "2026-10-25"}) == {}
    assert "Mon 19 Oct – Sun 25 Oct" in str(ruth.modal())
    await ruth.click("Change")
    await ruth.click("Take it back")
    assert "It is taken back" in str(ruth.modal())
    await ruth.close()
    assert pair.rows("SELECT count(*) FROM program_pause") == [(0,)]
    await jonas.open_home()
    assert "I ask nobody anything" not in str(jonas.home.blocks)


async def test_days_that_cannot_be_are_said_at_their_inputs_and_nothing_is_kept(pair):
    assert await plan(pair, first="2026-10-01") == {
        "first": "This day has passed. Choose one from Monday 12 October on."
    }
    jonas = pair.person("Jonas")
    await jonas.say("/mentor-program pause")
    assert "This is for coordinators" in jonas.last().text
    assert pair.rows("SELECT count(*) FROM program_pause") == [(0,)]


async def test_a_pause_that_is_ended_early_lets_questions_come_again(pair):
    ruth = pair.person("Ruth")
    await plan(pair, last="2026-12-20")
    await ruth.close()
    await pair.live(days=14)
    await ruth.say("/mentor-program pause")
    await ruth.click("Change")
    await ruth.click("End it today")
    assert pair.rows("SELECT first, last FROM program_pause") == [("2026-10-19", "2026-10-25")]
    await pair.live(days=14)
    assert unasked(pair, "2026-10-26", "2026-11-09") > 0


async def test_who_is_in_several_mentorships_reads_of_it_once_in_the_message_that_brings_the_questions(pair):
    ruth, amara = pair.person("Ruth"), pair.person("Amara")
    await ruth.say("/mentor-program pair @Amara @Priya")
    await ruth.submit()
    await plan(pair)
    await pair.live(days=5)
    line = "Autumn holidays: from Mon 19 Oct until Sun 1 Nov I ask nothing."
    [told] = [each for each in amara.messages(amara.app_dm) if line in each.text]
    assert told.text.startswith("For you today, Amara.")
    assert str(told.blocks).count("I ask nothing") == 1
    assert pair.rows("SELECT count(*), sum(shown LIKE '%I ask nothing%') FROM outbox WHERE part IS NOT NULL") == [
        (2, 1)
    ]
