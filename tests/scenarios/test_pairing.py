"""A coordinator pairs two people."""

from __future__ import annotations

from playground.records import Conversation


async def test_a_coordinator_pairs_two_people_and_both_are_introduced(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit() == {}
    await story.settle()
    introduction = jonas.last(jonas.group_with("U0AMARA").id)
    assert introduction.text.startswith("Jonas, meet Amara. Amara, meet Jonas. Amara is the mentor, Jonas the mentee.")
    assert "Your program runs until" in introduction.text
    assert "I'm your companion: plan, dates, a question now and then." in introduction.text
    assert "<@U0AMARA>, mentor" in str(introduction.blocks)


async def test_someone_else_cannot_pair_and_is_told_who_can(story):
    jonas = story.person("Jonas")
    await jonas.say("/mentor-program pair")
    assert jonas.last().text == "This is for coordinators. <@U0RUTH> can do it for you. Nothing was changed."
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]


async def test_a_mistake_in_the_form_is_said_at_the_field_and_what_was_chosen_stays(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Jonas @Jonas")
    errors = await ruth.submit({"end": "2026-10-01"})
    assert errors == {
        "mentee": "Jonas is the mentor already. Choose somebody else as mentee.",
        "end": "This is not after the start. Choose a day after Monday 12 October.",
    }
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]


async def test_a_mentorship_that_would_be_over_already_is_refused_at_its_last_day(story):
    ruth = story.person("Ruth")
    passed = {"end": "This day has passed, or is today. Choose a day after Monday 12 October."}
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit({"start": "2026-09-01", "end": "2026-10-12"}) == passed
    await ruth.close()
    await ruth.say("/mentor-program pair many")
    two = "Amara Okafor, Jonas Lindqvist\nTomás Herrera, Ewa Nowak"
    assert await ruth.submit({"pairs": two, "start": "2026-09-01", "end": "2026-10-12"}) == passed


async def test_somebody_the_chat_does_not_know_is_refused_at_their_own_field(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair")
    errors = await ruth.submit({"mentor": "U0AMARA", "mentee": "USLACKBOT"})
    assert errors == {"mentee": "I can't find this person in the workspace. Choose somebody from the list."}


async def test_two_clicks_at_one_moment_make_one_pair(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit() == {"mentee": "These two are paired in these roles already. Open All pairs to see them."}
    assert story.rows("SELECT count(*) FROM mentorship") == [(1,)]


async def test_a_pasted_list_is_checked_as_a_whole_before_anybody_is_introduced(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair many")
    errors = await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist\nNobody Known, Ewa Nowak\nhello"})
    assert errors == {
        "pairs": "Line 2: Nobody here is called Nobody Known. "
        "Line 3: Write a mentor and a mentee with a comma between them."
    }
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]
    assert await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist\n@tomas\tPriya Nair, manages\n"}) == {}
    assert story.rows("SELECT count(*) FROM mentorship") == [(0,)]
    assert await ruth.submit() == {}
    assert story.rows("SELECT power FROM mentorship ORDER BY id") == [(0,), (1,)]


async def test_a_list_with_a_pair_twice_or_one_that_goes_on_is_refused_whole(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await ruth.say("/mentor-program pair many")
    errors = await ruth.submit(
        {"pairs": "Amara Okafor, Jonas Lindqvist\nTomás Herrera, Ewa Nowak\nTomás Herrera, Ewa Nowak"}
    )
    assert errors == {
        "pairs": "Line 1: These two are paired in these roles already. Open All pairs to see them. "
        "Line 3: These two stand in the list twice."
    }


async def test_a_coordinator_ends_a_pair_and_takes_it_up_again(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    await ruth.say("/mentor-program pairs")
    await ruth.click("Open")
    await ruth.click("End it")
    await ruth.submit()
    await story.live(days=1)
    assert jonas.last().text.startswith("Your mentorship with Amara has ended.")
    await ruth.say("/mentor-program pairs")
    await ruth.click("Show ended")
    await ruth.click("Open")
    await ruth.click("Take it up again")
    await story.settle()
    assert jonas.last().text.startswith("Your mentorship with Amara goes on.")
    assert story.rows("SELECT ended_at FROM mentorship") == [(None,)]


async def test_a_channel_the_bot_cannot_post_in_is_said_at_once(story):
    ruth = story.person("Ruth")
    channel = Conversation(id="C0QUIET", kind="channel", name="quiet", members=["U0RUTH"], created=0, private=True)
    story.workspace.conversations[channel.id] = channel
    await ruth.say("/mentor-program pair @Amara @Jonas")
    errors = await ruth.submit({"channel": channel.id})
    assert errors == {
        "channel": "I can't post there yet. Invite me to that channel with /invite, or choose another one."
    }


async def test_a_pair_that_was_never_introduced_hears_nothing_of_its_end_and_is_introduced_when_taken_up_again(story):
    ruth, jonas = story.person("Ruth"), story.person("Jonas")
    await story.live(hours=12)
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    await ruth.say("/mentor-program pairs")
    await ruth.click("Open")
    await ruth.click("End it")
    assert "Neither will hear anything of it." in str(ruth.modal().blocks)
    await ruth.submit()
    await story.live(days=3)
    assert jonas.messages() == []
    await ruth.say("/mentor-program pairs")
    await ruth.click("Show ended")
    await ruth.click("Open")
    await ruth.click("Take it up again")
    await story.live(days=1)
    assert jonas.last(jonas.group_with("U0AMARA").id).text.startswith("Jonas, meet Amara.")
    assert story.rows("SELECT count(*) FROM outbox WHERE kind = 'pairing.ended'") == [(0,)]


async def test_a_third_word_that_means_nothing_is_said_to_be_that(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair many")
    errors = await ruth.submit({"pairs": "Amara Okafor, Jonas Lindqvist, maneges"})
    assert errors == {"pairs": "Line 1: After mentor and mentee only “manages” can stand, or nothing."}
