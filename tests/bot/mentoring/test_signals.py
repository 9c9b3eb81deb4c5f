"""Who is told of a signal and when, and what clears it (field guide, section 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring import cadence, signals, signs_in_answers
from bot.mentoring.engine import Raised
from bot.mentoring.notices import AT_ONCE
from bot.mentoring.signals import BEHAVIOURAL, IN_DISGUISE, TOLD_TO, Signal, SignalId, Told
from bot.mentoring.signs import RULES, UNTOLD
from bot.mentoring.stages import Stage
from tests.bot.mentoring.test_appointments import AMARA, JONAS, PAIR
from tests.builders import MONDAY

DAY = timedelta(days=1)


def raised(kind, *, stage=Stage.S2, now=MONDAY):
    return signals.raise_(Raised(kind, {"missed": 2, "of": 3}), PAIR, id=SignalId(58), stage=stage, now=now)


def signal(kind, id):
    return Signal(SignalId(id), PAIR.id, kind, Stage.S2, {}, MONDAY)


def test_it_is_said_of_every_signal_who_is_told():
    assert TOLD_TO.keys() == RULES.keys()


def test_answers_in_disguise_are_those_whose_rules_read_answers():
    assert {kind for kind, rule in RULES.items() if rule.__module__ == signs_in_answers.__name__} == IN_DISGUISE


@pytest.mark.parametrize("kind", [kind for kind, told in TOLD_TO.items() if told is Told.BOTH])
def test_both_are_told_in_their_own_day_and_it_counts_as_unasked(kind):
    decision = raised(kind)
    assert decision.changes == (Signal(SignalId(58), PAIR.id, kind, Stage.S2, {"missed": 2, "of": 3}, MONDAY),)
    assert {notice.to.person for notice in decision.notices} == {JONAS.id, AMARA.id}
    assert {notice.key for notice in decision.notices} == {f"signal:58:{each.id}" for each in (JONAS, AMARA)}
    assert all(notice.unasked and notice.kind == "signals.raised" for notice in decision.notices)


def test_nobody_is_told_of_an_imbalance_which_is_kept_all_the_same():
    decision = raised("W.imbalance")
    assert decision.notices == ()
    assert [each.kind for each in decision.changes] == ["W.imbalance"]


def test_what_was_seen_at_night_is_told_in_the_morning():
    night = MONDAY.replace(hour=21)
    assert all(notice.due > night + timedelta(hours=8) for notice in raised("W.missed", now=night).notices)
    assert all(notice.due == MONDAY for notice in raised("W.missed").notices)


@pytest.mark.parametrize("days", range(7))
def test_what_rests_on_answers_is_told_on_a_thursday_and_never_as_an_echo(days):
    now = MONDAY + days * DAY
    for notice in raised("W.limits", now=now).notices:
        assert cadence.local(notice.due, "UTC").weekday() == 3
        assert timedelta(days=1) < notice.due - now < timedelta(days=9)
        assert notice.due < notice.latest


def test_what_no_longer_holds_is_cleared_and_not_sent_any_more():
    stalled, quiet = signal("W.plan-stalled", 1), signal("W.quiet", 2)
    decision = signals.cleared([stalled, quiet], {"W.quiet", "W.missed"}, now=MONDAY + DAY)
    assert decision.changes == (replace(stalled, cleared_at=MONDAY + DAY),)
    assert decision.withdrawn == ("signal:1:*",)


def test_answers_in_disguise_are_nothing_a_coordinator_sees():
    assert not IN_DISGUISE & BEHAVIOURAL
    assert set(RULES) - BEHAVIOURAL - IN_DISGUISE == {"W.reversal", "W.plan-stalled", "W.goals-too-broad"}


def test_the_engine_lets_wait_for_each_other_what_anybody_is_told():
    assert {kind for kind, told in TOLD_TO.items() if told is Told.NOBODY} == UNTOLD


def test_only_what_a_coordinator_sees_at_once_waits_for_no_day():
    missed, quiet = (raised(kind, stage=Stage.S1) for kind in ("W.missed", "W.quiet"))
    later = raised("W.missed", stage=Stage.S2)
    assert [AT_ONCE in each.notices[0].about for each in (missed, quiet, later)] == [True, False, False]
