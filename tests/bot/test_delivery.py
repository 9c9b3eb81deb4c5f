"""Delivery: each planned notice goes out at most once, and what came of it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery import Delivery
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.program import Program
from bot.pace import Limits
from bot.ports import CannotSend, NotSaved, SendLater, SendUnknown
from bot.safeguards import Safeguards
from bot.usecases import absences, home, notices, people
from prompts.content import built_in
from storage.dialect import engine_for
from storage.outbox import ANSWERS
from tests.bot.post import Post
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS, Hand


@pytest.fixture
def post(hand):
    return Post(hand)


MINUTE = timedelta(minutes=1)


async def test_a_notice_is_sent_once_however_often_the_outbox_is_drained(post):
    post.hand.pair()
    await post.after(seconds=1)
    await post.after(seconds=5)
    assert [message.kind for message in post.surface.sent] == ["pairing.introduction"]
    assert post.hand.look("SELECT state, sent_channel, sent_ts FROM outbox") == [("sent", "C1", "1.0")]


async def test_the_group_conversation_is_remembered_where_the_introduction_opened_it(post):
    post.hand.pair()
    await post.after(seconds=1)
    assert post.hand.look("SELECT group_channel FROM mentorship") == [("C1",)]


async def test_the_metadata_id_is_random_and_kept_before_the_post(post):
    post.hand.pair()
    await post.after(seconds=1)
    [(kept,)] = post.hand.look("SELECT message_id FROM outbox")
    assert kept == post.surface.sent[0].message_id
    assert len(kept) == 32


async def test_a_429_puts_the_notice_back_until_then(post):
    post.hand.pair()
    post.surface.answers = [SendLater(30)]
    await post.after(seconds=1)
    await post.after(seconds=20)
    assert post.surface.sent == []
    await post.after(seconds=11)
    assert len(post.surface.sent) == 1


async def test_a_lost_answer_parks_the_notice_and_it_is_never_sent_again_blindly(post):
    post.hand.pair()
    post.surface.answers = [SendUnknown("connection lost")]
    await post.after(seconds=1)
    await post.after(days=1)
    assert post.surface.sent == []
    assert post.states() == [("parked", "no answer")]


async def test_a_refusal_for_good_is_kept_with_its_reason(post):
    post.hand.pair()
    post.surface.answers = [CannotSend("user_disabled")]
    await post.after(seconds=1)
    assert post.states() == [("failed", "user_disabled")]


async def test_where_it_cannot_be_asked_whose_account_is_off_it_is_tried_again_later(post):
    post.hand.pair()
    post.surface.answers = [CannotSend("user_disabled", gone=None)]
    await post.after(seconds=1)
    await post.after(seconds=58)
    assert (post.states(), post.surface.sent) == ([("planned", "user_disabled")], [])
    await post.after(seconds=3)
    assert post.states() == [("sent", None)]


async def test_an_account_that_is_found_off_is_so_whatever_was_told_of_it_before(post):
    post.hand.pair()
    told = {"full_name": "Jonas", "deactivated": False, "profile_changed_at": 7_400_000}
    post.hand.run(people.changed, JONAS, told, now=MONDAY)
    off = {"full_name": "Jonas", "deactivated": True, "profile_changed_at": 7_000_000}
    post.surface.answers = [CannotSend("user_disabled", gone={JONAS: off}) for _ in range(9)]
    for _ in range(5):
        await post.after(seconds=1)
    assert len(post.surface.answers) == 8
    assert post.states() == [("planned", absences.ACCOUNT_OFF)]


async def test_a_stale_notice_is_skipped(post):
    post.hand.pair()
    await post.after(days=31)
    assert post.states() == [("skipped", "stale")]


async def test_a_crash_between_claim_and_post_loses_nothing_and_doubles_nothing(post):
    post.hand.pair()
    post.hand.run(lambda work: work.outbox.claim(MONDAY, limit=10))
    await post.delivery.release()
    await post.after(seconds=30)
    assert post.surface.sent == []
    post.now += timedelta(seconds=60)
    await post.delivery.release()
    await post.delivery.drain()
    assert len(post.surface.sent) == 1


async def test_a_crash_while_posting_parks_the_notice(post):
    post.hand.pair()
    row = post.hand.run(lambda work: work.outbox.claim(MONDAY, limit=10))[0]
    post.hand.run(lambda work: work.outbox.begin_sending(row, message_id="0" * 32, now=MONDAY))
    post.now += timedelta(minutes=2)
    await post.delivery.release()
    await post.delivery.drain()
    assert post.surface.sent == []
    assert post.states() == [("parked", "no answer")]


@pytest.mark.parametrize("fence", [True, False])
def test_a_claim_that_was_overtaken_cannot_begin_to_send_as_long_as_there_is_the_fence(hand, fence):
    hand.store.safeguards = Safeguards(fence=fence)
    hand.pair()
    [ours] = hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))
    later = MONDAY + 2 * MINUTE
    hand.run(lambda work: work.fates.expire(later, patience=MINUTE))
    [theirs] = hand.run(lambda work: work.outbox.claim(later, limit=1))
    assert hand.run(notices.prepare, [theirs if fence else ours], now=later, message_id="m") is not None
    assert hand.run(lambda work: work.outbox.is_wanted(ours)) is not fence
    assert hand.run(notices.prepare, [ours if fence else theirs], now=later, message_id="m") is None


def test_a_withdrawn_notice_cannot_begin_to_be_sent(hand):
    hand.pair()
    row = hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))[0]
    hand.run(lambda work: work.outbox.withdraw(row.key))
    assert hand.run(lambda work: work.outbox.begin_sending(row, message_id="x", now=MONDAY)) is False


async def test_a_withdrawn_notice_is_not_brought_back_by_having_to_wait(post):
    post.hand.pair()
    [row] = post.hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))
    post.hand.run(lambda work: work.outbox.withdraw(row.key))
    post.hand.run(lambda work: work.outbox.postpone(row, MONDAY, reason="pace"))
    await post.after(seconds=1)
    assert post.states() == [("withdrawn", None)]


async def test_one_that_cannot_be_made_is_kept_with_its_reason_and_the_others_go_out(post):
    mentorship = post.hand.pair()
    post.hand.run(_plan_nonsense, post.hand.person(JONAS).id, mentorship)
    post.surface.answers = [None, KeyError("what somebody typed")]
    post.hand.pair(PRIYA, TOMAS)
    await post.after(seconds=5)
    assert [message.kind for message in post.surface.sent] == ["pairing.introduction"]
    states = post.hand.look("SELECT kind, state, reason FROM outbox ORDER BY id")
    assert states == [
        ("pairing.introduction", "sent", None),
        ("no.such.kind", "failed", "fault: KeyError"),
        ("pairing.introduction", "parked", "fault: KeyError"),
    ]


def _plan_nonsense(work, jonas, mentorship):
    work.outbox.plan(
        Notice(
            kind="no.such.kind",
            to=ToPerson(jonas),
            key="nonsense",
            due=MONDAY,
            latest=MONDAY + timedelta(days=30),
            about={"mentorship": mentorship},
        )
    )


async def test_a_429_holds_everything_as_long_as_the_chat_asks(post):
    post.hand.pair()
    post.hand.pair(PRIYA, TOMAS)
    post.surface.answers = [SendLater(30)]
    await post.after(seconds=1)
    await post.after(seconds=28)
    assert post.surface.sent == []
    await post.after(seconds=3)
    assert len(post.surface.sent) == 2


async def begun_anew(post, per_minute=300):
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, limits=Limits(per_minute=per_minute))
    await post.delivery.begin()


async def test_what_went_out_before_a_start_counts_in_the_minute_that_it_went_out_in(post):
    await begun_anew(post, per_minute=3)
    post.hand.pair()
    post.hand.pair(PRIYA, TOMAS)
    await post.after(seconds=1)
    post.surface.answers = [SendUnknown("lost")]
    post.hand.pair(RUTH, JONAS)
    await post.after(seconds=10)
    assert [state for state, _ in post.states()] == ["sent", "sent", "parked"]
    await begun_anew(post, per_minute=3)
    post.hand.pair(AMARA, TOMAS)
    await post.after(seconds=49)
    assert [state for state, _ in post.states()] == ["sent", "sent", "parked", "planned"]
    await post.after(seconds=3)
    assert [state for state, _ in post.states()] == ["sent", "sent", "parked", "sent"]


async def test_a_start_goes_on_waiting_where_the_chat_had_asked_to_wait(post):
    post.hand.pair()
    post.surface.answers = [SendLater(120)]
    await post.after(seconds=1)
    await begun_anew(post)
    post.hand.pair(PRIYA, TOMAS)
    await post.after(seconds=118)
    assert post.surface.sent == []
    await post.after(seconds=3)
    assert len(post.surface.sent) == 2


async def test_two_mentorships_of_the_same_two_share_the_pace_of_their_conversation(post):
    post.hand.pair()
    post.hand.pair(JONAS, AMARA)
    await post.after(seconds=1)
    assert post.states() == [("sent", None), ("planned", "pace")]
    await post.after(seconds=5)
    assert [state for state, _ in post.states()] == ["sent", "sent"]


async def test_a_busy_database_does_not_lose_that_a_message_was_sent(post):
    post.hand.pair()
    store = post.hand.store
    post.delivery = Delivery(Busy(store, [NotSaved("database is locked")] * 2), post.surface, now=lambda: post.now)
    await post.after(seconds=1)
    assert [state for state, _ in post.states()] == ["sending"]
    await post.after(seconds=1)
    assert post.states() == [("sent", None)]
    assert len(post.surface.sent) == 1


@pytest.mark.parametrize("before", [0, 1])
async def test_what_came_of_a_message_and_can_never_be_kept_keeps_no_other_waiting(post, before):
    post.hand.pair()
    troubles = [NotSaved("database is locked")] * before + [ValueError("cannot be written")]
    post.delivery = Delivery(Busy(post.hand.store, troubles), post.surface, now=lambda: post.now)
    await post.after(seconds=1)
    post.hand.pair(PRIYA, TOMAS)
    await post.after(seconds=1)
    assert [state for state, _ in post.states()] == ["sending", "sent"]
    post.now += MINUTE
    await post.delivery.release()
    assert post.states()[0] == ("parked", "no answer")


class Busy:
    """A store that cannot keep what became of a post, the first times."""

    def __init__(self, store, troubles):
        self.store, self.troubles, self.safeguards = store, troubles, store.safeguards

    async def sweep(self, usecase, *args, **kwargs):
        if usecase.__name__ == "sent" and self.troubles:
            raise self.troubles.pop(0)
        return await self.store.sweep(usecase, *args, **kwargs)


async def test_an_answer_after_the_lease_still_counts(post):
    post.hand.pair()
    [row] = post.hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))
    post.hand.run(lambda work: work.outbox.begin_sending(row, message_id="x", now=MONDAY))
    post.hand.run(lambda work: work.fates.expire(MONDAY + timedelta(minutes=2), patience=MINUTE))
    post.hand.run(lambda work: work.outbox.sent(row, channel="C1", ts="1.0", now=MONDAY))
    assert post.states() == [("sent", None)]


def test_the_lease_begins_anew_with_the_post(hand):
    hand.pair()
    [row] = hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))
    later = MONDAY + timedelta(seconds=50)
    assert hand.run(lambda work: work.outbox.begin_sending(row, message_id="x", now=later))
    hand.run(lambda work: work.fates.expire(later + timedelta(seconds=50), patience=MINUTE))
    assert hand.look("SELECT state FROM outbox") == [("sending",)]


async def test_what_answers_somebody_goes_before_all_that_was_due_earlier(post):
    post.hand.pair()
    post.hand.pair(PRIYA, TOMAS)
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, limits=Limits(per_minute=1))
    post.now += timedelta(minutes=1)
    post.hand.run(home.say_hello, JONAS, event="E1", word=None, now=post.now)
    await post.delivery.drain()
    assert [message.kind for message in post.surface.sent] == ["home.hello"]
    plan = post.hand.look(f"EXPLAIN QUERY PLAN {ANSWERS_SQL}", now=0, limit=1)
    assert "ix_outbox_answers_due_at" in str(plan)


ANSWERS_SQL = str(ANSWERS._statement)


def test_the_hand_keeps_to_real_sqlite_with_full_durability():
    with engine_for("sqlite://").connect() as db:
        assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert Hand(Program(built_in().content, coordinators=(RUTH.user,))).look("SELECT count(*) FROM person") == [(5,)]
