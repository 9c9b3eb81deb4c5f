"""The pace: Slack's limits are kept by messages that go out side by side, whenever Slack counts each of them."""

from __future__ import annotations

from datetime import timedelta

from bot.pace import MANY, Limits, Pace
from tests.builders import MONDAY

MINUTE = timedelta(minutes=1)
APART = Limits().apart


def sent(pace, place, at):
    assert pace.take(place, at) is None
    pace.went(place, at)


def test_one_message_a_second_goes_into_a_conversation_and_three_hundred_a_minute_go_out():
    pace = Pace()
    sent(pace, "a", MONDAY)
    assert pace.take("a", MONDAY) == MONDAY + APART
    for number in range(299):
        sent(pace, str(number), MONDAY + timedelta(seconds=number / 10))
    later = MONDAY + timedelta(seconds=30)
    assert (pace.take("b", later), pace.room(later), pace.opens(later)) == (MONDAY + MINUTE, 0, MONDAY + MINUTE)
    assert pace.room(MONDAY + MINUTE) == 2  # "a" and the first number


def test_while_a_message_is_under_way_no_other_goes_into_its_conversation_and_it_counts_in_the_minute():
    pace = Pace(Limits(per_minute=2))
    assert pace.take("a", MONDAY) is None
    assert pace.take("a", MONDAY) == MONDAY + APART
    assert pace.take("b", MONDAY) is None
    assert pace.room(MONDAY) == 0
    assert pace.take("c", MONDAY) is not None


def test_a_message_counts_from_its_answer_on():
    pace = Pace()
    assert pace.take("a", MONDAY) is None
    answered = MONDAY + timedelta(seconds=9)
    pace.went("a", answered)
    assert pace.take("a", answered) == answered + APART


def test_what_was_not_posted_after_all_takes_no_room():
    pace = Pace(Limits(per_minute=1))
    assert pace.take("a", MONDAY) is None
    pace.free("a")
    assert pace.take("a", MONDAY) is None


def test_where_the_chat_asks_to_wait_nothing_goes_anywhere_before_then():
    pace = Pace()
    pace.hold(MONDAY + MINUTE)
    assert pace.take("a", MONDAY) == MONDAY + MINUTE
    assert pace.room(MONDAY) == 0
    assert pace.take("a", MONDAY + MINUTE) is None


def test_conversations_that_may_be_written_to_again_are_forgotten():
    pace = Pace(Limits(per_minute=10 * MANY))
    for number in range(3 * MANY):
        sent(pace, str(number), MONDAY + number * APART)
    assert len(pace._last) <= MANY
    last = 3 * MANY - 1
    assert pace.take(str(last), MONDAY + last * APART) is not None


def test_while_no_post_has_an_answer_there_is_one_at_a_time_and_longer_and_longer_rests():
    pace, now, tried = Pace(), MONDAY, 0
    while now < MONDAY + timedelta(days=1):
        assert pace.take(str(tried), now) is None
        assert pace.take("another", now) is not None or tried == 0
        pace.free("another")
        pace.went(str(tried), now)
        pace.doubt(now, now)
        tried += 1
        now = pace.opens(now) or now + timedelta(seconds=1)
    assert 150 < tried < 200
    assert pace.take("a", now) is None
    pace.went("a", now)
    pace.sure()
    assert pace.room(now) > 100


def test_posts_that_went_out_side_by_side_and_had_no_answer_are_one_doubt():
    pace = Pace()
    for nth in range(8):
        pace.take(str(nth), MONDAY)
    for nth in range(8):
        pace.went(str(nth), MONDAY + timedelta(seconds=9 + nth / 10))
        pace.doubt(MONDAY, MONDAY + timedelta(seconds=9 + nth / 10))
    assert pace.opens(MONDAY + timedelta(seconds=10)) is None
    assert pace.room(MONDAY + timedelta(seconds=10)) == 1
