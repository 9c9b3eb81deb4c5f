"""Two people write, sign and change their agreement."""

from __future__ import annotations

import json

PAGE_2 = {
    "What do you want from this, Jonas?": "Decide whether product work suits me\nRun one small study",
    "roles": ["Listens and thinks along"],
    "What will Amara do?": "Listen first",
    "What will Jonas do?": "Bring a question",
}


async def paired(story, channel="C0MENTOR"):
    ruth, amara, jonas = story.person("Ruth"), story.person("Amara"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit({"channel": channel})
    await story.settle()
    return amara, jonas


async def written(who, page_2=PAGE_2):
    await who.say("/mentor agreement")
    assert await who.submit({"where": "The small room"}) == {}
    assert await who.submit(page_2) == {}
    assert await who.submit() == {}


def shown(who):
    return json.dumps(who.modal().blocks, ensure_ascii=False)


async def test_both_sign_what_one_of_them_wrote_and_the_pair_has_an_agreement(story):
    amara, jonas = await paired(story)
    await written(jonas)
    assert "Run one small study" in shown(jonas)
    await jonas.submit()
    assert "You have signed" in shown(jonas)
    await jonas.close()
    await story.settle()
    assert amara.last().text.startswith("Jonas signed your agreement.")
    asked = amara.last()
    await amara.click("Read and sign")
    assert "9:00 in Lagos, from Tue 27 Oct 10:00 · 10:00 in Stockholm" in shown(amara)
    await amara.submit()
    assert asked.text == "You have signed your agreement."
    assert "primary" not in json.dumps(asked.blocks)
    assert "You have an agreement" in shown(amara)
    assert "Signed by both of you" in shown(amara)
    await amara.close()
    await story.settle()
    together = jonas.last(jonas.group_with("U0AMARA").id)
    assert together.text.startswith(
        "Jonas and Amara, you have an agreement. Both of you signed, the last one on Monday 12 October. "
        "You meet every other Tuesday at 10:00 in Stockholm (9:00 in Lagos, from Tue 27 Oct 10:00), for an hour."
    )
    assert "study" not in json.dumps(together.blocks)
    assert jonas.last().text.startswith("When the two of you reach something, may I tell")
    assert amara.last().text.startswith("When the two of you reach something, may I tell")


async def agreed(amara, jonas):
    await written(jonas)
    await jonas.submit()
    await jonas.close()
    await amara.say("/mentor agreement")
    await amara.submit()
    await amara.close()


async def test_the_later_of_two_who_write_one_page_sees_both_and_decides(story):
    amara, jonas = await paired(story)
    await jonas.say("/mentor agreement")
    await amara.say("/mentor agreement")
    await jonas.submit({"where": "The small room"})
    await amara.submit({"where": "A café <!channel>", "geography": "No calls before 9"})
    assert "Jonas changed this page while you had it open" in shown(amara)
    assert "The small room" in shown(amara)
    assert "A café <!channel>" in shown(amara)
    assert "No calls before 9" in shown(amara)
    await amara.submit()
    assert "2 of 3" in shown(amara)
    assert "A café" in story.rows("SELECT terms FROM agreement")[0].terms.encode().decode("unicode_escape")


async def test_what_the_later_of_two_left_alone_says_what_the_other_saved(story):
    amara, jonas = await paired(story)
    await jonas.say("/mentor agreement")
    await amara.say("/mentor agreement")
    before = shown(amara)
    await jonas.submit({"where": "The small room", "frequency": "Every three weeks", "time": "11:00"})
    await amara.submit({"where": "The small room", "duration": "90 minutes"})
    said = shown(amara)
    assert "Taken over below, as you had left it alone: “How often?” and “At what time?”" in said
    assert "In Stockholm. 10:00 there is" in before
    assert "In Stockholm. 11:00 there is" in said
    await amara.submit()
    terms = json.loads(story.rows("SELECT terms FROM agreement")[0].terms)
    assert (terms["frequency"], terms["time"], terms["duration"]) == ("3w", "11:00", 90)


async def test_from_a_later_page_an_earlier_one_is_changed_and_what_was_typed_stays(story):
    _, jonas = await paired(story)
    await jonas.say("/mentor agreement")
    await jonas.submit({"where": "The small room"})
    await jonas.submit(PAGE_2)
    await jonas.click("Change page 1")
    assert "1 of 3" in shown(jonas)
    assert await jonas.submit({"where": "The park"}) == {}
    assert "3 of 3" in shown(jonas)
    await jonas.submit()
    assert "The park" in shown(jonas)


async def test_a_signature_under_what_changed_meanwhile_is_not_given(story):
    amara, jonas = await paired(story)
    await written(jonas)
    await amara.say("/mentor agreement")
    await jonas.click("Change something")
    await jonas.submit({"where": "The office"})
    await amara.submit()
    assert "It changed while you were reading" in shown(amara)
    assert "The office" in shown(amara)
    assert story.rows("SELECT count(*) FROM signature") == [(0,)]
    await amara.submit()
    assert story.rows("SELECT count(*) FROM signature") == [(1,)]


async def test_a_change_makes_a_new_version_and_each_version_can_be_read(story):
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    await story.settle()
    await amara.say("/mentor agreement")
    await amara.click("Change something")
    await amara.submit({"where": "The park", "time": "11:00"})
    await amara.submit()
    await amara.submit()
    await amara.submit()
    assert "Jonas is asked to sign as well" in shown(amara)
    await story.settle()
    assert jonas.last().text == (
        "Amara changed your agreement and signed it. The new version waits for your name. "
        "Until you sign, version 1 holds."
    )
    await jonas.click("Read and sign")
    assert "Changed since you signed version 1 on Monday 12 October" in shown(jonas)
    assert "The park (it was: The small room)" in shown(jonas)
    assert "Time in Stockholm: " in shown(jonas)
    assert "11:00 (it was: 10:00)" in shown(jonas)
    assert "How often: " not in shown(jonas)
    assert "The park" in shown(jonas)
    await jonas.click("All versions")
    await jonas.click("agreement.version.1")
    assert "The small room" in shown(jonas)
    await jonas.close()
    await jonas.close()
    await jonas.submit()
    await story.settle()
    together = jonas.last(jonas.group_with("U0AMARA").id)
    assert together.text.startswith("Jonas and Amara, your new agreement holds.")


async def test_what_cannot_stand_is_said_at_its_field(story):
    _, jonas = await paired(story)
    await jonas.say("/mentor agreement")
    await jonas.submit({"where": "The small room"})
    errors = await jonas.submit({**PAGE_2, "goals": "a\nb\nc\nd"})
    assert errors == {"goals": "Choose three at the most, one a line. More can follow when these are met."}
    assert await jonas.submit(PAGE_2) == {}


async def test_good_news_goes_to_the_channel_as_both_allow_and_a_mind_can_be_changed(story):
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    await story.settle()
    await jonas.click("Tell, with first names")
    assert jonas.last().text.startswith("Thank you. You can change this whenever you like")
    await amara.click("Tell, with first names")
    await jonas.say("/mentor agreement")
    await jonas.click("Celebrations")
    await jonas.submit({"choice": "counts"})
    await jonas.close()
    await story.live(days=1, hours=1)
    assert jonas.last("C0MENTOR").text == "The first agreement is signed in our mentoring program."


async def test_without_a_yes_of_both_nothing_is_told_in_the_channel(story):
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    await story.settle()
    await amara.click("Tell, with first names")
    await story.live(days=2)
    assert "agreement" not in "".join(each.text for each in jonas.messages("C0MENTOR"))


async def test_a_missing_agreement_is_nudged_after_a_week(story):
    _, jonas = await paired(story)
    await story.live(days=8)
    nudges = [each.text for each in jonas.messages() if "You and Amara have no agreement yet." in each.text]
    assert len(nudges) == 1


async def test_an_agreement_of_a_mentorship_that_has_ended_is_refused_plainly(story):
    amara, jonas = await paired(story)
    await written(jonas)
    await amara.say("/mentor agreement")
    with story.companion.engine.connect() as db, db.begin():
        db.exec_driver_sql(f"UPDATE mentorship SET ended_at = {int(story.now.timestamp())}")
    await jonas.submit()
    assert "This mentorship ended on Monday 12 October" in shown(jonas)
    assert story.rows("SELECT count(*) FROM signature") == [(0,)]


async def home_of(person):
    await person.open_home()
    return json.dumps(person.home.blocks, ensure_ascii=False)


async def test_home_says_that_it_is_half_written_and_then_whose_name_is_missing(story):
    amara, jonas = await paired(story)
    await jonas.say("/mentor agreement")
    await jonas.submit({"where": "The small room"})
    await jonas.close()
    assert "The agreement with Amara is half written." in await home_of(jonas)
    await jonas.click("Go on")
    await jonas.submit(PAGE_2)
    await jonas.submit()
    await jonas.submit()
    await jonas.close()
    waits = "Your agreement has your name and waits for Amara to sign."
    assert waits in await home_of(jonas)
    assert waits not in await home_of(amara)
    await jonas.say("/mentor")
    assert waits in jonas.last().text


async def test_the_goals_of_the_agreement_are_taken_up_one_by_one(story):
    amara, jonas = await paired(story)
    await agreed(amara, jonas)
    assert "Take up the goals of your agreement" in await home_of(jonas)
    await jonas.click("Add a goal")
    assert '"initial_value": "Decide whether product work suits me"' in shown(jonas)
    assert await jonas.submit({"outcome": "A yes or a no"}) == {}
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    assert '"initial_value": "Run one small study"' in shown(jonas)
