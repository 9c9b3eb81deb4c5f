"""Where you are: Home, `/mentor`, help, and the first words to anybody."""

from __future__ import annotations

import asyncio


async def pair(story, words="@Amara @Jonas"):
    ruth = story.person("Ruth")
    await ruth.say(f"/mentor-program pair {words}")
    assert await ruth.submit() == {}
    await story.settle()


def words_of(blocks):
    """Everything said in some blocks, in order."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                found.append(value["text"])
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(blocks)
    return "\n".join(found)


async def home_of(person):
    await person.open_home()
    return words_of(person.home.blocks)


async def test_home_of_somebody_new_says_what_this_is_and_who_coordinates(story):
    home = await home_of(story.person("Ewa"))
    assert "Hello Ewa." in home
    assert "<@U0RUTH> brings people together" in home


async def test_home_of_a_member_shows_where_they_are_and_what_comes_next(story):
    await pair(story)
    home = await home_of(story.person("Jonas"))
    assert "You and Amara" in home
    assert "Getting started  ·  week 1 of" in home
    assert "Find a time" in home


async def test_after_the_end_home_says_so_and_what_is_kept_and_asks_whether_to_go_on(story):
    await pair(story)
    amara, jonas = story.person("Amara"), story.person("Jonas")
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    await jonas.submit({"goal": "Say no in time", "outcome": "Two people say so"})
    await jonas.close()
    await jonas.say("/mentor close")
    await jonas.click("Leave in private")
    await jonas.submit()
    await story.live(days=4)
    for person, other, next_time in (
        (jonas, "Amara", "somebody to mentor yourself"),
        (amara, "Jonas", "somebody new to mentor"),
    ):
        home = await home_of(person)
        assert f"Your mentorship with {other} ended on Thursday 15 October." in home
        assert "I look after mentoring pairs" not in home
        assert next_time in home
        assert "<@U0RUTH> brings people together" in home
        await person.click("Open plan", at="home")
        assert "Say no in time" in words_of(person.modal().blocks)
        await person.close()
        for there in ("My answers", "See how it works", "Something isn't right"):
            assert there in home


async def test_who_coordinates_finds_an_end_of_their_own_below_the_program(story):
    await pair(story)
    await pair(story, "@Ruth @Ewa")
    ruth = story.person("Ruth")
    await ruth.say("/mentor close")
    await ruth.click("Leave in private")
    await ruth.submit()
    await story.live(days=4)
    home = await home_of(ruth)
    assert home.index("1 pair") < home.index("Your mentorship with Ewa ended on") < home.index("My answers")


async def test_mentor_alone_answers_with_every_mentorship_at_once(story):
    await pair(story)
    await pair(story, "@Jonas @Ewa")
    jonas = story.person("Jonas")
    await jonas.say("/mentor")
    answer = jonas.last()
    assert answer.seen_by == jonas.id
    assert "Your two mentorships" in words_of(answer.blocks)
    assert "Amara Okafor" in words_of(answer.blocks)
    assert "Ewa Nowak" in words_of(answer.blocks)


async def test_one_of_several_opens_by_itself(story):
    await pair(story)
    await pair(story, "@Jonas @Ewa")
    jonas = story.person("Jonas")
    await jonas.open_home()
    await jonas.click("Open the mentorship with Ewa Nowak, your mentee", at="home")
    assert jonas.modal().content["title"]["text"] == "You and Ewa"


async def test_writing_anything_to_the_companion_is_answered_once_even_at_night(story):
    await pair(story)
    await story.live(hours=13)
    jonas = story.person("Jonas")
    await jonas.say("hello?")
    await story.settle()
    assert "Hello Jonas." in jonas.last().text
    assert len([each for each in jonas.messages() if each.by_app]) == 1


async def test_writing_a_command_word_points_to_the_command_and_its_button_does_it(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("how can I close this")
    await story.settle()
    await jonas.click("Open close")
    assert jonas.modal().content["callback_id"] == "closing.page"


async def test_somebody_new_who_writes_is_told_what_this_is_and_can_see_how_it_works(story):
    ewa = story.person("Ewa")
    await ewa.say("hi")
    await story.settle()
    assert "Ruth Adeyemi brings people together" in ewa.last().text
    await ewa.click("See how it works")
    assert ewa.modal().content["title"]["text"] == "How it works"


async def test_help_lists_what_can_be_typed(story):
    jonas, ruth = story.person("Jonas"), story.person("Ruth")
    await jonas.say("/mentor help")
    assert "/mentor close" in jonas.last().text
    await ruth.say("/mentor-program help")
    assert "/mentor-program pair: pair two people" in ruth.last().text


async def test_an_unknown_word_is_answered_with_the_nearest_one_as_a_button(story):
    await pair(story)
    jonas = story.person("Jonas")
    await jonas.say("/mentor cloes")
    assert jonas.last().text == "I don't know “/mentor cloes”. Did you mean /mentor close?"
    await jonas.click("Open close")
    assert jonas.modal().content["callback_id"] == "closing.page"


async def test_a_changed_name_shows_from_then_on(story):
    await pair(story)
    story.workspace.change_person("U0AMARA", real_name="Amara Eze", tz="Europe/London")
    await story.server.settle()
    assert story.rows("SELECT full_name, zone FROM person WHERE user_id = 'U0AMARA'") == [
        ("Amara Eze", "Europe/London")
    ]


async def test_a_coordinator_without_pairs_is_led_to_the_first_one(story):
    ruth = story.person("Ruth")
    home = await home_of(ruth)
    assert "There are no pairs yet" in home
    await ruth.click("Pair two people", at="home")
    assert ruth.modal().content["callback_id"] == "pair.create"


async def test_a_coordinator_sees_stages_and_names_and_home_follows_what_was_done_there(story):
    ruth = story.person("Ruth")
    await ruth.open_home()
    await ruth.click("Pair two people", at="home")
    assert await ruth.submit({"mentor": "U0AMARA", "mentee": "U0JONAS"}) == {}
    home = words_of(ruth.home.blocks)
    assert "1 pair" in home
    assert "Jonas and Amara" in home


async def book(story):
    amara = story.person("Amara")
    await amara.say("/mentor meet")
    assert await amara.submit({"date": "2026-10-21", "time": "10:00"}) == {}
    assert await amara.submit() == {}


async def test_a_home_in_sight_follows_what_the_other_does(story):
    await pair(story)
    jonas = story.person("Jonas")
    assert "None is set." in await home_of(jonas)
    await book(story)
    await story.settle()
    assert "Wed 21 Oct, 11:00" in words_of(jonas.home.blocks)


async def test_a_home_opened_long_ago_is_left_alone_until_it_is_opened_again(story):
    await pair(story)
    jonas = story.person("Jonas")
    await home_of(jonas)
    await story.live(minutes=16)
    await book(story)
    await story.settle()
    assert "None is set." in words_of(jonas.home.blocks)
    assert "Wed 21 Oct, 11:00" in await home_of(jonas)


async def test_while_the_companion_runs_a_home_in_sight_follows_by_itself(story):
    await pair(story)
    jonas = story.person("Jonas")
    await home_of(jonas)
    await story.companion.begin()
    await book(story)
    async with asyncio.timeout(5):
        while "Wed 21 Oct, 11:00" not in words_of(jonas.home.blocks):  # noqa: ASYNC110
            await asyncio.sleep(0)  # the companion itself runs beside us; nothing tells when it has drawn
