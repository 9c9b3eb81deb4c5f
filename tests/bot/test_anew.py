"""Whom a message is for is read anew when it goes out: it keeps to the zone they are in by then."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.anew import Anew
from bot.delivery import Delivery
from bot.mentoring.notices import Notice, ToPerson
from bot.ports import Receipt
from tests.builders import AMARA, JONAS, MONDAY, profile

DAY = timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY
"""Two days after the cast was read."""


class Chat:
    """A chat that notes whom it was asked about and what it was given to send, and where people are by now."""

    def __init__(self):
        self.sent, self.asked, self.zones, self.down = [], [], {}, False
        self.off, self.lost = set(), set()

    def draw(self, message):
        return None

    async def send(self, message):
        self.sent.append(message)
        return Receipt(channel=f"D{len(self.sent)}", ts=f"{len(self.sent)}.0")

    async def profile(self, handle):
        self.asked.append(handle)
        if self.down or handle in self.lost:
            raise TimeoutError
        off = {"deactivated": True} if handle in self.off else {}
        return {**profile(handle), **off, **({"zone": self.zones[handle]} if handle in self.zones else {})}


class Post:
    def __init__(self, hand):
        self.hand, self.chat, self.now = hand, Chat(), WEDNESDAY
        self.delivery = Delivery(hand.store, self.chat, now=lambda: self.now, look_up=self.chat.profile)
        self.mentorship = hand.pair()

    async def at(self, moment):
        self.now = moment
        await self.delivery.drain()

    def plan(self, due, *, handle=JONAS, key="one", **more):
        to = ToPerson(self.hand.person(handle).id)
        notice = Notice("pairing.introduction", to, key, due, due + 3 * DAY, {"mentorship": self.mentorship}, **more)
        self.hand.run(lambda work: work.outbox.plan(notice))

    def to_one(self):
        return [message for message in self.chat.sent if len(message.to.handles) == 1]


@pytest.fixture
def post(hand):
    return Post(hand)


async def test_a_message_waits_for_the_morning_of_the_zone_its_reader_has_moved_to_unheard(post):
    await post.at(WEDNESDAY)
    post.chat.zones[JONAS] = "America/Los_Angeles"
    post.plan(WEDNESDAY + 1.1 * DAY)
    await post.at(WEDNESDAY + 1.1 * DAY)  # 14:24 in Stockholm, 5:24 in Los Angeles
    assert post.to_one() == []
    assert post.hand.person(JONAS).zone == "America/Los_Angeles"
    await post.at(datetime(2026, 10, 15, 9, 0, tzinfo=ZoneInfo("America/Los_Angeles")))
    assert len(post.to_one()) == 1


async def test_nobody_is_looked_up_twice_a_day_nor_for_the_answer_to_what_they_just_did(post):
    await post.at(WEDNESDAY)
    assert post.chat.asked == [AMARA, JONAS]
    post.plan(WEDNESDAY + timedelta(hours=2), key="a")
    await post.at(WEDNESDAY + timedelta(hours=2))
    post.plan(WEDNESDAY + 2 * DAY, key="b", always=True)
    await post.at(WEDNESDAY + 2 * DAY)
    assert len(post.to_one()) == 2
    assert post.chat.asked == [AMARA, JONAS]


async def test_where_the_chat_does_not_tell_the_message_goes_by_what_is_known_and_others_are_not_held_up(post):
    post.chat.down = True
    await post.at(WEDNESDAY)
    post.plan(WEDNESDAY + timedelta(seconds=5))
    await post.at(WEDNESDAY + timedelta(seconds=5))
    assert len(post.chat.sent) == 2
    assert post.chat.asked == [AMARA]


async def test_no_more_people_are_looked_up_in_a_minute_than_the_chat_allows(hand, post):
    [introduction] = hand.run(lambda work: work.outbox.claim(WEDNESDAY, limit=1))
    anew = Anew(hand.store, post.chat.profile, per_minute=1)
    await anew.read(introduction, WEDNESDAY)
    await anew.read(introduction, WEDNESDAY + timedelta(seconds=30))
    assert post.chat.asked == [AMARA]
    await anew.read(introduction, WEDNESDAY + timedelta(minutes=2))
    assert post.chat.asked == [AMARA, JONAS]


async def changed_unheard(post):
    """Amara's account goes off and Jonas moves while nobody listens; then the companion starts."""
    await post.at(WEDNESDAY)
    post.chat.asked.clear()
    post.chat.zones[JONAS], post.chat.off = "America/Los_Angeles", {AMARA}
    post.now = WEDNESDAY + timedelta(hours=1)
    await post.delivery.begin()


async def test_what_changed_while_nobody_listened_is_read_after_a_start_once(post):
    await changed_unheard(post)
    for minutes in (1, 2, 60):
        post.now = WEDNESDAY + timedelta(hours=1, minutes=minutes)
        await post.delivery.read_profiles()
    assert (post.hand.person(JONAS).zone, post.hand.person(AMARA).deactivated) == ("America/Los_Angeles", True)
    assert post.chat.asked == [AMARA, JONAS]
    post.now += 15 * DAY
    await post.delivery.read_profiles()
    assert post.chat.asked == [AMARA, JONAS] * 2


async def test_the_first_message_after_a_start_does_not_wait_for_that(post):
    await changed_unheard(post)
    post.plan(post.now)
    await post.at(post.now)
    assert (post.chat.asked, post.to_one()) == ([JONAS], [])  # 3:00 in Los Angeles


async def test_who_cannot_be_read_keeps_nobody_else_from_being_read(post):
    await changed_unheard(post)
    post.chat.lost = {AMARA}
    for minutes in (1, 3, 5):
        post.now = WEDNESDAY + timedelta(hours=1, minutes=minutes)
        await post.delivery.read_profiles()
    assert post.chat.asked == [AMARA, JONAS]


async def test_who_is_in_no_mentorship_any_more_is_not_looked_up(post):
    post.hand.run(lambda work: work.db.execute(text("UPDATE mentorship SET ended_at = 1")))
    await changed_unheard(post)
    await post.delivery.read_profiles()
    assert post.chat.asked == []
