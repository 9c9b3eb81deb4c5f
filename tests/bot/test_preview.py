"""A look ahead at what would go out, whatever the database was in the middle of when it was copied."""

from __future__ import annotations

from datetime import timedelta

from bot.mentoring.notices import Notice, ToPerson
from bot.preview import lived
from prompts.content import built_in
from storage.planned import LEASE
from tests.builders import AMARA, JONAS, MONDAY

TIP = built_in().content.tips[0].id


async def test_what_was_being_sent_is_looked_for_once_and_holds_nothing_up(hand):
    id = hand.pair(AMARA, JONAS)
    hand.run(lambda work: work.outbox.withdraw("introduction:*"))
    to, latest = ToPerson(hand.person(AMARA).id), MONDAY + timedelta(days=9)
    tip = Notice("tips.tip", to, "tip:1", MONDAY, latest, {"mentorship": id, "tip": TIP})
    hand.run(lambda work: work.outbox.plan(tip))

    def under_way(work):
        [row] = work.outbox.claim(MONDAY, limit=10)
        work.outbox.begin_sending(row, message_id="m", now=MONDAY)

    hand.run(under_way)
    ahead = [each async for each in lived(hand.store, now=MONDAY, until=MONDAY + timedelta(hours=1))]
    assert [each.kinds for each in ahead] == [("tips.tip",)]
    assert MONDAY + LEASE <= ahead[0].at <= MONDAY + timedelta(minutes=5)
    assert hand.run(lambda work: work.fates.next()) is None
