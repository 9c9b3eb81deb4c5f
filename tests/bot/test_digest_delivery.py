"""What comes together for one person goes out as one message: all of it moves together, and what goes wrong with one part
harms no other."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from bot.mentoring import cadence
from bot.mentoring.habits import Rhythm
from bot.mentoring.notices import AT_ONCE, Notice, ToPerson
from bot.ports import CannotSend, Drawn, PartShown, SendLater, SendUnknown
from bot.usecases import notices, settings
from bot.usecases.settings import Wish
from prompts.content import built_in
from tests.bot.post import Post
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, TOMAS

TIP = built_in().content.tips[0].id
DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY


class Shown:
    """A surface that shows every part but those named, and says so."""

    def __init__(self, surface, without=()):
        self.surface, self.without = surface, without

    def draw(self, message):
        parts = [PartShown(part.id, "{}") for part in message.parts if part.id not in self.without]
        return Drawn("looks", tuple(parts)) if len(message.parts) > 1 else None

    async def send(self, message):
        return await self.surface.send(message)


@pytest.fixture
def mentor(hand):
    """Amara with three mentees, introduced and told so."""
    post = Post(hand)
    post.of = [hand.pair(AMARA, mentee) for mentee in (JONAS, PRIYA, TOMAS)]
    hand.run(lambda work: [work.outbox.withdraw("introduction:*")])
    return post


def plan(
    post, key, mentorship, *, due: datetime = MONDAY, kind="tips.tip", unasked=True, keeps=2 * DAY, who=AMARA, more=()
):
    to = ToPerson(post.hand.person(who).id)
    about = {"mentorship": mentorship, "tip": TIP, **dict(more)}
    notice = Notice(kind, to, key, due=due, latest=due + keeps, about=about, unasked=unasked)
    post.hand.run(lambda work: work.outbox.plan(notice))


def plan_three(post, **more):
    for mentorship in post.of:
        plan(post, f"tip:{mentorship}", mentorship, **more)


def ends(post):
    return post.hand.look("SELECT state, reason FROM outbox WHERE key LIKE 'tip:%' ORDER BY id")


def sizes(post):
    return [len(message.parts) for message in post.surface.sent]


async def test_three_that_come_together_are_one_message_in_one_place(mentor):
    mentor.delivery._surface = Shown(mentor.surface)
    plan_three(mentor)
    await mentor.after(seconds=1)
    assert sizes(mentor) == [3]
    assert [part.others for part in mentor.surface.sent[0].parts] == ["Jonas", "Priya", "Tomás"]
    rows = mentor.hand.look("SELECT state, sent_ts, part, message_id FROM outbox WHERE key LIKE 'tip:%' ORDER BY id")
    assert [(row.state, row.sent_ts, row.part) for row in rows] == [
        ("sent", "1.0", 0),
        ("sent", "1.0", 1),
        ("sent", "1.0", 2),
    ]
    assert len({row.message_id for row in rows}) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (SendUnknown("lost"), ("sending", "no answer")),
        (CannotSend("user_disabled"), ("failed", "user_disabled")),
        (SendLater(30), ("planned", "429")),
    ],
)
async def test_what_came_of_the_message_came_of_all_its_parts(mentor, answer, state):
    plan_three(mentor)
    mentor.surface.answers = [answer]
    await mentor.after(seconds=1)
    assert ends(mentor) == [state] * 3


async def test_after_a_429_they_come_together_again(mentor):
    plan_three(mentor)
    mentor.surface.answers = [SendLater(30)]
    await mentor.after(seconds=1)
    await mentor.after(seconds=31)
    assert sizes(mentor) == [3]


async def test_after_a_crash_while_posting_all_of_them_wait_to_be_looked_for(mentor):
    plan_three(mentor)
    rows = mentor.hand.run(lambda work: work.outbox.claim(MONDAY, limit=10))
    assert mentor.hand.run(notices.prepare, rows, now=MONDAY, message_id="0" * 32) is not None
    mentor.now += timedelta(minutes=2)
    await mentor.delivery.release()
    await mentor.delivery.drain()
    assert (ends(mentor), mentor.surface.sent) == ([("sending", "no answer")] * 3, [])


async def test_a_crash_before_posting_loses_none_of_them(mentor):
    plan_three(mentor)
    mentor.hand.run(lambda work: work.outbox.claim(MONDAY, limit=10))
    mentor.now += timedelta(minutes=2)
    await mentor.delivery.release()
    await mentor.delivery.drain()
    assert sizes(mentor) == [3]


async def test_what_is_not_wanted_any_more_is_left_out_and_the_others_go(mentor):
    plan_three(mentor)
    rows = mentor.hand.run(lambda work: work.outbox.claim(MONDAY, limit=10))
    mentor.hand.run(lambda work: work.outbox.withdraw(rows[1].key))
    ready = mentor.hand.run(notices.prepare, rows, now=MONDAY, message_id="m")
    assert [part.others for part in ready.outgoing.parts] == ["Jonas", "Tomás"]
    assert [state for state, _ in ends(mentor)] == ["sending", "withdrawn", "sending"]


async def test_one_that_cannot_be_made_is_kept_with_its_reason_and_takes_no_other_with_it(mentor):
    plan(mentor, "tip:nonsense", mentor.of[0], kind="no.such.kind", unasked=False)
    plan_three(mentor, unasked=False)
    await mentor.after(seconds=1)
    for _ in range(3):
        await mentor.after(seconds=2)
    assert ends(mentor) == [("failed", "fault: KeyError"), *[("sent", None)] * 3]


async def test_one_that_cannot_be_drawn_failed_and_the_others_were_sent(mentor):
    plan_three(mentor)
    [(missing,)] = mentor.hand.look("SELECT id FROM outbox WHERE key = :key", key=f"tip:{mentor.of[1]}")
    mentor.delivery._surface = Shown(mentor.surface, {missing})
    await mentor.after(seconds=1)
    assert ends(mentor) == [("sent", None), ("failed", "fault: not drawn"), ("sent", None)]


async def test_what_is_due_unasked_later_on_the_same_day_comes_along_and_what_is_due_tomorrow_does_not(mentor):
    plan(mentor, "tip:now", mentor.of[0])
    plan(mentor, "tip:later", mentor.of[1], due=MONDAY + timedelta(hours=5))
    plan(mentor, "tip:tomorrow", mentor.of[2], due=TUESDAY)
    plan(mentor, "tip:arranged", mentor.of[2], due=MONDAY + timedelta(hours=5), unasked=False)
    await mentor.after(seconds=1)
    assert sizes(mentor) == [2]
    assert [state for state, _ in ends(mentor)] == ["sent", "sent", "planned", "planned"]


async def test_what_somebody_arranged_goes_alone_when_the_caps_hold_back_the_rest(mentor):
    plan(mentor, "tip:first", mentor.of[0])
    await mentor.after(seconds=1)
    plan(mentor, "tip:arranged", mentor.of[1], unasked=False)
    plan(mentor, "tip:second", mentor.of[2])
    await mentor.after(minutes=5)
    assert sizes(mentor) == [1, 1]
    assert ends(mentor)[1:] == [("sent", None), ("planned", "one unasked message a day")]


async def test_suggestions_wait_for_the_day_that_several_mentorships_share_unless_that_is_too_late(mentor):
    plan(mentor, "tip:long", mentor.of[0], keeps=timedelta(days=14))
    plan(mentor, "tip:short", mentor.of[1])
    await mentor.after(seconds=1)
    friday = cadence.at(MONDAY.date() + timedelta(days=4), time(9), "Africa/Lagos")
    assert ends(mentor) == [("planned", "the day for questions"), ("sent", None)]
    assert mentor.hand.look("SELECT due_at FROM outbox WHERE key = 'tip:long'") == [(int(friday.timestamp()),)]
    plan(mentor, "tip:friday", mentor.of[2], due=friday)
    await mentor.after(days=4)
    assert sizes(mentor) == [1, 2]


async def test_what_waits_for_a_day_goes_at_once_where_that_day_is_chosen_anew(mentor):
    plan(mentor, "tip:long", mentor.of[0], keeps=14 * DAY)
    await mentor.after(seconds=1)
    assert ends(mentor) == [("planned", "the day for questions")]
    today = Wish(Rhythm.GUIDE, MONDAY.weekday(), time(9), None)
    mentor.hand.run(settings.choose, AMARA, today, now=mentor.now)
    await mentor.after(minutes=1)
    assert ends(mentor) == [("sent", None)]


async def test_what_a_coordinator_sees_at_once_waits_for_no_day(mentor):
    plan(mentor, "tip:hurry", mentor.of[0], keeps=14 * DAY, more={AT_ONCE: 1})
    await mentor.after(seconds=1)
    assert ends(mentor) == [("sent", None)]


async def test_who_is_in_one_mentorship_hears_a_suggestion_at_once(mentor):
    plan(mentor, "tip:one", mentor.of[0], keeps=timedelta(days=14), who=JONAS)
    await mentor.after(seconds=1)
    assert ends(mentor) == [("sent", None)]


async def test_the_caps_count_messages_and_not_what_is_in_them(mentor):
    plan_three(mentor)
    await mentor.after(seconds=1)
    plan(mentor, "tip:second", mentor.of[0], due=TUESDAY)
    plan(mentor, "tip:with it", mentor.of[1], due=TUESDAY)
    plan(mentor, "tip:third", mentor.of[2], due=TUESDAY + DAY, keeps=DAY)
    await mentor.after(days=1)
    await mentor.after(days=1)
    assert sizes(mentor) == [3, 2]
    assert ends(mentor)[-1] == ("planned", "two unasked messages a week")


async def test_more_than_twenty_are_two_messages_what_was_arranged_first(mentor):
    for nth in range(12):
        plan(mentor, f"tip:unasked {nth}", mentor.of[nth % 3])
    for nth in range(12):
        plan(mentor, f"tip:arranged {nth}", mentor.of[nth % 3], unasked=False)
    await mentor.after(seconds=1)
    await mentor.after(seconds=5)
    assert sizes(mentor) == [20]
    first = mentor.hand.look("SELECT count(*) FROM outbox WHERE state = 'sent' AND NOT unasked")
    assert (first, [reason for state, reason in ends(mentor) if state == "planned"]) == (
        [(12,)],
        ["one unasked message a day"] * 4,
    )


async def test_what_comes_together_is_taken_together_however_much_there_is(mentor):
    plan_three(mentor)
    rows = mentor.hand.run(lambda work: work.outbox.claim(MONDAY, limit=1))
    assert len(rows) == 3
