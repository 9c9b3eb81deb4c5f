"""Delivery: each planned notice goes out at most once, at a good hour, and what came of it is kept."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta

import pytest

from bot.delivery import Delivery
from bot.mentoring import cadence
from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.program import Program
from bot.pace import Limits
from bot.ports import CannotSend, NotSaved, Receipt, SendLater, SendUnknown
from bot.safeguards import Safeguards
from bot.usecases import absences, check_ins, home, notices, people
from prompts.content import built_in
from storage.dialect import engine_for
from storage.outbox import ANSWERS
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS, Hand

MINUTE = timedelta(minutes=1)


class Recording:
    """A surface that notes what it is given and answers as it is told to."""

    def __init__(self):
        self.sent = []
        self.answers = []
        self.channel = None
        self.knocked, self.door = asyncio.Event(), None

    def draw(self, message):
        return None

    async def send(self, message):
        self.knocked.set()
        if self.door is not None:
            await self.door.wait()
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.sent.append(message)
        return Receipt(channel=self.channel or f"C{len(self.sent)}", ts=f"{len(self.sent)}.0")


class Post:
    """A hand, a surface, a clock that is moved, and the delivery between them."""

    def __init__(self, hand):
        self.hand, self.surface, self.now = hand, Recording(), MONDAY
        self.delivery = Delivery(hand.store, self.surface, now=lambda: self.now)

    async def after(self, **span):
        self.now += timedelta(**span)
        await self.delivery.drain()

    def states(self):
        return self.hand.look("SELECT state, reason FROM outbox ORDER BY id")


@pytest.fixture
def post(hand):
    return Post(hand)


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
    _move(post.hand, JONAS, "Asia/Singapore")
    _move(post.hand, AMARA, "America/New_York")
    post.hand.pair(now=MONDAY)
    await post.after(seconds=1)
    await post.after(days=1, hours=4)
    assert sorted(handle.user for message in post.surface.sent for handle in message.to.handles) == [
        AMARA.user,
        JONAS.user,
    ]
    sent_at = post.hand.look("SELECT person_id, due_at FROM outbox WHERE person_id IS NOT NULL ORDER BY person_id")
    assert len(sent_at) == 2


def _move(hand, handle, zone):
    person = hand.person(handle)
    hand.run(people.changed, handle, {"zone": zone, "full_name": person.full_name}, now=MONDAY)


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
    _move(hand, AMARA, "Australia/Sydney")


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
