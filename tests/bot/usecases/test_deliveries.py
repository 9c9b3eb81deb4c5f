"""What may not have arrived, as coordinators are shown it and settle it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.refusals import Refusal
from bot.usecases import check_ins, deliveries, fates, notices
from prompts.content import built_in
from tests.bot.usecases.test_check_ins import live
from tests.builders import JONAS, MONDAY, RUTH

DAY = timedelta(days=1)
TIP = built_in().content.tips[0].id


def begun(hand):
    """A tip to the pair's group that is being sent."""
    id = hand.pair()
    hand.run(lambda work: work.outbox.withdraw("introduction:*"))
    notice = Notice("tips.tip", ToGroup(id), "tip:1", MONDAY, MONDAY + 9 * DAY, {"mentorship": id, "tip": TIP})
    hand.run(lambda work: work.outbox.plan(notice))
    [row] = hand.run(lambda work: work.outbox.claim(MONDAY, limit=9))
    hand.run(lambda work: work.outbox.begin_sending(row, message_id="m", now=MONDAY))
    return id, row


def no_answer(hand, row):
    hand.run(fates.lost, [row], reason="no answer", now=MONDAY, until=MONDAY)


def doubtful(hand):
    return [each.id for each in hand.run(deliveries.health, RUTH, now=MONDAY).doubtful]


def test_what_is_said_not_to_be_there_is_due_again(hand):
    _, row = begun(hand)
    no_answer(hand, row)
    assert doubtful(hand) == [row.id]
    hand.run(deliveries.send_again, RUTH, row.id, now=MONDAY)
    assert [each.id for each in hand.run(lambda work: work.outbox.claim(MONDAY, limit=9))] == [row.id]


@pytest.mark.parametrize("meanwhile", ["parked", "being sent"])
@pytest.mark.parametrize("way", ["its cause", "the mentorship"])
def test_what_was_withdrawn_is_not_in_doubt_and_nobody_can_have_it_sent_again(hand, meanwhile, way):
    id, row = begun(hand)
    if meanwhile == "parked":
        no_answer(hand, row)
    if way == "its cause":
        hand.run(lambda work: work.outbox.withdraw("tip:*"))
    else:
        hand.run(lambda work: work.outbox.withdraw_all_of(id))
    if meanwhile == "being sent":
        no_answer(hand, row)
    assert doubtful(hand) == []
    assert hand.run(lambda work: work.deliveries.undelivered(MONDAY - DAY)) == []
    with pytest.raises(Refusal, match="deliveries.said"):
        hand.run(deliveries.send_again, RUTH, row.id, now=MONDAY)
    assert hand.look("SELECT state, reason FROM outbox WHERE key = 'tip:1'") == [("parked", "no answer")]


def test_a_question_that_was_answered_from_home_is_not_asked_again_by_the_message_in_doubt(hand):
    hand.pair()
    now = max(at for at, who in live(hand, MONDAY + 5 * DAY) if who == "Jonas")
    [(question, row)] = hand.look(
        "SELECT c.id, o.id FROM check_in c JOIN outbox o ON o.key = 'check_in:' || c.id"
        " JOIN person p ON p.id = c.person_id WHERE p.first_name = 'Jonas'"
    )
    parked = "UPDATE outbox SET state = 'parked', reason = 'history: missing_scope', sent_at = NULL WHERE id = ?"
    hand.run(lambda work: work.db.exec_driver_sql(parked, (row,)))
    hand.run(check_ins.skip, JONAS, question, now=now)
    hand.run(deliveries.send_again, RUTH, row, now=now)
    rows = [each for each in hand.run(lambda work: work.outbox.claim(now, limit=9)) if each.id == row]
    assert hand.run(notices.prepare, rows, now=now, message_id="again") is None
    assert hand.look("SELECT state FROM outbox WHERE id = :id", id=row) == [("skipped",)]
