"""What comes together for one person is one message, in which every part keeps its own buttons."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.usecases import check_ins
from tests.scenarios.test_check_ins import become


@pytest.fixture
async def three(story):
    """Amara with three mentees, all introduced on the same Monday."""
    ruth = story.person("Ruth")
    for mentee in ("Jonas", "Priya", "Tomás"):
        await ruth.say(f"/mentor-program pair @Amara @{mentee}")
        await ruth.submit()
    ask_on_fridays(story)
    await story.live(days=2)
    return story


def ask_on_fridays(story):
    """Amara has chosen the day, before anything else is due: her first questions come alone."""
    story.rows("UPDATE person SET question_day = 4 WHERE user_id = 'U0AMARA' RETURNING id")


async def asked_together(story, question="s1-least-sure"):
    """Live until Amara was asked about each of them; all of it is shown."""
    amara = story.person("Amara")
    before = len(amara.messages(amara.app_dm))
    for _ in range(14):
        if len(amara.messages(amara.app_dm)) > before:
            break
        await story.live(days=1)
    if "more, about" in amara.last(amara.app_dm).text:
        await amara.click("Show the rest", at=amara.last(amara.app_dm))
    return amara, amara.messages(amara.app_dm)[before:]


def pressable(message):
    return [each.get("value") for block in message.blocks for each in block.get("elements", ()) if each.get("value")]


async def test_three_questions_that_come_together_are_one_message(three):
    _, [message] = await asked_together(three)
    assert message.text.startswith("For you today, Amara.")
    rows = three.rows("SELECT state, sent_ts, part FROM outbox WHERE kind = 'check_in' AND part IS NOT NULL")
    assert [(row.state, row.sent_ts, row.part) for row in rows] == [("sent", message.ts, nth) for nth in range(3)]
    for name in ("Jonas", "Priya", "Tomás"):
        assert f"With {name}:" in message.text


def parts_of(message):
    """The block ids of a message by part."""
    found = {}
    for block in message.blocks:
        if block["block_id"].startswith("part."):
            found.setdefault(block["block_id"].split(".")[1], []).append(block)
    return list(found.values())


def skip_of(part):
    return next(
        each["value"] for block in part for each in block.get("elements", ()) if "skip" in each.get("value", "")
    )


def is_thanks(part):
    return "Thank you, Amara" in str(part)


async def test_an_answer_changes_its_own_part_alone_whatever_the_order(three):
    amara, [message] = await asked_together(three)
    first, second, third = parts_of(message)
    await amara.click(skip_of(third), at=message)
    now = amara.last(amara.app_dm)
    assert (now.ts, [is_thanks(part) for part in parts_of(now)]) == (message.ts, [False, False, True])
    assert parts_of(now)[:2] == [first, second]
    await amara.click(skip_of(first), at=now)
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [True, False, True]
    await three.stop_companion()
    await three.start_companion()
    await amara.click(skip_of(second), at=amara.last(amara.app_dm))
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [True, True, True]
    assert three.rows("SELECT count(*) FROM check_in WHERE skipped_at IS NOT NULL") == [(3,)]


async def test_of_two_answers_given_at_once_neither_is_lost_in_the_message(three):
    amara, [message] = await asked_together(three)
    await asyncio.gather(*(amara.click(skip_of(part), at=message) for part in parts_of(message)))
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [True, True, True]


async def test_a_button_pressed_twice_changes_its_part_once(three):
    amara, [message] = await asked_together(three)
    part = parts_of(message)[1]
    await asyncio.gather(*(amara.click(skip_of(part), at=message) for _ in range(2)))
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [False, True, False]


async def test_what_is_written_in_a_form_changes_the_part_that_led_to_it(three):
    story = three
    nine_in_lagos = story.now.replace(day=16, hour=8)
    await story.live_until(nine_in_lagos - timedelta(minutes=1))
    await story.companion.store.sweep(check_ins.plan_due, nine_in_lagos)
    await become(story, "s1-least-sure")
    amara, [message] = await asked_together(story)
    part = parts_of(message)[1]
    await amara.click(skip_of(part).removesuffix(":skip"), at=message)
    await amara.submit({"answer": "Her plan"})
    now = amara.last(amara.app_dm)
    assert [is_thanks(part) for part in parts_of(now)] == [False, True, False]
    assert "Her plan" not in str(now.blocks)


async def test_an_answer_given_elsewhere_shows_in_its_part(three):
    amara, [message] = await asked_together(three)
    await amara.say("/mentor checkin")
    await amara.click("Priya")
    await amara.click(skip_of(parts_of(message)[1]), at=amara.last(amara.app_dm))
    stands = next(each for each in amara.messages(amara.app_dm) if each.ts == message.ts)
    assert [is_thanks(part) for part in parts_of(stands)] == [False, True, False]


async def test_of_an_answer_that_is_deleted_its_part_keeps_nothing_and_the_others_stay(three):
    amara, [message] = await asked_together(three)
    first, second, third = parts_of(message)
    answer = next(each for each in pressable(message) if each.startswith("checkin:") and not each.endswith(":skip"))
    await amara.click(answer, at=message)
    await amara.click("See my answer", at=amara.last(amara.app_dm))
    await amara.click("Delete")
    await amara.submit()
    assert [part for (part,) in three.rows("SELECT part FROM outbox WHERE part IS NOT NULL AND shown IS NULL")] == [
        [first, second, third].index(next(each for each in (first, second, third) if answer in str(each)))
    ]
    await amara.click(skip_of(third), at=amara.last(amara.app_dm))
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [False, True]


async def test_a_message_that_was_never_heard_of_still_changes_where_it_is_clicked_in(three):
    amara, [message] = await asked_together(three)
    three.rows("UPDATE outbox SET state = 'parked', part = NULL, shown = NULL WHERE part IS NOT NULL RETURNING id")
    await amara.click(skip_of(parts_of(message)[1]), at=message)
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))] == [False, True, False]


async def seven(story):
    """Amara mentors seven, and was asked about each."""
    ruth, amara = story.person("Ruth"), story.person("Amara")
    for mentee in ("Jonas", "Priya", "Tomás", "Ewa", "Farah", "Daniel", "Mei"):
        await ruth.say(f"/mentor-program pair @Amara @{mentee}")
        await ruth.submit()
    await story.live(days=3)
    before = len(amara.messages(amara.app_dm))
    await story.live(days=1)
    [message] = amara.messages(amara.app_dm)[before:]
    return amara, message


async def test_what_is_more_than_a_phone_shows_at_once_is_folded_and_shown_in_place(story):
    amara, message = await seven(story)
    assert len(parts_of(message)) == 1
    assert "There are six more, about Priya, Tomás, Ewa, Farah, Daniel and Mei." in message.text
    await amara.click(skip_of(parts_of(message)[0]), at=message)
    assert "There are six more, about Priya" in amara.last(amara.app_dm).text
    await amara.click("Show the rest", at=amara.last(amara.app_dm))
    now = amara.last(amara.app_dm)
    assert (now.ts, is_thanks(parts_of(now)[0])) == (message.ts, True)
    assert len(parts_of(now)) > 4
    await amara.click(skip_of(parts_of(now)[4]), at=now)
    assert [is_thanks(part) for part in parts_of(amara.last(amara.app_dm))][:5] == [True, False, False, False, True]


@pytest.mark.parametrize("first", ["an answer", "the rest"])
async def test_a_message_that_nobody_heard_of_is_complete_once_it_was_clicked_in(story, first):
    amara, message = await seven(story)
    story.rows(
        "UPDATE outbox SET state = 'parked', reason = 'no answer', sent_channel = NULL, sent_ts = NULL, sent_at = NULL"
        " WHERE part IS NOT NULL RETURNING id"
    )
    if first == "an answer":
        await amara.click(skip_of(parts_of(message)[0]), at=message)
    await amara.click("Show the rest", at=amara.last(amara.app_dm))
    now = parts_of(amara.last(amara.app_dm))
    assert len(now) > 4
    assert [is_thanks(part) for part in now][:2] == [first == "an answer", False]
    places = story.rows("SELECT DISTINCT state, sent_channel, sent_ts FROM outbox WHERE part IS NOT NULL")
    assert places == [("sent", amara.app_dm, message.ts)]


async def test_page_by_page_each_part_of_a_message_that_is_too_long_is_found(story):
    amara, message = await seven(story)
    seen = {skip_of(part) for part in parts_of(message)}
    first = set(seen)
    for _ in range(3):
        await amara.click("Show the rest", at=amara.last(amara.app_dm))
        seen |= {skip_of(part) for part in parts_of(amara.last(amara.app_dm))}
    assert len(seen) == 7
    assert first <= {skip_of(part) for part in parts_of(amara.last(amara.app_dm))}
    await amara.click(skip_of(parts_of(amara.last(amara.app_dm))[1]), at=amara.last(amara.app_dm))
    assert is_thanks(parts_of(amara.last(amara.app_dm))[1])


async def test_several_agreements_that_are_missing_are_a_line_each(story):
    ruth, amara = story.person("Ruth"), story.person("Amara")
    for mentee in ("Jonas", "Priya", "Tomás"):
        await ruth.say(f"/mentor-program pair @Amara @{mentee}")
        await ruth.submit()
    await story.live(days=12)
    [found] = [each for each in amara.messages(amara.app_dm) if "have no agreement yet" in each.text]
    await amara.click("Show the rest", at=found)
    found = next(each for each in amara.messages(amara.app_dm) if each.ts == found.ts)
    for name in ("Jonas", "Priya", "Tomás"):
        assert f"You and {name} have no agreement yet." in found.text
    assert "It says how often you meet" not in str(found.blocks)
    await amara.click("Open the agreement", at=found)
    assert amara.modal is not None


async def test_an_old_button_in_a_part_says_why_below_that_part_and_leaves_the_others(three):
    amara, [message] = await asked_together(three)
    first, second, third = parts_of(message)
    three.rows("UPDATE mentorship SET ended_at = introduced_at WHERE id = 2 RETURNING id")
    await amara.click(skip_of(second), at=message)
    now = parts_of(amara.last(amara.app_dm))
    assert (now[0], now[2]) == (first, third)
    assert len(now[1]) > len(second)
    await amara.click(skip_of(first), at=amara.last(amara.app_dm))
    after = parts_of(amara.last(amara.app_dm))
    assert (is_thanks(after[0]), after[1], after[2]) == (True, now[1], third)
