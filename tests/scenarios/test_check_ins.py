"""A question comes, is answered by a tap or in words, and is found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mentoring.questions import as_put
from bot.usecases import check_ins
from playground.records import Message
from prompts.questions import bank


@pytest.fixture
async def pair(story):
    """Amara and Jonas, introduced on Monday 12 October."""
    ruth = story.person("Ruth")
    await ruth.say("/mentor-program pair @Amara @Jonas")
    await ruth.submit()
    await story.settle()
    return story


def buttons(message: Message) -> list[str]:
    return [
        each["text"]["text"] for block in message.blocks if block["type"] == "actions" for each in block["elements"]
    ]


async def become(story, question: str, **follow_up: str) -> None:
    """Let every question that is planned be this one, followed up by these, so that the story knows what is asked."""
    (known,) = [each for each in bank() if each.id == question]
    story.rows(
        "UPDATE check_in SET question = :question, asked = :asked WHERE asked_at IS NULL RETURNING id",
        question=question,
        asked=as_put(replace(known, follow_up=follow_up)),
    )


async def ask(story, question: str, **follow_up: str) -> None:
    """Live until the first question is planned, make it this one, and let it be sent."""

    await story.live(days=3)
    await story.companion.store.sweep(check_ins.plan_due, await story.companion.store.sweep(check_ins.next_moment))
    await become(story, question, **follow_up)
    await story.live(days=2)


async def test_a_tap_gives_way_to_a_thank_you_that_does_not_tell_what_was_tapped(pair):
    await ask(pair, "s1-free-to-ask")
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    asked = jonas.last(jonas.app_dm)
    assert asked.text.startswith("How clear is it to you what you may ask of your mentor")
    assert buttons(asked) == ["1 · Not clear", "2", "3", "4", "5 · Clear", "Skip"]
    await jonas.click("4")
    await amara.click("Skip", at=amara.last(amara.app_dm))
    thanked = jonas.last(jonas.app_dm)
    assert thanked.text.startswith("Thank you, Jonas.")
    assert buttons(thanked) == []
    assert "4" not in thanked.text
    opening = "Thank you, {}. That's it for this week. What you answer is kept in Home."
    assert thanked.text.startswith(opening.format("Jonas"))
    assert amara.last(amara.app_dm).text.startswith(opening.format("Amara"))
    assert pair.rows("SELECT choice FROM check_in WHERE choice IS NOT NULL") == [("4",)]


async def test_words_are_written_in_a_form_and_never_stand_in_the_chat(pair):
    await ask(pair, "s1-hour-well-spent")
    jonas = pair.person("Jonas")
    await jonas.click("Write")
    assert await jonas.submit({"answer": "   "}) == {"answer": "Write a line, or choose Not now."}
    assert await jonas.submit({"answer": "A <!channel> *plan*"}) == {}
    assert jonas.last(jonas.app_dm).text.startswith("Thank you, Jonas.")
    assert "plan" not in str([each.blocks for each in jonas.messages(jonas.app_dm)])
    await jonas.click("See my answer")
    assert "A <!channel> *plan*" in str(jonas.modal())
    await jonas.click("Change")
    assert await jonas.submit({"answer": "Two plans"}) == {}
    await jonas.click("Delete")
    assert await jonas.submit() == {}
    assert pair.rows("SELECT words FROM check_in WHERE words IS NOT NULL") == []


async def test_a_question_can_be_asked_for_and_answered_where_it_is_shown(pair):
    jonas = pair.person("Jonas")
    await jonas.say("/mentor checkin")
    shown = jonas.last()
    assert shown.seen_by == "U0JONAS"
    await jonas.click("Skip")
    assert pair.rows("SELECT count(*) FROM check_in WHERE skipped_at IS NOT NULL") == [(1,)]
    assert jonas.last().text.startswith("Thank you, Jonas.")
    assert pair.rows("SELECT count(*) FROM outbox WHERE kind = 'check_in'") == [(0,)]


async def test_answering_what_was_asked_for_settles_the_message_that_came_by_itself_too(pair):
    await ask(pair, "s1-free-to-ask")
    jonas = pair.person("Jonas")
    await jonas.say("/mentor checkin")
    await jonas.click("4")
    assert all(each.text.startswith("Thank you, Jonas.") for each in jonas.messages(jonas.app_dm)[-2:])


async def test_a_tap_after_five_days_is_told_kindly_and_keeps_nothing(pair):
    await ask(pair, "s1-free-to-ask")
    jonas = pair.person("Jonas")
    old = jonas.last(jonas.app_dm)
    await pair.live(days=6)
    await jonas.click("4", at=old)
    assert pair.rows("SELECT count(*) FROM check_in WHERE answered_at IS NOT NULL") == [(0,)]
    assert any(each.text.startswith("This question has closed") for each in jonas.messages(jonas.app_dm))


async def test_nobody_is_written_to_at_night_or_more_than_twice_a_week(pair):
    await pair.live(weeks=6)
    sent = pair.rows(
        "SELECT DISTINCT person_id, sent_ts, sent_at FROM outbox WHERE unasked AND state = 'sent' ORDER BY sent_at"
    )
    assert len(sent) >= 5
    for person, _, at in sent:
        week = [other for someone, _, other in sent if someone == person and at <= other < at + 7 * 86400]
        assert len(week) <= 2
        assert 6 * 3600 <= at % 86400 < 18 * 3600


HELP = "What would make it easier to ask?"


async def test_a_question_follows_up_on_an_answer_and_the_words_are_kept_with_it_for_its_giver_alone(pair):
    await ask(pair, "s1-free-to-ask", **{"1": HELP, "2": HELP})
    jonas, amara, ruth = pair.person("Jonas"), pair.person("Amara"), pair.person("Ruth")
    await jonas.click("2")
    thanked = jonas.last(jonas.app_dm)
    assert thanked.text.endswith(f"Only you see your answer. If you like: {HELP}")
    await jonas.click("Add a few words")
    assert HELP in str(jonas.modal())
    assert await jonas.submit({"words": "A *list* of <!here>"}) == {}
    assert HELP not in jonas.last(jonas.app_dm).text
    assert jonas.last(jonas.app_dm).ts == thanked.ts
    await jonas.click("See my answer")
    shown = str(jonas.modal())
    assert HELP in shown
    assert "A *list* of <!here>" in shown
    await jonas.click("Change")
    assert await jonas.submit({"answer": "5"}) == {}
    assert "A *list* of <!here>" in str(jonas.modal())
    await jonas.click("Change the words")
    assert await jonas.submit({"words": "Two lists"}) == {}
    assert "Two lists" in str(jonas.modal())
    await jonas.close()
    await pair.live(days=8)
    for somebody, command in ((amara, "/mentor"), (amara, "/mentor stage"), (ruth, "/mentor-program pairs")):
        await somebody.say(command)
    seen = [each for who in (amara, ruth) for each in who.messages(who.app_dm)]
    assert "lists" not in str([(each.text, each.blocks) for each in [*seen, *jonas.messages(jonas.app_dm)]])
    assert pair.rows("SELECT choice, words, follow_up FROM check_in WHERE words IS NOT NULL") == [
        ("5", "Two lists", HELP)
    ]


async def test_no_question_follows_up_on_other_answers_or_on_none(pair):
    await ask(pair, "s1-free-to-ask", **{"1": HELP, "2": HELP})
    jonas, amara = pair.person("Jonas"), pair.person("Amara")
    await jonas.click("4")
    await amara.click("Skip", at=amara.last(amara.app_dm))
    for somebody in (jonas, amara):
        assert HELP not in str(somebody.last(somebody.app_dm).blocks)


async def test_words_can_be_added_where_a_question_was_asked_for(pair):
    await ask(pair, "s1-free-to-ask", **{"2": HELP})
    jonas = pair.person("Jonas")
    await jonas.say("/mentor checkin")
    await jonas.click("2")
    await jonas.click("Add a few words", at=jonas.last())
    assert await jonas.submit({"words": "A list"}) == {}
    assert HELP not in jonas.last().text
    (sent,) = [each for each in jonas.messages(jonas.app_dm) if each.text.startswith("Thank") and not each.seen_by]
    assert HELP not in sent.text
    assert pair.rows("SELECT choice, words FROM check_in WHERE choice IS NOT NULL") == [("2", "A list")]


async def test_words_for_an_answer_that_was_deleted_meanwhile_are_told_so(pair):
    await ask(pair, "s1-free-to-ask", **{"2": HELP})
    jonas = pair.person("Jonas")
    await jonas.click("2")
    await jonas.click("Add a few words")
    pair.rows("UPDATE check_in SET choice = NULL WHERE choice IS NOT NULL RETURNING id")
    refused = await jonas.submit({"words": "A list"})
    assert "deleted" in f"{refused}{jonas.modal()}"
    await jonas.close()
    await jonas.click("Add a few words")
    assert "You can answer it here" in str(jonas.modal())
