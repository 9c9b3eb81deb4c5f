"""What goes out goes at a good hour, and no more of what nobody asked for than is good."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.mentoring import cadence
from bot.mentoring.notices import Notice, ToPerson
from bot.usecases import people
from tests.bot.post import Post, move
from tests.builders import AMARA, JONAS, MONDAY


@pytest.fixture
def post(hand):
    return Post(hand)


async def test_what_was_put_back_until_its_latest_moment_goes_then(post):
    post.now = MONDAY + timedelta(days=4, hours=7)
    monday = cadence.at((MONDAY + timedelta(days=7)).date(), time(9), post.hand.person(JONAS).zone)
    post.hand.run(_plan_unasked, post.hand.person(JONAS).id, post.hand.pair(), latest=monday)
    await post.after(days=1)
    post.now = monday + timedelta(milliseconds=20)
    await post.delivery.drain()
    assert [len(message.to.handles) for message in post.surface.sent].count(1) == 1


async def test_what_waits_for_an_account_that_is_off_is_asked_about_once_more_and_then_dropped(post):
    jonas = post.hand.person(JONAS)
    post.hand.run(_plan_unasked, jonas.id, post.hand.pair(), latest=MONDAY + timedelta(days=1))
    post.hand.run(people.gone, {JONAS: {"deactivated": True}}, now=MONDAY)
    claims = "SELECT DISTINCT fence FROM outbox WHERE unasked"
    for _ in range(10):
        await post.after(seconds=1)
    assert post.hand.look(claims) == [(1,)]
    for _ in range(20):
        post.now = max(post.now, MONDAY + timedelta(days=1))
        await post.after(seconds=5)
    assert post.hand.look(claims) == [(2,)]
    assert ("skipped", "stale") in post.states()


async def test_nothing_goes_to_a_group_while_one_of_it_sleeps(post):
    post.now = MONDAY.replace(hour=21)
    post.hand.pair(now=post.now)
    await post.after(hours=1)
    assert post.surface.sent == []
    post.now = MONDAY.replace(day=13, hour=7, minute=1)
    await post.after(seconds=1)
    assert len(post.surface.sent) == 1


async def test_a_pair_twelve_hours_apart_is_told_one_by_one_each_in_their_own_day(post):
    move(post.hand, JONAS, "Asia/Singapore")
    move(post.hand, AMARA, "America/New_York")
    post.hand.pair(now=MONDAY)
    await post.after(seconds=1)
    await post.after(days=1, hours=4)
    assert sorted(handle.user for message in post.surface.sent for handle in message.to.handles) == [
        AMARA.user,
        JONAS.user,
    ]
    sent_at = post.hand.look("SELECT person_id, due_at FROM outbox WHERE person_id IS NOT NULL ORDER BY person_id")
    assert len(sent_at) == 2


def _plan_unasked(work, jonas, mentorship, *, latest=MONDAY + timedelta(days=30)):
    for number in range(3):
        work.outbox.plan(
            Notice(
                kind="pairing.introduction",
                to=ToPerson(jonas),
                key=f"tip:{number}",
                due=MONDAY,
                latest=latest,
                about={"mentorship": mentorship},
                unasked=True,
            )
        )


async def test_a_second_unasked_message_waits_for_the_next_day_and_a_third_for_the_next_week(post):
    post.hand.run(_plan_unasked, post.hand.person(JONAS).id, post.hand.pair())
    days = []
    for _ in range(14 * 24):
        before = len(post.surface.sent)
        await post.after(hours=1)
        days += [post.now.date()] * len([m for m in post.surface.sent[before:] if len(m.to.handles) == 1])
    assert [(day - MONDAY.date()).days for day in days] == [0, 1, 7]


async def test_what_nobody_asked_for_waits_at_a_weekend_for_monday_morning(post):
    post.now = MONDAY + timedelta(days=5)
    post.hand.run(_plan_unasked, post.hand.person(JONAS).id, post.hand.pair())
    for _ in range(3 * 24):
        await post.after(hours=1)
        if any(len(message.to.handles) == 1 for message in post.surface.sent):
            break
    there = cadence.local(post.now, post.hand.person(JONAS).zone)
    assert (there.weekday(), there.hour) == (0, 9)
