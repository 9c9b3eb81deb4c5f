"""What a look leads to: signals kept, told, cleared and put aside, and what the coordinator sees of a pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.mentoring import moves
from bot.mentoring.coordinator import View
from bot.mentoring.engine import Look, Raised
from bot.mentoring.moves import Move
from bot.mentoring.reading import StageReading
from bot.mentoring.stages import Stage
from bot.ports import Outgoing
from bot.usecases import notices, program, quiet, signals
from tests.builders import AMARA, JONAS, MONDAY, RUTH

DAY = timedelta(days=1)


def look(kind=None, *, holding=(), stage=Stage.S2, facts=None, now=MONDAY):
    """A look that led to this."""
    standing = replace(moves.begin(now), stage=stage)
    raised = None if kind is None else Raised(kind, facts or {})
    return Look(StageReading(stage, (), ()), Move(standing), raised, frozenset(holding), None, View(stage, None))


def record(hand, id, found, now=MONDAY):
    hand.run(lambda work: signals.record_look(work, work.mentorships.get(id), found, now))


def going_out(hand, now):
    """What goes out about signals at this moment: to whom, and what it says."""

    def prepare(work):
        rows = [row for row in work.outbox.claim(now, limit=50) if row.kind == "signals.raised"]
        outgoing = [(row, notices.prepare(work, row, now=now, message_id="m")) for row in rows]
        for row, each in outgoing:
            if isinstance(each, Outgoing):
                notices.sent(work, row, channel="D1", ts="1.0", now=now)
        return [each for _, each in outgoing if isinstance(each, Outgoing)]

    return hand.run(prepare)


def since(hand, id, now):
    return hand.run(lambda work: signals.could_use_a_hand(work, work.mentorships.get(id), now))


def states(hand):
    return hand.look("SELECT DISTINCT state, reason FROM outbox WHERE kind = 'signals.raised'")


def test_what_a_look_raises_is_kept_with_its_stage_and_counts_and_told_to_both(hand):
    id = hand.pair()
    record(hand, id, look("W.plan-stalled", holding={"W.plan-stalled"}, facts={"late": 2}))
    assert hand.look("SELECT kind, stage, facts, cleared_at FROM signal") == [
        ("W.plan-stalled", "S2", '{"late": 2}', None)
    ]
    sent = going_out(hand, MONDAY)
    assert {each.to.handles for each in sent} == {(AMARA,), (JONAS,)}
    assert [(each.values.facts, each.values.stage) for each in sent] == [({"late": 2}, Stage.S2)] * 2


def test_an_imbalance_is_kept_and_said_to_nobody(hand):
    record(hand, hand.pair(), look("W.imbalance", holding={"W.imbalance"}))
    assert hand.look("SELECT kind FROM signal") == [("W.imbalance",)]
    assert states(hand) == []


def test_a_look_clears_what_no_longer_holds_and_takes_its_message_back(hand):
    id = hand.pair()
    record(hand, id, look("W.quiet", holding={"W.quiet"}))
    record(hand, id, look("W.stuck", holding={"W.quiet", "W.stuck"}), MONDAY + DAY)
    assert hand.look("SELECT count(*) FROM signal WHERE cleared_at IS NULL") == [(2,)]
    record(hand, id, look(holding={"W.stuck"}), MONDAY + 2 * DAY)
    assert hand.look("SELECT kind FROM signal WHERE cleared_at IS NOT NULL") == [("W.quiet",)]
    assert sorted(states(hand), key=str) == [("planned", None), ("withdrawn", None)]
    assert {each.values.kind for each in going_out(hand, MONDAY + 2 * DAY)} == {"W.stuck"}


def test_what_was_put_aside_before_it_could_be_said_is_not_said(hand):
    record(hand, hand.pair(), look("W.quiet", holding={"W.quiet"}))
    hand.run(signals.leave, JONAS, 1, now=MONDAY)
    assert [each.to.handles for each in going_out(hand, MONDAY)] == [(AMARA,)]
    assert ("skipped", "put aside already") in states(hand)


def test_both_read_the_same_day_from_which_the_coordinator_sees_it(hand):
    id = hand.pair()
    record(hand, id, look("W.stuck", holding={"W.stuck"}))
    evening = MONDAY.replace(hour=17)
    values = [each.values for each in going_out(hand, evening)]
    assert [(each.hand_on, each.hand_now) for each in values] == [(date(2026, 10, 26), False)] * 2
    assert since(hand, id, evening + 14 * DAY - timedelta(minutes=1)) is None
    assert since(hand, id, evening + 14 * DAY) == date(2026, 10, 26)


@pytest.mark.parametrize("kind", ["W.limits", "W.one-sided", "W.views-differ", "W.imbalance", "W.goals-too-broad"])
def test_the_coordinator_sees_nothing_of_answers_nor_of_good_news(hand, kind):
    id = hand.pair()
    record(hand, id, look(kind, holding={kind}, stage=Stage.S1))
    for each in going_out(hand, MONDAY + 10 * DAY):
        assert (each.values.hand_on, each.values.hand_now) == (None, False)
    assert since(hand, id, MONDAY + 100 * DAY) is None
    assert overview(hand, MONDAY + 100 * DAY).hands == ()


def test_in_the_first_stage_the_coordinator_sees_missed_meetings_at_once_and_the_pair_is_told_so(hand):
    id = hand.pair()
    record(hand, id, look("W.missed", holding={"W.missed"}, stage=Stage.S1, facts={"missed": 2, "of": 2}))
    assert [each.values.hand_now for each in going_out(hand, MONDAY)] == [True, True]
    assert [(each.mentorship, each.since) for each in overview(hand, MONDAY).hands] == [(id, date(2026, 10, 12))]


def overview(hand, now: datetime):
    return hand.run(lambda work: program.overview(work, work.people.known(RUTH), now=now))


def test_a_pause_that_one_of_them_takes_stops_the_clock(hand):
    id = hand.pair()
    record(hand, id, look("W.stuck", holding={"W.stuck"}))
    assert len(going_out(hand, MONDAY)) == 2
    hand.run(quiet.snooze, JONAS, "1 week", now=MONDAY + 2 * DAY)
    until = hand.person(JONAS).snoozed_until
    shows = until + 12 * DAY
    assert until > MONDAY + 8 * DAY
    assert since(hand, id, shows - timedelta(minutes=1)) is None
    assert since(hand, id, shows) == shows.date()


def test_a_pause_that_lasts_does_not_show_in_what_the_other_is_told(hand):
    id = hand.pair()
    hand.run(quiet.snooze, JONAS, "1 week", now=MONDAY)
    record(hand, id, look("W.stuck", holding={"W.stuck"}))
    assert [(each.to.handles, each.values.hand_on) for each in going_out(hand, MONDAY)] == [
        ((AMARA,), date(2026, 10, 26))
    ]
