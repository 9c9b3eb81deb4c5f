"""What may not have arrived, as coordinators are shown it and settle it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.notices import Notice, ToGroup, ToPerson
from bot.mentoring.refusals import Refusal
from bot.ports import Drawn, PartShown
from bot.usecases import check_ins, deliveries, fates, home, notices
from prompts.content import built_in
from tests.bot.usecases.test_check_ins import live
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH

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


@pytest.fixture
def digest(hand):
    """A message to Amara of two tips, of which nobody knows whether it arrived; the second is folded away."""
    to = [hand.pair(AMARA, mentee) for mentee in (JONAS, PRIYA)], ToPerson(hand.person(AMARA).id)
    hand.run(lambda work: work.outbox.withdraw("introduction:*"))
    for id in to[0]:
        notice = Notice("tips.tip", to[1], f"tip:{id}", MONDAY, MONDAY + DAY, {"mentorship": id, "tip": TIP})
        hand.run(lambda work, notice=notice: work.outbox.plan(notice))
    ready = prepared(hand, draw=drawn, message_id="m")
    hand.run(fates.park, ready.rows, reason="history: missing_scope")
    return [row.id for row in ready.rows]


def drawn(message):
    return Drawn("looks", tuple(PartShown(part.id, "words", nth > 0) for nth, part in enumerate(message.parts)))


def prepared(hand, **how):
    return hand.run(notices.prepare, hand.run(lambda work: work.outbox.claim(MONDAY, limit=9)), now=MONDAY, **how)


def test_a_message_of_several_that_may_not_have_arrived_is_one_wherever_it_is_counted(hand, digest):
    found = hand.run(deliveries.health, RUTH, now=MONDAY)
    assert ([each.id for each in found.doubtful], found.doubtful_total) == (digest[:1], 1)
    assert hand.run(home.here, RUTH, now=MONDAY, whole=True).doubtful == 1
    undelivered = hand.run(lambda work: work.deliveries.undelivered(MONDAY - DAY))
    assert undelivered == [("parked", "history: missing_scope", 1)]


@pytest.mark.parametrize("pressed", [0, 1])
def test_all_that_it_tells_comes_again_in_one_message_and_keeps_nothing_of_how_it_looked(hand, digest, pressed):
    hand.run(deliveries.send_again, RUTH, digest[pressed], now=MONDAY)
    left = hand.look("SELECT state, part, shown, folded FROM outbox WHERE key LIKE 'tip:%'")
    assert ([tuple(row) for row in left], doubtful(hand)) == ([("planned", None, None, 0)] * 2, [])
    assert [row.id for row in prepared(hand, message_id="again").rows] == digest


def test_it_is_said_of_all_that_it_tells_that_it_arrived(hand, digest):
    hand.run(deliveries.say_arrived, RUTH, digest[1], now=MONDAY)
    assert doubtful(hand) == []
    assert hand.run(lambda work: work.deliveries.undelivered(MONDAY - DAY)) == []
