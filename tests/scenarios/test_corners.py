"""People in unusual places: in both roles, in none any more, coordinator and mentor at once, twelve hours apart."""

from __future__ import annotations

from tests.scenarios.test_agreement import written
from tests.scenarios.test_home import home_of, pair, words_of


async def end_of_all(story):
    """Ruth ends every pair, one by one."""
    ruth = story.person("Ruth")
    while story.rows("SELECT count(*) FROM mentorship WHERE ended_at IS NULL") != [(0,)]:
        await ruth.say("/mentor-program pairs")
        await ruth.click("Open")
        await ruth.click("End it")
        await ruth.submit()
        while ruth.modals:
            await ruth.close()
    await story.settle()


async def test_two_mentorships_with_the_same_person_are_told_apart_by_role(story):
    await pair(story)
    await pair(story, "@Jonas @Amara")
    jonas = story.person("Jonas")
    await jonas.say("/mentor plan")
    assert jonas.last().text == "About which mentorship? Amara Okafor, your mentor or Amara Okafor, your mentee."
    await jonas.click("Amara Okafor, your mentee")
    assert "Where Amara is heading" in words_of(jonas.modal().blocks)
    await jonas.close()
    home = await home_of(jonas)
    assert "*Amara Okafor, your mentor*" in home
    assert "*Amara Okafor, your mentee*" in home


async def test_a_note_opened_from_home_does_not_call_a_question_impossible(story):
    await pair(story)
    await pair(story, "@Jonas @Ewa")
    jonas = story.person("Jonas")
    await jonas.open_home()
    await jonas.click("Talk", at="home")
    assert jonas.modal().content["title"]["text"] == "A note"
    assert "About which mentorship?" in words_of(jonas.modal().blocks)


async def test_after_the_end_there_is_still_somebody_to_talk_to(story):
    await pair(story)
    await end_of_all(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor help me")
    shown = words_of(jonas.modal().blocks)
    assert "no messages to stop" in shown
    assert "<@U0FARAH>" in shown
    assert "Leave the mentorship" not in shown
    await jonas.close()
    await jonas.open_home()
    await jonas.click("Something isn't right", at="home")
    assert "<@U0FARAH>" in words_of(jonas.modal().blocks)


async def test_an_open_question_ends_with_its_mentorship_and_keeps_nothing(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor checkin")
    story.rows("UPDATE check_in SET question = 's1-hour-well-spent', asked = '' RETURNING id")
    await jonas.say("/mentor checkin")
    await jonas.click("Write")
    await end_of_all(story)
    errors = await jonas.submit({"answer": "Too late"})
    assert errors["answer"].startswith("This mentorship ended on Monday 12 October")
    await jonas.close()
    await jonas.click("Write")
    assert "This mentorship ended on Monday 12 October" in jonas.last().text
    assert story.rows("SELECT count(*) FROM check_in WHERE words IS NOT NULL OR answered_at IS NOT NULL") == [(0,)]


async def test_who_is_in_no_mentorship_is_told_who_begins_one_and_a_coordinator_how(story):
    ewa, ruth = story.person("Ewa"), story.person("Ruth")
    await ewa.say("/mentor plan")
    assert ewa.last().text.startswith("You aren't in a mentorship at the moment. To begin one, write to <@U0RUTH>.")
    await ruth.say("/mentor plan")
    assert ruth.last().text.startswith("You aren't in a mentorship yourself. To pair two people: /mentor-program pair.")
    await ruth.say("/mentor-program pairs")
    await ruth.click("Pair two people")
    assert ruth.modal().content["callback_id"] == "pair.create"


async def test_a_coordinator_who_is_in_the_pair_is_not_named_as_somebody_outside_it(story):
    await pair(story, "@Ruth @Jonas")
    jonas, ruth = story.person("Jonas"), story.person("Ruth")
    await jonas.say("/mentor help me")
    assert "with Ruth. Nobody else can see that." in words_of(jonas.modal().blocks)
    await ruth.say("/mentor")
    assert "1 pair in your program." in ruth.last().text
    assert "could use a hand" not in ruth.last().text


async def test_words_of_trouble_written_to_the_companion_lead_to_somebody_to_talk_to(story):
    await pair(story)
    jonas = story.person("Jonas")
    for said in ("please help me", "something isn't right"):
        await jonas.say(said)
        await story.settle()
        assert "Something isn't right: that is `/mentor help me`." in words_of(jonas.last().blocks)
    await jonas.click("Something isn't right", at=jonas.last())
    assert "You don't have to explain" in words_of(jonas.modal().blocks)


async def test_what_people_say_for_a_command_is_understood_and_never_run(story):
    await pair(story)
    jonas = story.person("Jonas")
    for said, meant in (("goals", "plan"), ("stop", "close"), ("book", "meet")):
        await jonas.say(f"/mentor {said}")
        assert jonas.last().text == f"I don't know “/mentor {said}”. Did you mean /mentor {meant}?"
    assert jonas.modals == []
    await jonas.say("/mentor <b>&")
    assert "“/mentor <b>&”" in words_of(jonas.last().blocks)


async def test_a_member_finds_the_coordinator_in_home(story):
    await pair(story)
    assert "<@U0RUTH> coordinates this and is there if you need a hand." in await home_of(story.person("Jonas"))


async def test_where_no_hour_is_day_for_both_each_is_introduced_alone_in_words_that_are_true_there(story):
    story.workspace.change_person("U0AMARA", tz="Pacific/Honolulu")
    await story.server.settle()
    await pair(story)
    await story.live(days=1)
    for name in ("Jonas", "Amara"):
        told = [each.text for each in story.person(name).messages() if "Jonas, meet Amara." in each.text]
        assert len(told) == 1
        assert "each reads this alone" in told[0]
        assert "I can't read" not in told[0]


async def test_who_ended_a_mentorship_is_named_and_not_who_once_paired_the_two(story):
    await pair(story)
    await story.stop_companion()
    story.coordinators = ("U0HELEN",)
    await story.start_companion()
    helen = story.person("Helen")
    await helen.say("/mentor-program pairs")
    await helen.click("Open")
    await helen.click("End it")
    await helen.submit()
    await story.live(days=1)
    assert "Helen Park closed it" in story.person("Jonas").last().text


async def test_after_the_end_both_read_what_they_wrote_and_nobody_changes_it(story):
    await pair(story)
    jonas = story.person("Jonas")
    await written(jonas)
    await jonas.close()
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.submit({"goal": "Run one small study", "outcome": "Others use it"})
    await jonas.click("Add a step to goal 1")
    await jonas.submit({"step": "Ask two people"})
    await jonas.close()
    await end_of_all(story)
    for name in ("Jonas", "Amara"):
        person = story.person(name)
        await person.open_home()
        await person.click("Agreement", at="home")
        assert "stays here for you both to read" in words_of(person.modal().blocks)
        await person.click("Read")
        assert "The small room" in words_of(person.modal().blocks)
        await person.close()
        await person.close()
        await person.click("Open plan", at="home")
        shown = person.modal()
        assert "Ask two people" in words_of(shown.blocks)
        assert "stays here for you both to read" in words_of(shown.blocks)
        assert not any(block.get("accessory") or block["type"] in ("actions", "input") for block in shown.blocks)
        await person.close()
    ewa = story.person("Ewa")
    await ewa.open_home()
    assert "Agreement" not in words_of(ewa.home.blocks)


async def test_taking_up_a_pair_that_was_paired_anew_is_refused_in_a_sentence(story):
    await pair(story)
    await end_of_all(story)
    await story.live(minutes=1)
    await pair(story)
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pairs")
    await ruth.click("Show ended")
    await ruth.click("Open")
    await ruth.click("Take it up again")
    assert "These two are paired in these roles already." in words_of(ruth.modal().blocks)
    assert story.rows("SELECT count(*) FROM mentorship WHERE ended_at IS NULL") == [(1,)]


async def test_a_list_that_was_overtaken_while_it_was_confirmed_makes_nobody_a_pair_and_says_why(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair many")
    await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist\nTomás Herrera, Ewa Nowak"})
    story.coordinators = ("U0RUTH", "U0HELEN")
    await story.stop_companion()
    await story.start_companion()
    helen = story.person("Helen")
    await helen.say("/mentor-program pair @Amara @Jonas")
    await helen.submit()
    assert await ruth.submit() == {}
    assert "These two are paired in these roles already." in words_of(ruth.modal().blocks)
    assert story.rows("SELECT count(*) FROM mentorship") == [(1,)]


async def test_who_is_left_behind_by_a_deactivated_partner_is_asked_nothing_and_the_coordinator_sees_why(story):
    await pair(story)
    jonas, ruth = story.person("Jonas"), story.person("Ruth")
    await jonas.say("/mentor meet")
    await jonas.submit({"date": "2026-10-21", "time": "10:00"})
    await jonas.submit()
    await story.settle()
    story.workspace.change_person("U0AMARA", deleted=True)
    await story.server.settle()
    await story.live(weeks=3)
    assert [each.text.split(",")[0] for each in jonas.messages()] == [
        "Amara's account here is switched off at the moment"
    ]
    await ruth.say("/mentor-program pairs")
    assert "Paused: Amara's account is off since Mon 12 Oct" in words_of(ruth.modal().blocks)
    await ruth.click("Open")
    await ruth.click("End it")
    await ruth.submit()
    await story.live(days=1)
    assert jonas.last().text.startswith("Your mentorship with Amara has ended.")


async def test_who_is_in_several_mentorships_reads_which_one_a_question_is_about(story):
    await pair(story, "@Jonas @Ewa")
    jonas = story.person("Jonas")
    await jonas.say("/mentor checkin")
    assert "About you and" not in jonas.last().text
    await pair(story, "@Jonas @Mei")
    await jonas.say("/mentor checkin")
    await jonas.click("Mei")
    asked = [each for each in jonas.messages() if each.text.startswith("About you and Mei. ")]
    assert len(asked) == 1
    assert "About you and Mei." in words_of(asked[0].blocks)


async def test_an_old_button_says_once_in_its_message_why_it_does_nothing_however_often_it_is_pressed(story):
    await pair(story)
    jonas = story.person("Jonas")
    await story.live(days=9)
    asked = jonas.messages()[0]
    said = words_of(asked.blocks)
    await end_of_all(story)
    for _ in range(3):
        await jonas.click("Skip", at=asked)
    assert sum(each.text.count("This mentorship ended") for each in jonas.messages()) == 1
    shown = words_of(jonas.messages()[0].blocks)
    assert shown.count("This mentorship ended on") == 1
    assert shown.startswith(said)


async def test_what_only_one_sees_or_two_see_is_said_about_once_and_later_again(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor checkin")
    both = jonas.group_with("U0AMARA").id
    await end_of_all(story)
    for _ in range(3):
        await jonas.click("Skip")
        await jonas.click("Open the agenda", at=both)
    ended = [[each for each in jonas.messages(where) if "This mentorship ended" in each.text] for where in (None, both)]
    assert [len(each) for each in ended] == [1, 1]
    await story.live(minutes=6)
    await jonas.click("Skip")
    assert len([each for each in jonas.messages() if "This mentorship ended" in each.text]) == 2


async def test_what_two_see_keeps_what_one_is_told_out_of_their_message(story):
    await pair(story)
    jonas = story.person("Jonas")
    both = jonas.group_with("U0AMARA").id
    await end_of_all(story)
    before = [each.text for each in story.person("Amara").messages(both)]
    await jonas.click("Open the agenda", at=both)
    assert "This mentorship ended" in jonas.last(both).text
    assert [each.text for each in story.person("Amara").messages(both)] == before
