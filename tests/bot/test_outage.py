"""The chat is away for a day: nobody is bombarded when it is back, nobody hears anything twice, and what is stale is let go."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bot.delivery import Delivery
from bot.mentoring.notices import Notice, ToPerson
from bot.pace import Limits
from bot.ports import Receipt, SendLater, SendUnknown
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PEOPLE = (AMARA, JONAS, PRIYA, RUTH, TOMAS)
LIMITS = Limits(per_minute=10)
EACH = 8
"""Messages that become due to each of them in that day."""
BACK = MONDAY + DAY


class Away:
    """A chat that is there again after a day. Until then a connection is refused; or each call is answered by an error of its own,
    and of the messages every third arrives all the same."""

    def __init__(self, answers):
        self.answers, self.now, self.tries, self.arrived = answers, MONDAY, 0, []

    def draw(self, message):
        return None

    async def send(self, message):
        if self.now < BACK:
            self.tries += 1
            if not self.answers:
                raise SendLater(30, "ClientConnectorError")
            if self.tries % 3 == 0:
                self._take(message)
            raise SendUnknown("internal_error")
        return self._take(message)

    async def find(self, sought):
        if self.now < BACK:
            raise SendLater(60, "internal_error" if self.answers else "ClientConnectorError")
        return next((receipt for _, _, receipt, id in self.arrived if id == sought.message_id), None)

    def _take(self, message):
        receipt = Receipt(f"D{message.to.handles}", f"{len(self.arrived)}.0")
        self.arrived.append((self.now, message, receipt, message.message_id))
        return receipt


class Day:
    """What becomes due in that day, every other message only until the evening, and time that passes beat by beat."""

    def __init__(self, hand, answers):
        self.hand, self.chat = hand, Away(answers)
        self.delivery = Delivery(hand.store, self.chat, now=lambda: self.chat.now, limits=LIMITS)
        about = {"mentorship": hand.pair()}
        hand.run(lambda work: work.outbox.withdraw("introduction:*"))
        for nth in range(EACH * len(PEOPLE)):
            to = ToPerson(hand.person(PEOPLE[nth % len(PEOPLE)]).id)
            due = MONDAY + nth * 15 * MINUTE
            latest = due + (8 * HOUR if nth // len(PEOPLE) % 2 else 3 * DAY)
            notice = Notice("pairing.introduction", to, f"n:{nth}", due, latest, about)
            hand.run(lambda work, notice=notice: work.outbox.plan(notice))

    async def live(self, until, beat):
        while self.chat.now < until and (self.chat.now < BACK or self.is_open()):
            self.chat.now = max(self.chat.now + beat, self.delivery.opens() or MONDAY)
            await self.delivery.release()
            await self.delivery.drain()

    def is_open(self):
        return self.hand.look("SELECT 1 FROM outbox WHERE state IN ('planned', 'claimed', 'sending') LIMIT 1") != []

    def states(self):
        return Counter(self.hand.look("SELECT state, reason FROM outbox WHERE key LIKE 'n:%'"))


@pytest.mark.parametrize("answers", [False, True], ids=["connections are refused", "every call fails"])
async def test_what_was_due_while_the_chat_was_away_for_a_day_comes_once_within_its_limits_and_nothing_stale(
    hand, answers
):
    day = Day(hand, answers)
    await day.live(BACK, 10 * MINUTE)
    assert day.chat.tries < 200  # it is asked ever more rarely
    await day.live(BACK + 20 * MINUTE, timedelta(seconds=2))

    arrived = [(at, message, part.id) for at, message, _, _ in day.chat.arrived for part in message.parts]
    assert max(Counter(id for _, _, id in arrived).values()) == 1
    latest = dict(day.hand.look("SELECT id, latest_at FROM outbox WHERE key LIKE 'n:%'"))
    stale = {id for id in latest if latest[id] < BACK.timestamp()} - {id for _, _, id in arrived}
    assert day.states() == {("sent", None): len(latest) - len(stale), ("skipped", "stale"): len(stale)}
    assert len(stale) >= EACH

    after = [(at, message.to.handles) for at, message, _ in arrived if at >= BACK]
    assert len(after) > LIMITS.per_minute / 2
    for nth, (at, whom) in enumerate(after):
        assert len([None for other, _ in after[nth:] if other - at < MINUTE]) <= LIMITS.per_minute
        assert all(other - at >= LIMITS.apart for other, to in after[nth + 1 :] if to == whom)
