"""A pair plans its meetings by the rhythm that was agreed, and lives with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scenarios.test_agreement import agreed, paired, shown
from tests.scenarios.test_three_deep import titles


@pytest.fixture
async def pair(story):
    """Amara (Lagos) and Jonas (Stockholm) have agreed: every other Tuesday at 10:00 in Stockholm, set up by Jonas."""
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    await story.settle()
    return story


async def planned(story, name="Jonas", **form):
    """Somebody plans the meetings as agreed, from the message about the agreement."""
    person = story.person(name)
    await person.click("Plan our meetings", at=group(story).id)
    assert await person.submit(form) == {}
    assert await person.submit() == {}
    return person


def group(story):
    return story.person("Jonas").group_with("U0AMARA")


def days(story):
    rows = story.rows("SELECT starts_at FROM appointment WHERE state = 'booked' ORDER BY starts_at")
    return [f"{datetime.fromtimestamp(at, UTC):%d %b %H:%M}" for (at,) in rows]


async def test_the_agreed_rhythm_is_shown_on_both_clocks_and_booked_at_once_with_one_message(pair):
    jonas = pair.person("Jonas")
    await jonas.click("Plan our meetings", at=group(pair).id)
    assert await jonas.submit() == {}
    page = shown(jonas)
    assert "Every other Tuesday, 60 minutes with Amara" in page
    assert "Tue 13 Oct, 10:00 · 9:00 for Amara" in page
    assert "Tue 27 Oct, 10:00 for both" in page
    assert "From Tue 27 Oct it is 10:00 for Amara." in page
    assert "From Tue 30 Mar it is 9:00 for Amara." in page
    assert pair.rows("SELECT count(*) FROM appointment") == [(0,)]
    before = len(group(pair).messages)
    assert await jonas.submit() == {}
    await pair.settle()
    assert days(pair) == ["13 Oct 08:00", "27 Oct 09:00", "10 Nov 09:00"]
    told = [message.text for message in group(pair).messages[before:]]
    assert told == [
        "Jonas has planned your meetings: every other Tuesday, 60 minutes. 10:00 in Stockholm, 9:00 in Lagos, from Tue 27 Oct 10:00. "
        "Booked: Tue 13 Oct, Tue 27 Oct and Tue 10 Nov. Where: The small room"
    ]


async def test_skipping_one_tells_which_is_the_next_and_the_series_goes_on(pair):
    await planned(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor meetings")
    await amara.click("Open the meeting on Tuesday 27 October")
    assert "One of your regular meetings." in shown(amara)
    await amara.click("Skip this one")
    assert "The next one is on Tuesday 10 November." in shown(amara)
    assert await amara.submit() == {}
    await pair.settle()
    assert amara.last(group(pair).id).text == (
        "The meeting on Tuesday 27 October is called off. The next one is on Tuesday 10 November."
    )
    assert days(pair) == ["13 Oct 08:00", "10 Nov 09:00", "24 Nov 09:00"]


async def set_alone(story, day, name="Amara"):
    """Somebody sets a meeting beside the rhythm."""
    person = story.person(name)
    await person.say("/mentor meet")
    assert await person.submit({"date": day, "time": "11:00"}) == {}
    assert await person.submit() == {}
    await story.settle()


async def test_the_last_of_those_booked_is_skipped_with_the_very_words_that_were_shown(pair):
    await planned(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor meetings")
    await amara.click("Open the meeting on Tuesday 10 November")
    await amara.click("Skip this one")
    sentence = "The meeting on Tuesday 10 November is called off. The next one is on Tuesday 24 November."
    assert sentence in shown(amara)
    assert await amara.submit() == {}
    await pair.settle()
    assert amara.last(group(pair).id).text == sentence


async def test_what_is_said_to_come_next_is_the_next_meeting_of_whatever_kind(pair):
    await planned(pair)
    await set_alone(pair, "2026-10-15")
    await set_alone(pair, "2026-11-12")
    amara = pair.person("Amara")
    for day, following in (
        ("Tuesday 13 October", "Thursday 15 October"),
        ("Thursday 15 October", "Tuesday 27 October"),
    ):
        await amara.say("/mentor meetings")
        await amara.click(f"Open the meeting on {day}")
        await amara.click("Skip this one" if day.startswith("Tuesday") else "Call it off")
        sentence = f"The meeting on {day} is called off. The next one is on {following}."
        assert sentence in shown(amara)
        assert await amara.submit() == {}
        await pair.settle()
        assert amara.last(group(pair).id).text == sentence


async def test_three_lie_ahead_for_months_and_each_is_reminded_of_once(pair):
    await planned(pair)
    await pair.live_until(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert days(pair)[-3:] == ["08 Dec 09:00", "22 Dec 09:00", "05 Jan 09:00"]
    told = [message.text for message in group(pair).messages if "planned" in message.text]
    assert len(told) == 1
    reminded = pair.rows(
        "SELECT person_id, count(*) FROM outbox WHERE kind = 'appointments.reminder' AND state = 'sent' GROUP BY 1"
    )
    assert [count for _, count in reminded] == [3, 3]


async def test_of_a_regular_meeting_that_is_moved_the_day_it_had_by_the_rhythm_is_said(pair):
    await planned(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor meetings")
    await amara.click("Open the meeting on Tuesday 27 October")
    await amara.click("Move it")
    assert await amara.submit({"date": "2026-10-28", "time": "15:00"}) == {}
    assert await amara.submit() == {}
    await pair.settle()
    assert "Until now: Tuesday 27 October, 10:00 in Lagos" in amara.last(group(pair).id).text


async def test_back_from_both_clocks_leads_to_what_was_typed_also_from_the_list_of_meetings(pair):
    await planned(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor meetings")
    await amara.click("Open the meeting on Tuesday 27 October")
    await amara.click("Move it")
    assert await amara.submit({"date": "2026-10-28", "time": "15:00"}) == {}
    assert titles(amara) == ["Your meetings", "Move the meeting", "Both clocks"]
    await amara.close()
    assert titles(amara) == ["Your meetings", "Move the meeting"]
    await amara.close()
    assert titles(amara) == ["Your meetings"]


async def test_a_pause_is_told_once_and_can_be_ended_early(pair):
    await planned(pair)
    await pair.settle()
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meetings")
    await jonas.click("Pause")
    assert await jonas.submit({"date": "2026-11-05"}) == {}
    assert "It rests until Thursday 5 November." in shown(jonas)
    await pair.settle()
    assert jonas.last(group(pair).id).text == (
        "Jonas has paused your meetings until Thursday 5 November. Called off: Tue 13 Oct and Tue 27 Oct. "
        "It goes on with Tuesday 10 November."
    )
    assert days(pair) == ["10 Nov 09:00", "24 Nov 09:00", "08 Dec 09:00"]
    await jonas.click("Go on now")
    await pair.settle()
    assert jonas.last(group(pair).id).text == (
        "Jonas has taken up your meetings again. Booked: Tue 13 Oct, Tue 27 Oct, Tue 10 Nov, Tue 24 Nov and Tue 8 Dec."
    )


async def test_another_rhythm_takes_the_place_of_the_first_and_is_told_once(pair):
    await planned(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor meetings")
    await amara.click("Change")
    assert await amara.submit({"How often": "Every week", "date": "2026-10-14", "time": "15:00"}) == {}
    assert "Of the former rhythm this gives way: Tue 13 Oct, Tue 27 Oct and Tue 10 Nov." in shown(amara)
    assert await amara.submit() == {}
    await pair.settle()
    assert amara.last(group(pair).id).text.startswith(
        "Amara has planned your meetings anew: every Wednesday, 60 minutes. 16:00 in Stockholm, 15:00 in Lagos"
    )
    assert "Called off: Tue 13 Oct, Tue 27 Oct and Tue 10 Nov." in amara.last(group(pair).id).text
    assert days(pair) == ["14 Oct 14:00", "21 Oct 14:00", "28 Oct 15:00"]


async def test_ending_the_rhythm_leaves_single_meetings_to_be_set(pair):
    await planned(pair)
    await pair.settle()
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meetings")
    await jonas.click("End it")
    assert "The rhythm is ended." in shown(jonas)
    await pair.settle()
    assert jonas.last(group(pair).id).text == (
        "Jonas has ended the rhythm of your meetings. Called off: Tue 13 Oct, Tue 27 Oct and Tue 10 Nov. "
        "Find a time whenever it suits you both."
    )
    assert days(pair) == []


async def test_home_offers_the_plan_until_it_is_made(pair):
    jonas = pair.person("Jonas")
    await jonas.open_home()
    assert "I can plan your meetings by it." in str(jonas.home.blocks)
    await planned(pair, "Amara")
    await jonas.open_home()
    seen = str(jonas.home.blocks)
    assert "I can plan" not in seen
    assert "All meetings" in seen
    assert "Not yet confirmed" not in seen


async def test_a_time_that_does_not_exist_is_said_before_it_is_booked(pair):
    jonas = pair.person("Jonas")
    await jonas.click("Plan our meetings", at=group(pair).id)
    form = {"date": "2027-03-14", "time": "02:30", "How often": "Every two weeks"}
    assert await jonas.submit(form) == {}
    assert "On Sunday 28 March 2:30 doesn't exist in Stockholm, as the clocks go forward. It will be 3:30." in shown(
        jonas
    )


async def test_when_the_program_comes_to_rest_the_pair_is_asked_what_becomes_of_its_meetings(pair):
    await planned(pair)
    ruth, amara = pair.person("Ruth"), pair.person("Amara")
    await ruth.say("/mentor-program pause")
    await ruth.click("Plan a pause")
    assert await ruth.submit({"name": "Autumn", "first": "2026-10-26", "last": "2026-11-12"}) == {}
    await pair.live(days=2)
    message = amara.last(group(pair).id)
    assert message.text == (
        "Autumn: from Mon 26 Oct until Thu 12 Nov. Your regular meetings on Tue 27 Oct and Tue 10 Nov lie in this time. "
        "They stand, unless you skip or move them."
    )
    await amara.click("Skip them", at=message)
    await pair.settle()
    assert amara.last(group(pair).id).text == (
        "Amara has skipped Tue 27 Oct and Tue 10 Nov. The next of them: Tuesday 24 November."
    )
    assert days(pair)[-3:] == ["24 Nov 09:00", "08 Dec 09:00", "22 Dec 09:00"]
