"""Posts side by side: each waits for its turn, and is looked at once more when that has come."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.delivery import Delivery
from bot.mentoring.notices import Notice, ToPerson
from bot.ports import SendLater
from bot.usecases import check_ins
from tests.bot.post import Post, move
from tests.builders import AMARA, JONAS, PRIYA, TOMAS


@pytest.fixture
def post(hand):
    return Post(hand)


async def test_a_stop_lets_the_post_under_way_end_and_begins_no_other(post):
    post.hand.pair()
    post.hand.pair(PRIYA, TOMAS)
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, at_once=1)
    post.now += timedelta(seconds=1)
    post.surface.door = asyncio.Event()
    draining = asyncio.create_task(post.delivery.drain())
    await post.surface.knocked.wait()
    closing = asyncio.create_task(post.delivery.close())
    await asyncio.sleep(0)
    post.surface.door.set()
    await asyncio.gather(draining, closing)
    assert post.states() == [("sent", None), ("planned", "stopped")]


async def until_nothing_moves():
    for _ in range(50):
        await asyncio.sleep(0)


async def _one_waits_behind_another(post, owed_to_amara=None):
    """A message to Tomas is under way, and the one to Amara (her introduction once more, or what `owed_to_amara` says of a
    mentorship of hers) waits for its turn; the introductions of both have gone out."""
    first, second = post.hand.pair(PRIYA, TOMAS), post.hand.pair()
    await post.after(seconds=1)
    for whom, mentorship in ((TOMAS, first), (AMARA, second)):
        to = ToPerson(post.hand.person(whom).id)
        until = post.now + timedelta(days=1)
        kind, about = "pairing.introduction", {"mentorship": mentorship}
        if whom == AMARA and owed_to_amara is not None:
            kind, about = owed_to_amara(mentorship)
        owed = Notice(kind, to, f"to:{whom.user}", post.now, until, about)
        post.hand.run(lambda work, owed=owed: work.outbox.plan(owed))
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, at_once=1)
    post.surface.door = asyncio.Event()
    post.now += timedelta(seconds=2)
    draining = asyncio.create_task(post.delivery.drain())
    await until_nothing_moves()
    assert [state for state, _ in post.states()[2:]] == ["sending", "sending"]
    return draining, second


async def test_right_before_the_call_a_lease_that_has_grown_old_is_given_back(post):
    draining, _ = await _one_waits_behind_another(post)
    post.now += timedelta(seconds=45)
    post.surface.door.set()
    await draining
    assert len(post.surface.sent) == 4
    assert post.hand.look("SELECT attempts FROM outbox ORDER BY id")[2:] == [(1,), (2,)]


async def test_a_machine_that_stands_still_while_the_conversation_is_opened_posts_nothing_too_late(post):
    post.hand.pair()
    stands_still, send = iter((70, 15)), post.surface.send

    async def opened(message):
        post.now += timedelta(seconds=next(stands_still))
        message.last_look()
        return await send(message)

    post.surface.send = opened
    await post.after(seconds=1)
    assert len(post.surface.sent) == 1
    assert post.hand.look("SELECT state, attempts FROM outbox") == [("sent", 2)]


def _withdrawn(hand, mentorship):
    hand.run(lambda work: work.outbox.withdraw_all_of(mentorship))


def _moved_to_where_it_is_night(hand, mentorship):
    move(hand, AMARA, "Australia/Sydney")


@pytest.mark.parametrize(
    ("meanwhile", "states"),
    [
        (_withdrawn, [("sent", None), ("withdrawn", "withdrawn while it waited for its turn")]),
        (_moved_to_where_it_is_night, [("sent", None), ("planned", "quiet hours")]),
    ],
)
async def test_what_waited_for_its_turn_is_asked_about_again_before_the_call(post, meanwhile, states):
    draining, mentorship = await _one_waits_behind_another(post)
    meanwhile(post.hand, mentorship)
    post.now += timedelta(seconds=5)
    post.surface.door.set()
    await draining
    assert post.states()[2:] == states


async def test_what_was_answered_from_home_while_it_waited_for_its_turn_does_not_go(post):
    asked = []

    def question(mentorship):
        asked.append(post.hand.run(check_ins.ask_now, AMARA, mentorship, now=post.now).check_in.id)
        return "check_in", {"mentorship": mentorship, "check_in": asked[0]}

    draining, _ = await _one_waits_behind_another(post, question)
    post.hand.run(check_ins.skip, AMARA, asked[0], now=post.now)
    post.now += timedelta(seconds=5)
    post.surface.door.set()
    await draining
    assert post.states()[2:] == [("sent", None), ("skipped", "answered already")]


async def test_so_many_posts_are_under_way_at_once_and_no_more(post):
    for mentor, mentee in ((AMARA, JONAS), (PRIYA, TOMAS), (AMARA, TOMAS), (PRIYA, JONAS), (AMARA, PRIYA)):
        post.hand.pair(mentor, mentee)
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, at_once=3)
    knocks, send = [], post.surface.send

    async def counted(message):
        knocks.append(message)
        return await send(message)

    post.surface.send, post.surface.door = counted, asyncio.Event()
    draining = asyncio.create_task(post.delivery.drain())
    await until_nothing_moves()
    assert len(knocks) == 3
    post.surface.door.set()
    await draining
    assert len(post.surface.sent) == 5


async def test_what_goes_to_a_group_is_marked_no_sooner_than_it_is_posted_as_nobody_could_look_for_it(post):
    for mentor, mentee in ((AMARA, JONAS), (PRIYA, TOMAS), (AMARA, TOMAS)):
        post.hand.pair(mentor, mentee)
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, at_once=1)
    post.surface.door = asyncio.Event()
    draining = asyncio.create_task(post.delivery.drain())
    await until_nothing_moves()
    assert [state for state, _ in post.states()] == ["sending", "claimed", "claimed"]
    post.surface.door.set()
    await draining
    assert len(post.surface.sent) == 3


async def test_one_that_is_stopped_in_the_middle_of_a_post_is_looked_for_by_whoever_comes_next(post):
    post.hand.pair()
    post.surface.door = asyncio.Event()
    draining = asyncio.create_task(post.delivery.drain())
    await until_nothing_moves()
    draining.cancel()
    with pytest.raises(asyncio.CancelledError):
        await draining
    assert [state for state, _ in post.states()] == ["sending"]


async def test_while_the_chat_is_out_of_reach_one_message_finds_out_ever_more_rarely_and_then_all_go(post):
    for pair in ((JONAS, AMARA), (PRIYA, TOMAS), (JONAS, TOMAS)):
        post.hand.pair(*pair)
    away = [SendLater(30, "ClientConnectorError") for _ in range(200)]
    post.surface.answers = list(away)
    for _ in range(3600):
        await post.after(seconds=1)
    assert 8 <= len(away) - len(post.surface.answers) <= 16
    post.surface.answers = []
    await post.after(minutes=9)
    await post.after(seconds=2)
    assert len(post.surface.sent) == 3
