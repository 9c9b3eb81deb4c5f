"""A pair finds a time, meets, and says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.fixture
async def pair(story):
    """Amara (Lagos) and Jonas (Stockholm), introduced on Monday 12 October."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    return story


async def book(story, *, day="2026-10-21", clock="10:00", place="", objective=""):
    """Jonas sets up a meeting; the errors at the fields, if any."""
    person = story.person("Jonas")
    await person.say("/mentor meet")
    errors = await person.submit({"date": day, "time": clock})
    errors = errors or await person.submit({"place": place, "objective": objective})
    if not errors:
        await person.close()
    return errors


def everything_sent(story):
    return "\n".join(
        str(message.text) + str(message.blocks)
        for channel in story.workspace.conversations.values()
        for message in channel.messages
    )


async def held_or_not(story, **answers):
    """Live until both are asked, and let each say what they say."""
    for name, answer in answers.items():
        await story.person(name).click(answer)
    await story.settle()


async def test_a_meeting_is_shown_on_both_clocks_before_it_is_booked(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "10:00"})
    shown = jonas.modal().blocks[0]["text"]["text"]
    assert shown == "*Wed 21 Oct, 10:00 · 9:00 for Amara*\n60 minutes with Amara"
    assert pair.rows("SELECT count(*) FROM appointment") == [(0,)]


async def test_both_see_a_booked_meeting_and_the_objective_stays_out_of_every_message(pair):
    assert await book(pair, place="https://meet.example/ours", objective="Zebra") == {}
    await pair.settle()
    jonas = pair.person("Jonas")
    told = jonas.last(jonas.group_with("U0AMARA").id)
    assert told.text == (
        "Jonas has set a meeting, Wednesday 21 October: 9:00 in Lagos, 10:00 in Stockholm, 60 minutes. "
        "Where: https://meet.example/ours"
    )
    await pair.live_until(datetime(2026, 10, 22, tzinfo=UTC))
    assert "Zebra" not in everything_sent(pair)


async def test_both_are_reminded_the_working_day_before_and_asked_an_hour_after_the_end(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 20, 7, 30, tzinfo=UTC))
    assert pair.person("Jonas").last().text == ("Tomorrow, with Amara: Wed 21 Oct, 10:00 · 9:00 for Amara, 60 minutes.")
    await pair.live_until(datetime(2026, 10, 21, 9, 59, tzinfo=UTC))
    assert "Did you" not in everything_sent(pair)
    await pair.live_until(datetime(2026, 10, 21, 10, 1, tzinfo=UTC))
    assert pair.person("Amara").last().text.startswith("Did you and Jonas meet on Wednesday 21 October at 9:00?")


@pytest.mark.parametrize("answer", ["We met", "We moved it", "It didn't happen", "I couldn't make it"])
async def test_after_the_tap_the_question_gives_way_to_the_same_words_whatever_was_tapped(pair, answer):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    jonas = pair.person("Jonas")
    await jonas.click(answer)
    assert jonas.last().text == "Thank you, Jonas. What you said is kept with the meeting, and only you see it."
    assert "We met" not in str(jonas.last().blocks)


async def test_an_answer_can_be_changed_in_the_meeting_until_it_counts(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    jonas = pair.person("Jonas")
    await jonas.click("It didn't happen")
    await jonas.click("See the meeting")
    assert "You said: It didn't happen." in str(jonas.modal().blocks)
    await jonas.click("We met")
    assert "You said: We met." in str(jonas.modal().blocks)
    await pair.person("Amara").click("We met")
    assert pair.rows("SELECT state FROM appointment") == [("held",)]


async def test_of_two_who_contradict_each_other_each_finds_what_they_said_and_nothing_of_the_other(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    await jonas.click("It didn't happen")
    await amara.click("We met")
    for person, said, other in ((jonas, "It didn't happen", "We met"), (amara, "We met", "It didn't happen")):
        await person.click("See the meeting")
        seen = shown(person.modal())
        assert "It isn't known whether it took place." in seen
        assert f"You said: {said}. Only you see this." in seen
        assert other not in seen


async def test_one_answer_and_three_days_of_silence_count(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    await pair.person("Amara").click("We met")
    await pair.live(days=2, hours=23)
    assert pair.rows("SELECT state FROM appointment") == [("booked",)]
    await pair.live(hours=2)
    assert pair.rows("SELECT state FROM appointment") == [("held",)]


async def test_a_moved_meeting_is_asked_for_at_its_new_time_alone(pair):
    await book(pair)
    await pair.settle()
    amara = pair.person("Amara")
    group = amara.group_with("U0JONAS").id
    await amara.click("Suggest another time", at=group)
    assert await amara.submit({"date": "2026-10-28", "time": "15:00"}) == {}
    assert await amara.submit() == {}
    await pair.settle()
    assert amara.last(group).text.startswith("Amara has moved your meeting to Wednesday 28 October: 15:00 in")
    await pair.live_until(datetime(2026, 10, 26, 12, tzinfo=UTC))
    assert "Did you" not in everything_sent(pair)
    await pair.live_until(datetime(2026, 10, 28, 17, tzinfo=UTC))
    assert amara.last().text.startswith("Did you and Jonas meet on Wednesday 28 October at 15:00?")


async def move_by_amara(pair, day):
    """Amara moves the meeting, from its page; what the group reads last."""
    amara = pair.person("Amara")
    await amara.click("See the meeting", at=amara.group_with("U0JONAS").id)
    await amara.click("Move it")
    assert await amara.submit({"date": day, "time": "15:00"}) == {}
    assert await amara.submit() == {}
    await amara.close()
    await pair.settle()
    return amara.last(amara.group_with("U0JONAS").id).text


async def test_a_message_about_a_moved_meeting_says_which_time_it_had_as_far_as_that_was_known(pair):
    await book(pair)
    await pair.settle()
    until_now = "Until now: Wednesday 21 October, 9:00 in Lagos, 10:00 in Stockholm."
    assert until_now in await move_by_amara(pair, "2026-10-28")
    await pair.live_until(datetime(2026, 10, 13, 22, tzinfo=UTC))
    await move_by_amara(pair, "2026-10-29")
    await move_by_amara(pair, "2026-10-30")
    await pair.live(hours=12)
    group = pair.person("Amara").group_with("U0JONAS").id
    told = pair.person("Amara").last(group).text
    assert told.startswith("Amara has moved your meeting to Friday 30 October")
    assert "Until now" not in told


async def test_the_later_of_two_who_write_an_objective_sees_both_and_decides(pair):
    await book(pair, objective="Zebra")
    await pair.settle()
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    for person in (jonas, amara):
        await person.say("/mentor")
        await person.click("Open")
        await person.click("Change it")
    assert await jonas.submit({"objective": "Giraffe"}) == {}
    assert await amara.submit({"objective": "Okapi"}) == {}
    assert "This was changed while you wrote." in str(amara.modal().blocks)
    assert "Giraffe" in str(amara.modal().blocks)
    assert amara.modal().values["objective"]["value"]["value"] == "Okapi"
    assert pair.rows("SELECT objective FROM appointment") == [("Giraffe",)]
    assert await amara.submit() == {}
    assert pair.rows("SELECT objective FROM appointment") == [("Okapi",)]


async def test_the_button_of_a_time_that_was_moved_says_so_and_changes_nothing(pair):
    await book(pair)
    await pair.settle()
    amara, jonas = pair.person("Amara"), pair.person("Jonas")
    group = amara.group_with("U0JONAS").id
    old = amara.last(group)
    await jonas.click("Suggest another time", at=group)
    await jonas.submit({"date": "2026-10-28"})
    await jonas.submit()
    await pair.settle()
    await amara.click("That works", at=old)
    assert amara.last(group).text.startswith("This meeting was given another time meanwhile.")
    assert pair.rows("SELECT accepted_at FROM appointment") == [(None,)]


async def test_that_works_is_shown_to_both_in_place_of_the_question(pair):
    await book(pair)
    await pair.settle()
    amara = pair.person("Amara")
    group = amara.group_with("U0JONAS").id
    told = amara.last(group)
    await amara.click("That works", at=told)
    assert told.text.startswith("Wednesday 21 October works for everybody")
    assert "That works" not in str(told.blocks)


async def test_who_suggested_a_time_cannot_accept_it(pair):
    await book(pair)
    await pair.settle()
    jonas = pair.person("Jonas")
    group = jonas.group_with("U0AMARA").id
    await jonas.click("That works", at=group)
    assert jonas.last(group).text.startswith("You set this meeting yourself, and it is booked. Amara can say")


async def test_a_meeting_called_off_beforehand_is_told_and_never_asked_about(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 20, 8, tzinfo=UTC))
    jonas = pair.person("Jonas")
    await jonas.click("Call it off")
    assert await jonas.submit() == {}
    await pair.settle()
    told = jonas.last(jonas.group_with("U0AMARA").id)
    assert told.text.startswith("The meeting on Wednesday 21 October is called off.")
    await pair.live(days=10)
    assert "Did you" not in everything_sent(pair)
    assert pair.rows("SELECT count(*) FROM signal WHERE kind = 'W.missed'") == [(0,)]


async def test_a_time_that_cannot_be_is_said_at_the_field(pair):
    assert await book(pair, day="2026-10-11") == {
        "date": "This is before now, Monday 12 October, 11:00. Choose a later time."
    }
    assert await book(pair) == {}
    assert await book(pair, clock="10:30") == {
        "time": "You meet on Wednesday 21 October, 10:00 already. Choose another time."
    }


async def test_both_said_it_was_moved_and_are_asked_for_the_new_time(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    await held_or_not(pair, Jonas="We moved it", Amara="We moved it")
    jonas = pair.person("Jonas")
    group = jonas.group_with("U0AMARA").id
    assert jonas.last(group).text.startswith("The meeting on Wednesday 21 October was moved. To when?")
    await jonas.click("Find a time", at=jonas.last(group))
    assert "With Amara" in str(jonas.modal().blocks)


async def test_two_missed_meetings_bring_both_the_same_kind_words_and_naming_nobody_as_the_cause(pair):
    for day in ("2026-10-20", "2026-10-27"):
        await book(pair, day=day)
        await pair.live_until(datetime.fromisoformat(f"{day}T12:00:00+00:00"))
        await held_or_not(pair, Jonas="I couldn't make it", Amara="It didn't happen")
    await pair.live(days=9)
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    told = [message for message in jonas.messages() if "didn't take place" in message.text]
    assert [message.text.replace("Amara", "Jonas") for message in told] == [
        message.text for message in amara.messages() if "didn't take place" in message.text
    ]
    assert told[0].text.startswith("Your last two meetings with Amara didn't take place. This early,")
    assert "couldn't" not in told[0].text
    await jonas.click("Leave it", at=told[0])
    assert told[0].text.startswith("All right. I leave it there")
    assert pair.rows("SELECT count(*) FROM signal_left") == [(1,)]


async def test_the_meeting_and_the_stage_open_and_so_does_the_first_agenda(pair):
    await book(pair, place="https://meet.example/ours", objective="Zebra")
    await pair.settle()
    jonas = pair.person("Jonas")
    await jonas.click("See the meeting", at=jonas.group_with("U0AMARA").id)
    assert "Zebra" in str(jonas.modal().blocks)
    await jonas.click("Join")
    await jonas.click("Open the agenda")
    assert "Where Jonas wants to go" in str(jonas.modal().blocks)
    await jonas.close()
    await jonas.close()
    await jonas.say("/mentor stage")
    assert jonas.modal().blocks[0]["text"]["text"].startswith("*Getting started*")


async def test_where_the_mentor_has_power_the_agenda_asks_for_no_weaknesses(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"power": "knowingly"})
    await story.settle()
    await jonas.click("Open the agenda", at=jonas.group_with("U0AMARA").id)
    await jonas.click("Show part 2")
    assert "strengths and style" in str(jonas.modal().blocks)
    assert "weakness" not in str(jonas.modal().blocks)


def shown(view):
    return str(view.blocks)


async def test_after_booking_the_person_sees_at_once_that_it_is_done_and_closing_it_closes_the_forms(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "10:00"})
    assert await jonas.submit() == {}
    assert "*It is booked.* Amara is asked in your group DM whether it works." in shown(jonas.modal())
    assert "Booked, not yet confirmed by Amara." in shown(jonas.modal())
    await jonas.close()
    assert jonas.modals == []


async def test_a_meeting_waits_in_the_home_of_the_other_until_it_is_confirmed_there(pair):
    await book(pair)
    await pair.settle()
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    await jonas.open_home()
    await amara.open_home()
    assert "Not yet confirmed by Amara" in shown(jonas.home)
    assert "Jonas has set a meeting: Wednesday 21 October, 9:00. Does it work for you?" in shown(amara.home)
    await amara.click("That works", at="home")
    assert "Not yet confirmed" not in shown(amara.home)
    assert "Does it work" not in shown(amara.home)
    assert amara.last(amara.group_with("U0JONAS").id).text.startswith("Wednesday 21 October works for everybody")


async def test_a_meeting_can_be_confirmed_where_it_is_looked_at(pair):
    await book(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.click("See the meeting", at=amara.group_with("U0JONAS").id)
    assert "Jonas has set it. Does it work for you?" in shown(amara.modal())
    await amara.click("That works")
    assert "Booked, and it works for everybody." in shown(amara.modal())
    assert amara.last(amara.group_with("U0JONAS").id).text.startswith("Wednesday 21 October works for everybody")


async def test_mentor_alone_confirms_a_meeting_too(pair):
    await book(pair)
    await pair.settle()
    amara = pair.person("Amara")
    await amara.say("/mentor")
    await amara.click("That works")
    assert pair.rows("SELECT accepted_at IS NOT NULL FROM appointment") == [(1,)]
    assert amara.last(amara.group_with("U0JONAS").id).text.startswith("Wednesday 21 October works for everybody")


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        ("2026-10-24", "10:00", ["this is at a weekend"]),
        ("2026-10-25", "02:30", ["2:30 comes twice in Stockholm on that day", "1:30 for Amara"]),
        ("2027-03-28", "02:30", ["2:30 doesn't exist in Stockholm on that day", "It will be 3:30."]),
        ("2027-04-13", "10:00", ["your mentorship ends before that, on Monday 12 April"]),
        ("2026-10-21", "20:00", ["this lies in your quiet hours."]),
        ("2026-10-21", "08:30", ["before 8:00 or after 20:00 for Amara."]),
        (
            "2026-10-24",
            "23:30",
            ["this is at a weekend", "your quiet hours, and is before 8:00 or after 20:00 for Amara."],
        ),
    ],
)
async def test_an_odd_hour_is_pointed_out_before_it_is_booked(pair, day, clock, said):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    assert await jonas.submit({"date": day, "time": clock}) == {}
    for words in said:
        assert words in shown(jonas.modal())


async def test_the_night_is_ones_own_for_oneself_and_the_usual_one_for_the_others(pair):
    jonas = pair.person("Jonas")
    quiet_from_18 = "UPDATE person SET quiet_from = '18:00' WHERE user_id IN ('U0JONAS', 'U0AMARA') RETURNING id"
    pair.rows(quiet_from_18)
    await jonas.say("/mentor meet")
    assert await jonas.submit({"date": "2026-10-21", "time": "18:30"}) == {}
    assert "this lies in your quiet hours." in shown(jonas.modal())
    assert "Amara." not in shown(jonas.modal()).partition("look again")[2].partition("hours.")[0]


async def test_a_usual_hour_is_not_commented_on(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "19:00"})
    assert "look again" not in shown(jonas.modal())


async def test_a_question_answered_too_late_gives_way_to_what_the_meeting_counts_as(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    jonas = pair.person("Jonas")
    asked = jonas.last()
    await pair.live(days=8)
    await jonas.click("We met", at=asked)
    assert asked.text == (
        "Your meeting on Wednesday 21 October: It isn't known whether it took place. The time to answer is over."
    )
    assert "We met" not in str(asked.blocks)
    assert pair.rows("SELECT state FROM appointment") == [("unknown",)]


async def test_the_question_whether_they_met_is_answered_in_its_message_too_when_it_is_answered_in_home(pair):
    await book(pair)
    await pair.live_until(datetime(2026, 10, 21, 11, tzinfo=UTC))
    jonas = pair.person("Jonas")
    asked = jonas.last(jonas.app_dm)
    assert "We met" in str(asked.blocks)
    await jonas.open_home()
    await jonas.click("Say", at="home")
    await jonas.click("We met")
    stands = next(each for each in jonas.messages(jonas.app_dm) if each.ts == asked.ts)
    assert "We met" not in str(stands.blocks)
    assert stands.text.startswith("Thank you, Jonas.")
