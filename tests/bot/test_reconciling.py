"""A message that no answer came to is looked for by its random id, and then adopted, sent again, or shown to people."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.delivery import Delivery
from bot.mentoring.notices import AT_ONCE, Notice, ToPerson
from bot.mentoring.refusals import Refusal
from bot.ports import CannotTell, Drawn, PartShown, Posted, Receipt, SendLater, SendUnknown
from bot.reconciling import MOST_SLOW
from bot.safeguards import Safeguards
from bot.usecases import digest, fates
from prompts.content import built_in
from tests.bot.post import Recording
from tests.builders import AMARA, JONAS, MONDAY, PRIYA

TIP = built_in().content.tips[0].id
MINUTE = timedelta(minutes=1)


class Searched(Recording):
    """A surface that can be searched too: `arrived` is what it holds, by random id."""

    def __init__(self):
        super().__init__()
        self.arrived, self.finds, self.sought = {}, [], []

    async def send(self, message):
        try:
            return await super().send(message)
        except (SendUnknown, TimeoutError, asyncio.CancelledError):
            if self.posts:
                self.arrived[message.message_id] = self.posts
            raise

    posts = fails = None
    folds, draws = False, 20

    def draw(self, message):
        """All of its parts but the first are folded away."""
        if not self.folds or len(message.parts) == 1:
            return None
        looks = [PartShown(part.id, f'"{part.id}"', folded=nth > 0) for nth, part in enumerate(message.parts)]
        return Drawn("looks", tuple(looks[: self.draws]))

    async def find(self, sought):
        self.sought.append(sought)
        if sought.message_id == self.fails:
            raise KeyError("blocks")
        if self.finds:
            raise self.finds.pop(0)
        return self.arrived.get(sought.message_id)


class Post:
    """Amara with two mentees, and a tip for her about each, unless another is asked for."""

    def __init__(self, hand):
        self.hand, self.surface, self.now = hand, Searched(), MONDAY
        self.of = [hand.pair(AMARA, mentee) for mentee in (JONAS, PRIYA)]
        hand.run(lambda work: work.outbox.withdraw("introduction:*"))
        self.begin()

    def begin(self, safeguards=None):
        self.hand.store.safeguards = safeguards or Safeguards()
        self.delivery = Delivery(self.hand.store, self.surface, now=lambda: self.now)

    def plan(self, *mentorships, unasked=False):
        to = ToPerson(self.hand.person(AMARA).id)
        for each in mentorships:
            about = {"mentorship": each, "tip": TIP, **({AT_ONCE: 1} if unasked else {})}
            latest = MONDAY + timedelta(days=9)
            notice = Notice("tips.tip", to, f"tip:{each}", MONDAY, latest, about, unasked=unasked)
            self.hand.run(lambda work, notice=notice: work.outbox.plan(notice))

    async def after(self, **span):
        self.now += timedelta(**span)
        await self.delivery.release()
        await self.delivery.drain()

    def ends(self):
        return self.hand.look("SELECT state, reason, sent_ts FROM outbox WHERE key LIKE 'tip:%' ORDER BY id")


@pytest.fixture
def post(hand):
    return Post(hand)


async def lost(post, *, posted=None, mentorships=1, unasked=False):
    post.plan(*post.of[:mentorships], unasked=unasked)
    post.surface.posts = posted
    post.surface.answers = [SendUnknown("connection lost")]
    await post.after(seconds=1)


async def test_a_message_whose_answer_was_lost_is_adopted_where_it_arrived(post):
    await lost(post, posted=Receipt("D1", "7.0"))
    assert post.ends() == [("sending", "no answer", None)]
    await post.after(seconds=61)
    assert post.ends() == [("sent", None, "7.0")]
    assert post.surface.sent == []
    [sought] = post.surface.sought
    assert (sought.ago, [each.user for each in sought.to.handles]) == (timedelta(seconds=61), [AMARA.user])


async def test_one_that_did_not_arrive_is_sent_again_under_another_id(post):
    await lost(post)
    [(before,)] = post.hand.look("SELECT message_id FROM outbox WHERE key LIKE 'tip:%'")
    await post.after(seconds=61)
    assert [message.kind for message in post.surface.sent] == ["tips.tip"]
    assert post.surface.sent[0].message_id != before
    assert [state for state, _, _ in post.ends()] == ["sent"]


async def test_it_is_not_looked_for_before_a_while_as_it_may_still_arrive(post):
    await lost(post)
    await post.after(seconds=58)
    assert post.surface.sought == []


async def test_without_patience_it_would_be_looked_for_at_once(post):
    post.begin(Safeguards(patience=False))
    await lost(post)
    await post.after(seconds=1)
    assert len(post.surface.sought) == 1


async def test_without_the_search_it_would_be_sent_twice(post):
    post.begin(Safeguards(reconciliation=False))
    await lost(post, posted=Receipt("D1", "7.0"))
    await post.after(seconds=3)
    assert len(post.surface.sent) == len(post.surface.arrived) == 1


async def test_after_a_crash_in_the_post_it_is_looked_for_when_the_lease_has_run_out_and_a_while_has_passed(post):
    post.plan(post.of[0])
    [row] = post.hand.run(lambda work: work.outbox.claim(post.now, limit=9))
    post.hand.run(lambda work: work.outbox.begin_sending(row, message_id="m", now=post.now))
    post.surface.arrived["m"] = Receipt("D1", "7.0")
    await post.after(seconds=61)
    assert (post.surface.sought, post.ends()) == ([], [("sending", "no answer", None)])
    await post.after(seconds=60)
    assert post.ends() == [("sent", None, "7.0")]


async def test_who_starts_after_a_crash_waits_for_no_lease_of_the_dead_and_is_no_less_patient(post):
    post.plan(*post.of)
    [going, _] = post.hand.run(lambda work: work.outbox.claim(post.now, limit=9))
    post.hand.run(lambda work: work.outbox.begin_sending(going, message_id="m", now=post.now))
    post.surface.arrived["m"] = Receipt("D1", "7.0")
    await post.delivery.begin()
    assert post.ends() == [("sending", "no answer", None), ("planned", None, None)]
    await post.after(seconds=59)
    assert (post.surface.sought, [state for state, _, _ in post.ends()]) == ([], ["sending", "sent"])
    await post.delivery.begin()
    await post.after(seconds=1)
    assert post.ends()[0] == ("sent", None, "7.0")


async def test_who_died_looking_keeps_nobody_waiting_longer_than_it_takes_to_be_sure(post):
    await lost(post, posted=Receipt("D1", "7.0"))
    post.now += timedelta(seconds=61)
    post.hand.run(lambda work: work.fates.take(post.now, limit=9))
    post.delivery = Delivery(post.hand.store, post.surface, now=lambda: post.now, patience=timedelta(seconds=5))
    await post.delivery.begin()
    await post.after(seconds=5)
    assert post.ends() == [("sent", None, "7.0")]


async def test_where_history_cannot_be_read_it_is_parked_and_never_sent_again_blindly(post):
    await lost(post)
    post.surface.finds = [CannotTell("history: missing_scope")]
    await post.after(seconds=61)
    await post.after(days=1)
    assert (post.ends(), post.surface.sent) == ([("parked", "history: missing_scope", None)], [])


@pytest.mark.parametrize("trouble", [SendLater(90), ConnectionError()])
async def test_where_history_cannot_be_read_just_now_it_is_looked_for_later(post, trouble):
    await lost(post, posted=Receipt("D1", "7.0"))
    post.surface.finds = [trouble]
    await post.after(seconds=61)
    assert post.ends() == [("sending", "no answer", None)]
    await post.after(seconds=91)
    assert post.ends() == [("sent", None, "7.0")]


async def test_one_that_was_withdrawn_meanwhile_is_not_sent_again(post):
    await lost(post)
    post.hand.run(lambda work: work.outbox.withdraw("tip:*"))
    await post.after(seconds=61)
    assert (post.ends(), post.surface.sent) == ([("skipped", "stale", None)], [])


@pytest.mark.parametrize("ends", ["a crash", "the bound", "a lost answer"])
async def test_of_several_in_one_message_all_are_adopted_also_those_that_are_folded_away(post, ends):
    post.surface.folds = True
    post.plan(*post.of)
    post.surface.posts = Receipt("D1", "7.0")
    post.surface.answers = [{"a crash": asyncio.CancelledError, "the bound": TimeoutError}.get(ends, SendUnknown)()]
    post.now += timedelta(seconds=1)
    with suppress(asyncio.CancelledError):
        await post.delivery.drain()
    post.begin()
    await post.delivery.begin()
    await post.after(seconds=61)
    kept = post.hand.look(
        "SELECT id, state, sent_ts, part, shown, folded FROM outbox WHERE key LIKE 'tip:%' ORDER BY id"
    )
    shown, folded = (row.id for row in kept)
    looks = [("sent", "7.0", 0, f'"{shown}"', 0), ("sent", "7.0", 1, f'"{folded}"', 1)]
    assert ([tuple(row[1:]) for row in kept], post.surface.sent) == (looks, [])
    standing = post.hand.run(digest.turn_to, AMARA, Posted("D1", "7.0", folded))
    assert [(part.id, part.folded) for _, part in standing.parts] == [(shown, False), (folded, False)]


@pytest.mark.parametrize("since", ["its answer was lost", "it was parked"])
async def test_who_clicks_in_a_message_that_nobody_heard_of_shows_that_it_arrived(post, since):
    post.surface.folds = True
    await lost(post, mentorships=2, posted=Receipt("D1", "7.0"))
    if since == "it was parked":
        post.surface.finds = [CannotTell("not_in_channel")]
        await post.after(seconds=61)
        assert [state for state, _, _ in post.ends()] == ["parked", "parked"]
    ids = [row.id for row in post.hand.look("SELECT id FROM outbox WHERE key LIKE 'tip:%' ORDER BY id")]
    with pytest.raises(Refusal):
        post.hand.run(digest.turn_to, JONAS, Posted("D1", "7.0", ids[1]))
    standing = post.hand.run(digest.turn_to, AMARA, Posted("D1", "7.0", ids[1]))
    assert ([part.id for _, part in standing.parts], standing.place) == (ids, Posted("D1", "7.0"))
    assert post.ends() == [("sent", None, "7.0"), ("sent", None, "7.0")]


async def test_of_what_is_sent_again_nothing_stays_of_how_it_looked_among_others(post):
    post.surface.folds = True
    await lost(post, mentorships=2)
    post.hand.run(lambda work: work.outbox.withdraw(f"tip:{post.of[0]}"))
    await post.after(seconds=61)
    kept = post.hand.look("SELECT state, part, shown, folded FROM outbox WHERE key LIKE 'tip:%' ORDER BY id")
    assert kept == [("skipped", None, None, 0), ("sent", None, None, 0)]


async def test_what_may_have_arrived_counts_towards_the_caps(post):
    await lost(post, posted=Receipt("D1", "7.0"), unasked=True)
    post.plan(post.of[1], unasked=True)
    await post.after(seconds=10)
    assert post.ends()[1][:2] == ("planned", "one unasked message a day")


def lost_at_once(post, *, mentorships, alone):
    """So many messages of one tip each, and then one of several tips, begin and get no answer."""
    hand, to = post.hand, ToPerson(post.hand.person(AMARA).id)
    for nth in range(alone):
        about = {"mentorship": post.of[0], "tip": TIP}
        notice = Notice("tips.tip", to, f"alone:{nth}", MONDAY, MONDAY + timedelta(days=9), about)
        hand.run(lambda work, notice=notice: work.outbox.plan(notice))
    post.plan(*post.of[:mentorships])
    rows = hand.run(lambda work: work.outbox.claim(MONDAY, limit=64))
    several = [row for row in rows if row.key.startswith("tip:")]
    messages = {row.key: [row] for row in rows if row not in several} | {"several": several}
    for id, these in messages.items():
        for row in these:
            hand.run(lambda work, row=row, id=id: work.outbox.begin_sending(row, message_id=id, now=MONDAY))
        post.surface.arrived[id] = Receipt("D1", id)
    return messages


def no_answer(post, rows):
    post.hand.run(fates.lost, rows, reason="no answer", now=MONDAY, until=MONDAY + MINUTE)


async def test_a_message_of_several_is_looked_for_as_a_whole_however_many_are_looked_for(post):
    messages = lost_at_once(post, mentorships=2, alone=fates.AT_ONCE - 1)
    for rows in messages.values():
        no_answer(post, rows)
    post.now = MONDAY + MINUTE
    await post.delivery.release()
    assert len(post.surface.sought) == fates.AT_ONCE
    assert post.ends() == [("sent", None, "several")] * 2


async def test_no_more_messages_are_looked_for_in_a_turn_than_that(post):
    for rows in lost_at_once(post, mentorships=1, alone=fates.AT_ONCE).values():
        no_answer(post, rows)
    post.now = MONDAY + MINUTE
    await post.delivery.release()
    assert (len(post.surface.sought), post.ends()) == (fates.AT_ONCE, [("sending", "no answer", None)])


async def test_the_one_part_that_is_left_of_several_is_adopted_as_a_part(post):
    post.surface.folds, post.surface.draws = True, 1
    await lost(post, posted=Receipt("D1", "7.0"), mentorships=2)
    await post.after(seconds=61)
    assert post.ends() == [("sent", None, "7.0"), ("failed", "fault: not drawn", None)]
    [(drawn, key)] = post.hand.look("SELECT id, key FROM outbox WHERE state = 'sent'")
    assert post.hand.run(lambda work: work.outbox.place_of(key)) == Posted("D1", "7.0", drawn)


async def test_one_that_can_never_be_looked_for_holds_up_none_of_the_others_and_is_tried_ever_more_rarely(post):
    hopeless, *others = lost_at_once(post, mentorships=1, alone=fates.AT_ONCE).items()
    for rows in (hopeless[1], *dict(others).values()):
        no_answer(post, rows)
    post.surface.fails = hopeless[0]
    for _ in range(5):
        await post.after(minutes=1)
    looked = [sought.message_id for sought in post.surface.sought]
    assert sorted(set(looked)) == sorted({hopeless[0], *dict(others)})
    assert (len(looked) - len(others), looked[1] != hopeless[0]) == (3, True)
    ends = post.hand.look("SELECT state, count(*) FROM outbox WHERE kind = 'tips.tip' GROUP BY state ORDER BY state")
    assert ends == [("sending", 1), ("sent", len(others))]
    for _ in range(20):
        await post.after(minutes=6)
    [(state, reason)] = post.hand.look("SELECT state, reason FROM outbox WHERE message_id = :id", id=hopeless[0])
    assert (state, reason, len(post.surface.sought)) == ("parked", "fault: KeyError", len(others) + 8)


async def looks(post, troubles):
    """So many more looks that go wrong, each as soon as it is time."""
    post.surface.finds = list(troubles)
    while post.surface.finds:
        await post.after(minutes=17)


async def test_after_a_long_time_without_answers_the_first_fault_leaves_nothing_to_people(post):
    await lost(post, posted=Receipt("D1", "7.0"))
    await looks(post, [TimeoutError(), SendLater(60, "ClientOSError")] * 8 + [KeyError()])
    assert post.ends() == [("sending", "no answer", None)]
    await looks(post, [KeyError()] * 6)
    await post.after(minutes=17)
    assert post.ends() == [("sent", None, "7.0")]


async def test_history_that_is_too_slow_for_a_day_is_left_to_people_and_not_before(post):
    await lost(post, posted=Receipt("D1", "7.0"))
    await looks(post, [SendLater(60, "invalid_auth")] * 20 + [TimeoutError()] * (MOST_SLOW - 1))
    assert post.ends() == [("sending", "no answer", None)]
    assert post.now > MONDAY + timedelta(days=1)
    await looks(post, [TimeoutError()])
    await post.after(days=1)
    assert (post.ends(), post.surface.sent) == ([("parked", "history: too slow", None)], [])


@pytest.mark.parametrize("trouble", [TimeoutError, lambda: SendLater(60, "internal_error")])
async def test_one_that_the_chat_is_too_slow_for_goes_behind_the_others(post, trouble):
    first, second = lost_at_once(post, mentorships=1, alone=1).items()
    for _, rows in (first, second):
        no_answer(post, rows)
    post.surface.finds = [trouble()]
    for _ in range(3):
        await post.after(minutes=1)
    looked = [sought.message_id for sought in post.surface.sought]
    assert looked == [first[0], second[0], first[0]]
