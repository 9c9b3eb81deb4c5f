"""When W.missed is raised, rests and clears, and what the coordinator sees of it (field guide, section 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring import signals
from bot.mentoring.appointments import AppointmentId, State
from bot.mentoring.program import MissedRule, Program
from bot.mentoring.signals import Signal, SignalId
from bot.mentoring.stages import Stage
from tests.bot.mentoring.test_appointments import AMARA, JONAS, PAIR, meeting
from tests.builders import MONDAY

HELD, MISSED = State.HELD, State.MISSED
DAY = timedelta(days=1)


def last(*states):
    """Latest first."""
    return [meeting(MONDAY - DAY * n, id=n, state=state) for n, state in enumerate(states, start=1)]


def raised(states, stage=Stage.S1, *, before=None, pair=PAIR, now=MONDAY):
    rule = signals.rule_for(stage, Program().missed)
    return signals.missed(
        last(*states),
        pair,
        id=SignalId(58),
        stage=stage,
        rule=rule,
        before=before,
        rest=Program().signal_rest,
        now=now,
    )


def signal(stage=Stage.S1, raised_at=MONDAY, **more):
    return Signal(SignalId(58), PAIR.id, signals.MISSED, stage, (AppointmentId(7),), 3, raised_at, **more)


@pytest.mark.parametrize(
    ("stage", "states", "is_raised"),
    [
        (Stage.S1, (MISSED,), False),
        (Stage.S1, (MISSED, HELD), False),
        (Stage.S1, (MISSED, MISSED), True),
        (Stage.S1, (MISSED, HELD, MISSED), True),
        (Stage.S1, (MISSED, HELD, HELD, MISSED), False),
        (Stage.S2, (MISSED, HELD, HELD, MISSED), True),
        (Stage.S3, (MISSED, HELD, HELD, MISSED), False),
        (Stage.S4, (MISSED,), True),
    ],
)
def test_it_is_raised_by_the_counts_of_the_stage(stage, states, is_raised):
    assert bool(raised(states, stage).changes) is is_raised


def test_both_are_told_the_same_and_neither_is_the_cause():
    decision = raised((MISSED, MISSED))
    assert {notice.to.person for notice in decision.notices} == {JONAS.id, AMARA.id}
    assert all(notice.unasked for notice in decision.notices)
    assert decision.changes[0].missed == (AppointmentId(2), AppointmentId(1))


def test_it_rests_for_28_days():
    before = signal(raised_at=MONDAY - 27 * DAY)
    assert not raised((MISSED, MISSED), before=before).changes
    assert raised((MISSED, MISSED), before=before, now=MONDAY + DAY).changes


def test_it_is_not_raised_while_one_of_them_asked_for_quiet():
    quiet = PAIR.with_member(replace(PAIR.members[0], person=replace(AMARA, snoozed_until=MONDAY + DAY)))
    assert not raised((MISSED, MISSED), pair=quiet).changes


def test_a_meeting_held_after_it_clears_it_and_one_before_does_not():
    before, after = meeting(MONDAY - DAY), meeting(MONDAY + DAY)
    assert not signals.held([signal()], before, now=MONDAY).changes
    cleared = signals.held([signal()], after, now=MONDAY + 2 * DAY)
    assert cleared.changes[0].cleared_at == MONDAY + 2 * DAY
    assert cleared.withdrawn == ("signal:58:*",)


def test_in_the_first_stage_the_coordinator_sees_it_at_once():
    assert signals.could_use_a_hand([signal()], PAIR, {}, now=MONDAY) == MONDAY


def test_later_the_coordinator_sees_it_14_days_after_the_pair_was_told():
    told = {SignalId(58): MONDAY + DAY}
    assert signals.could_use_a_hand([signal(Stage.S2)], PAIR, told, now=MONDAY + 14 * DAY) is None
    assert signals.could_use_a_hand([signal(Stage.S2)], PAIR, told, now=MONDAY + 15 * DAY) == MONDAY + 15 * DAY


def test_what_the_pair_was_never_told_the_coordinator_does_not_see():
    assert signals.could_use_a_hand([signal(Stage.S2)], PAIR, {}, now=MONDAY + 90 * DAY) is None


def test_quiet_that_was_asked_for_stops_the_14_days():
    told = {SignalId(58): MONDAY}
    quiet = PAIR.with_member(replace(PAIR.members[0], person=replace(AMARA, snoozed_until=MONDAY + 10 * DAY)))
    assert signals.could_use_a_hand([signal()], quiet, told, now=MONDAY + 5 * DAY) is None
    assert signals.could_use_a_hand([signal(Stage.S2)], quiet, told, now=MONDAY + 20 * DAY) is None
    assert signals.could_use_a_hand([signal(Stage.S2)], quiet, told, now=MONDAY + 24 * DAY) is not None


def test_the_rule_is_a_setting_of_the_program():
    assert signals.rule_for(Stage.S2, [("S2", MissedRule(3, 5))]) == MissedRule(3, 5)
