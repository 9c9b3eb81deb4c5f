"""Closing from each side and by date, and the weeks after it, in which nothing is sent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scenarios.test_calendars import files_of, take
from tests.scenarios.test_home import home_of, words_of

LAST_DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday; a week later it closes by itself."""
MINE = {
    "Z.accomplishments": "Two teams use my page now.",
    "Z.evaluate.worked": "We said early what did not work.",
    "Z.retire.mentee": "That somebody listened to the end.",
    "Z.retire.mentor": "To listen to the end.",
}


async def pair_until_november(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit({"end": "2026-11-20"}) == {}
    await story.settle()
    return story.person("Jonas"), story.person("Amara")


async def add_a_goal(jonas):
    await jonas.say("/mentor plan")
    await jonas.click("Add a goal")
    assert await jonas.submit({"goal": "Lead one small project", "outcome": "It runs without me"}) == {}
    await jonas.click("Add a step to goal 1")
    assert await jonas.submit({"step": "Ask two people how they began", "resources": "An hour with Noor"}) == {}
    await jonas.close()


async def begin(person):
    await person.say("/mentor close")
    await person.click("Begin")


async def write(person, answers, *, first="Write: 1. Looking back", **choices):
    """All pages of one's part, from the page that is open."""
    await person.click(first)
    for _ in range(3):
        here = {block["block_id"] for block in person.modal().blocks if block["type"] == "input"}
        given = {id: value for id, value in {**answers, **choices}.items() if id in here}
        assert await person.submit(given) == {}


def told(person):
    return [each.text for each in person.messages() if each.by_app and each.seen_by is None]


def page(person):
    return words_of(person.modal().blocks)


async def nothing_is_sent_for(story, people, **span):
    before = [len(told(each)) for each in people]
    await story.live(**span)
    assert [len(told(each)) for each in people] == before
    assert story.rows("SELECT kind, state FROM outbox WHERE state IN ('planned', 'claimed', 'sending')") == []


async def test_both_answer_alone_read_it_side_by_side_and_end_it_and_nothing_is_sent_after_that(story):
    jonas, amara = await pair_until_november(story)
    await add_a_goal(jonas)
    await begin(jonas)
    await story.settle()
    assert "Jonas has begun to bring your mentorship to a good end." in told(amara)[-1]
    await write(jonas, MINE, wish="friends", mentor_next="yes", tell=["tell"])
    assert "Your part is finished." in page(jonas)
    await jonas.close()

    await amara.click("See the questions")
    assert "Two teams" not in page(amara)
    await write(amara, {"Z.accomplishments": "She asks better than I do."}, wish="whatever")
    for said in ("Two teams use my page now.", "She asks better than I do.", "To go on as friends"):
        assert said in page(amara)
    for beside in ("You:\nShe asks better than I do.", "Jonas:\nTwo teams use my page now."):
        assert beside in page(amara)
    assert "That somebody listened to the end." not in page(amara)
    await amara.click("End it")
    assert "It ends when Jonas says so too, or on Monday 26 October." in page(amara)
    await amara.close()
    await story.settle()
    assert "It ends on Monday 26 October, or when Jonas says so too." in await home_of(amara)
    assert "Amara said that it can end. It ends on Monday 26 October" in await home_of(jonas)
    await amara.click("Read", at="home")
    await amara.click("Not yet after all")
    assert "You said that it can end." not in page(amara)
    await story.settle()
    assert "Amara has thought again" in told(jonas)[-1]
    await amara.click("End it")
    await amara.close()
    await story.settle()

    await jonas.click("Open", at=jonas.last())
    assert "Amara said that it can end." in page(jonas)
    await jonas.click("End it")
    assert "You finished together." in page(jonas)
    await jonas.close()
    await story.settle()
    assert story.rows("SELECT count(*) FROM mentorship WHERE ended_at IS NOT NULL") == [(1,)]
    last = words_of(jonas.last().blocks)
    assert "Goal: Lead one small project" in last
    assert "needs: An hour with Noor" in last
    assert "Lead one small project" not in words_of(amara.last().blocks)

    await nothing_is_sent_for(story, (jonas, amara), weeks=10)
    assert "How it ended" in await home_of(jonas)
    await jonas.click("How it ended", at="home")
    assert "She asks better than I do." in page(jonas)
    assert "That somebody listened to the end." in page(jonas)
    await jonas.close()
    await amara.click("See the questions")
    assert "This is what each of you wrote." in page(amara)
    await amara.close()
    await amara.say("/mentor close")
    assert "You aren't in a mentorship at the moment." in amara.last().text


async def test_by_its_date_it_closes_a_week_after_the_last_day_with_one_reminder_and_nothing_after_that(story):
    jonas, amara = await pair_until_november(story)
    await add_a_goal(jonas)
    await story.live_until(LAST_DAY.replace(hour=8, minute=59))
    assert any("ends on Friday 20 November" in each and "it is worth a good end" in each for each in told(jonas))
    await jonas.click("See how to end well")
    assert "Finish together" in page(jonas)
    await jonas.close()
    await story.live_until(datetime(2026, 11, 27, 8, 59, tzinfo=UTC))
    for person in (jonas, amara):
        assert len([each for each in told(person) if "This is the only reminder." in each]) == 1
    assert story.rows("SELECT ended_at FROM mentorship") == [(None,)]
    await story.live_until(datetime(2026, 11, 27, 9, 1, tzinfo=UTC))
    for person in (jonas, amara):
        assert told(person)[-1].startswith("Your mentorship with")
        assert "has ended" in told(person)[-1]
    await nothing_is_sent_for(story, (jonas, amara), weeks=8)
    await jonas.click("See how to end well")
    await jonas.click("My open goals")
    assert "Goal: Lead one small project" in page(jonas)
    await amara.click("See how to end well")
    assert any("This mentorship ended on Friday 27 November" in each for each in told(amara))


@pytest.mark.parametrize("begins", ["Jonas", "Amara"])
async def test_one_who_has_finished_is_not_held_back_by_the_other_and_nothing_of_either_is_shown(story, begins):
    both = await pair_until_november(story)
    first = story.person(begins)
    [second] = [each for each in both if each.id != first.id]
    await begin(first)
    await story.settle()
    assert f"{begins} has begun to bring your mentorship to a good end." in told(second)[-1]
    await write(first, MINE)
    await first.click("End it")
    assert "or on Monday 26 October" in page(first)
    await first.close()
    await story.settle()
    assert f"{begins} has finished and thinks it can end." in told(second)[-1]
    await second.click("Open")
    await second.click("Write: 1. Looking back")
    assert await second.submit({"Z.accomplishments": "This is for me."}) == {}
    await second.close()
    await story.live_until(datetime(2026, 10, 26, 9, 1, tzinfo=UTC))
    assert "has ended" in told(second)[-1]
    for person, own, other in ((first, "Two teams", "This is for me."), (second, "This is for me.", "Two teams")):
        await home_of(person)
        await person.click("How it ended", at="home")
        assert own in page(person)
        assert other not in page(person)
        await person.close()
    await nothing_is_sent_for(story, (first, second), weeks=6)


async def test_what_is_booked_ahead_ends_with_it_and_nothing_is_sent_of_it(story):
    jonas, amara = await pair_until_november(story)
    for day in ("2026-10-20", "2026-10-27"):
        await jonas.say("/mentor meet")
        assert await jonas.submit({"date": day, "time": "10:00"}) == {}
        assert await jonas.submit({}) == {}
        await jonas.close()
    await story.settle()
    await take(story)
    await begin(jonas)
    await write(jonas, MINE)
    await jonas.click("End it")
    await jonas.close()
    await story.settle()
    await amara.click("Open")
    await write(amara, MINE)
    await amara.click("End it")
    await amara.close()
    await story.settle()
    assert "has ended" in told(amara)[-1]
    assert len(files_of(jonas)) == 1
    group = jonas.group_with("U0AMARA")
    before = len(group.messages)
    await nothing_is_sent_for(story, (jonas, amara), weeks=6)
    assert len(group.messages) == before
    assert story.rows("SELECT count(*) FROM appointment WHERE state = 'booked'") == [(0,)]


async def test_the_page_says_how_the_last_day_and_the_day_on_which_it_closes_belong_together(story):
    jonas, _ = await pair_until_november(story)
    await begin(jonas)
    assert "Its last day: Friday 20 November. If nobody ends it, I close it on Friday 27 November." in page(jonas)


async def test_a_part_left_half_way_is_taken_up_where_it_was(story):
    jonas, _ = await pair_until_november(story)
    await begin(jonas)
    await jonas.click("Write: 1. Looking back")
    assert await jonas.submit({"Z.accomplishments": "Two teams use my page now."}) == {}
    await jonas.close()
    await story.live(days=2)
    assert "Your part isn't written to its end yet." in await home_of(jonas)
    await jonas.click("Go on", at="home")
    assert "Answered: 1 of 4" in page(jonas)
    await jonas.click("Change it: 1. Looking back")
    written = next(block for block in jonas.modal().blocks if block.get("block_id") == "Z.accomplishments")
    assert written["element"]["initial_value"] == "Two teams use my page now."


async def test_a_page_kept_for_later_waits_before_the_part_is_finished(story):
    jonas, amara = await pair_until_november(story)
    await begin(jonas)
    await jonas.click("Write: 1. Looking back")
    await jonas.press_with("Keep for later", {"Z.accomplishments": "Two teams use my page now."})
    await jonas.close()
    await jonas.say("/mentor close")
    assert "Kept for later, and not sent yet." in page(jonas)
    await story.settle()
    await amara.click("See the questions")
    await write(amara, {})
    await jonas.click("Write: 3. For yourself")
    assert await jonas.submit({"Z.retire.mentee": MINE["Z.retire.mentee"]}) == {}
    assert "Kept for later." in page(jonas)
    for _ in range(3):
        assert await jonas.submit({}) == {}
    assert "Two teams use my page now." in page(jonas)


async def test_the_private_way_out_is_where_one_comes_for_it_and_on_the_last_page(story):
    jonas, amara = await pair_until_november(story)
    await begin(jonas)
    assert "Leave in private" not in str(jonas.modal().blocks)
    await jonas.close()
    await jonas.say("/mentor close")
    assert "Leave in private" in str(jonas.modal().blocks)
    await write(jonas, MINE)
    assert "Leave in private" not in str(jonas.modal().blocks)
    await story.settle()
    await amara.click("See the questions")
    await write(amara, {})
    assert "Leave in private" in str(amara.modal().blocks)


async def test_the_coordinator_sees_since_when_they_are_finishing_and_a_yes_that_was_passed_on_and_no_word(story):
    jonas, _ = await pair_until_november(story)
    ruth = story.person("Ruth")
    await begin(jonas)
    await write(jonas, MINE, wish="friends", mentor_next="yes", tell=["tell"])
    await ruth.say("/mentor-program pairs")
    assert "finishing since Mon 12 Oct" in page(ruth)
    await ruth.click("Open")
    assert "Jonas would like to become a mentor one day" in page(ruth)
    for typed in (*MINE.values(), "friends"):
        assert typed not in page(ruth)


async def test_while_there_is_time_either_may_put_goals_first_and_what_was_written_is_kept(story):
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    assert await ruth.submit() == {}
    await story.settle()
    jonas, amara = story.person("Jonas"), story.person("Amara")
    await begin(jonas)
    await jonas.click("Write: 1. Looking back")
    assert await jonas.submit({"Z.accomplishments": "Two teams use my page now."}) == {}
    await jonas.close()
    await story.settle()
    await amara.click("See the questions")
    await amara.click("Goals first")
    assert "Or look at your goals again" in page(amara)
    await amara.close()
    await story.settle()
    assert "Amara would rather look at your goals again first." in told(jonas)[-1]
    await jonas.click("Open the plan")
    await jonas.close()
    await begin(jonas)
    assert "Answered: 1 of 4" in page(jonas)
