"""What was told to each alone, or may not have arrived, counts as heard of: its end is told, too."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ports import SendUnknown
from bot.usecases import appointments, series
from tests.bot.post import Post, move
from tests.bot.usecases.rhythms import begun
from tests.bot.usecases.test_appointments import book
from tests.builders import AMARA, JONAS


def only(post, kind):
    """Let nothing else be said than this."""
    statement = "UPDATE outbox SET state = 'withdrawn' WHERE kind != ?"
    post.hand.run(lambda work: work.db.exec_driver_sql(statement, (kind,)))


def meeting(post):
    booked = book(post.hand, post.hand.pair(), day=date(2026, 10, 26))
    return lambda: post.hand.run(appointments.cancel, JONAS, booked, revision=1, now=post.now)


def rhythm(post):
    begun(post.hand)
    return lambda: post.hand.run(series.end, JONAS, post.hand.look("SELECT id FROM mentorship")[0].id, now=post.now)


WAYS = [(meeting, "appointments.booked", "appointments.cancelled"), (rhythm, "series.planned", "series.ended")]


@pytest.mark.parametrize(("what", "heard", "off"), WAYS)
async def test_who_were_told_of_it_one_by_one_are_told_so_that_it_is_off(hand, what, heard, off):
    post = Post(hand)
    move(hand, JONAS, "Asia/Singapore")
    move(hand, AMARA, "America/New_York")
    call_off = what(post)
    only(post, heard)
    for _ in range(24):
        await post.after(hours=1)
    call_off()
    for _ in range(24):
        await post.after(hours=1)
    told = [(message.kind, message.to.handles[0].user) for message in post.surface.sent]
    assert sorted(told) == sorted((kind, who.user) for kind in (heard, off) for who in (JONAS, AMARA))


async def test_who_was_told_of_it_alone_and_says_elsewhere_that_it_works_finds_the_message_that_said_so(hand):
    post = Post(hand)
    move(hand, JONAS, "Asia/Singapore")
    move(hand, AMARA, "America/New_York")
    booked = book(hand, hand.pair(), day=date(2026, 10, 26))
    only(post, "appointments.booked")
    for _ in range(24):
        await post.after(hours=1)
    nth = [message.to.handles for message in post.surface.sent].index((AMARA,)) + 1
    told = hand.run(appointments.accept, AMARA, booked, revision=1, now=post.now).told
    assert told == (f"C{nth}", f"{nth}.0", 0)


@pytest.mark.parametrize(("what", "heard", "off"), WAYS)
async def test_who_may_have_been_told_of_it_are_told_that_it_is_off(hand, what, heard, off):
    post = Post(hand)
    call_off = what(post)
    only(post, heard)
    post.surface.answers = [SendUnknown("no answer")]
    await post.after(seconds=1)
    call_off()
    await post.after(minutes=1)
    assert [message.kind for message in post.surface.sent] == [off]
