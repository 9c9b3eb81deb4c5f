"""One signal at a time: which comes first, how long it rests, and what a pause and the end of the program do to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.evidence import What
from bot.mentoring.signs import RULES
from bot.mentoring.stages import Stage
from tests.bot.mentoring.pieces import (
    DAY,
    MENTEE,
    MENTOR,
    frame,
    looked,
    meetings,
    piece,
    says,
    signed,
    snooze,
    standing,
)
from tests.lives.life_file import at

MOMENT = timedelta(microseconds=1)
CREATED = [*signed(3), *meetings("HH", first=10)]
S2 = standing(Stage.S2, since=20)
STALLED = [*CREATED, *(piece(day, What.ANSWERED, MENTEE) for day in range(25, 360, 5))]
"""The plan stalls from day 55 on, and nothing else happens before W.stuck."""
LIMITS = says(58, MENTOR, "limits", 5)


def raised(pieces, told, now, where=S2):
    found = looked(pieces, where, told, now, frame()).raised
    return found and found.kind


def test_what_harms_most_comes_first():
    assert list(RULES) == [
        "W.limits",
        "W.missed",
        "W.quiet",
        "W.agreement-late",
        "W.end-near",
        "W.one-sided",
        "W.views-differ",
        "W.imbalance",
        "W.plan-stalled",
        "W.stuck",
        "W.goals-too-broad",
        "W.reversal",
    ]
    everything = [*CREATED, LIMITS, *meetings("MM", first=50, every=5)]
    found = looked(everything, S2, {}, at(60), frame())
    assert found.raised.kind == "W.limits"
    assert {"W.limits", "W.missed", "W.plan-stalled"} <= found.holding


def test_a_signal_is_raised_at_its_moment_and_the_look_before_knows_when():
    before = looked(STALLED, S2, {}, at(55) - MOMENT, frame())
    assert (before.raised, before.next_at) == (None, at(55) - MOMENT + timedelta(minutes=1))
    assert looked(STALLED, S2, {}, at(50), frame()).next_at == at(55)
    assert raised(STALLED, {}, at(55)) == "W.plan-stalled"


def test_it_rests_for_28_days_and_returns_on_the_last_of_them_if_it_still_holds():
    told = {"W.plan-stalled": at(55)}
    assert raised(STALLED, told, at(83) - MOMENT) is None
    assert looked(STALLED, S2, told, at(60), frame()).next_at == at(83)
    assert raised(STALLED, told, at(83)) == "W.plan-stalled"
    assert raised([*STALLED, piece(80, What.GOAL_ADDED, about=1)], told, at(83)) is None


def test_another_waits_for_7_days_and_comes_then_if_it_still_holds():
    told = {"W.plan-stalled": at(55)}
    pieces = [*STALLED, LIMITS]
    assert raised(pieces, told, at(62) - MOMENT) is None
    assert looked(pieces, S2, told, at(59), frame()).next_at == at(62)
    assert raised(pieces, told, at(62)) == "W.limits"
    assert raised([*pieces, says(60, MENTOR, "limits", 2)], told, at(62)) is None


def test_after_one_is_raised_the_next_look_is_when_another_may_be():
    found = looked([*STALLED, LIMITS], S2, {}, at(58), frame())
    assert (found.raised.kind, found.next_at) == ("W.limits", at(65))
    assert raised([*STALLED, LIMITS], {"W.limits": at(58)}, at(65)) == "W.plan-stalled"


@pytest.mark.parametrize("who", [MENTEE, MENTOR])
def test_nothing_is_raised_in_a_pause_of_either_and_what_holds_comes_with_its_end(who):
    pieces = [*STALLED, snooze(57, 70, by=who), LIMITS]
    found = looked(pieces, S2, {}, at(60), frame())
    assert (found.raised, found.next_at) == (None, at(70))
    assert "W.limits" in found.holding
    assert raised(pieces, {}, at(70) - MOMENT) is None
    assert raised(pieces, {}, at(70)) == "W.limits"


def test_a_pause_stops_the_clock_of_rest_and_of_turns():
    told = {"W.plan-stalled": at(55)}
    pieces = [*STALLED, snooze(57, 67)]
    assert raised(pieces, told, at(83)) is None
    assert raised(pieces, told, at(93) - MOMENT) is None
    assert raised(pieces, told, at(93)) == "W.plan-stalled"
    assert raised([*pieces, LIMITS], told, at(72) - MOMENT) is None
    assert raised([*pieces, LIMITS], told, at(72)) == "W.limits"


def test_the_last_day_still_counts_and_after_it_there_is_nothing():
    last = at(363, 23)
    assert raised(STALLED, {}, last) is not None
    over = looked(STALLED, S2, {}, at(364, 0), frame())
    assert (over.raised, over.holding, over.next_at, over.standing, over.shown.hand_at) == (
        None,
        frozenset(),
        None,
        S2,
        None,
    )
    assert over.shown.stage is Stage.S2


def test_a_look_in_the_first_stage_ends_it_and_reads_the_signals_of_the_next():
    begun = standing(Stage.S1, since=0)
    found = looked([*CREATED, piece(20, What.AMENDED, MENTEE)], begun, {}, at(20), frame())
    assert found.standing.stage is Stage.S2
    assert found.next_at == at(34)


def test_what_is_refused_is_told_and_counts_for_nothing():
    odd = piece(54, What.GOAL_MET, about=9)
    found = looked([*STALLED, odd], S2, {}, at(55), frame())
    assert [each.piece for each in found.refused] == [odd]
    assert found.raised.kind == "W.plan-stalled"
    assert at(55) + 7 * DAY == found.next_at


LOW = [says(day, MENTEE, "support", 1) for day in (30, 40, 55)]


def test_what_nobody_is_told_keeps_nothing_waiting_and_waits_for_nothing_but_the_next_look():
    assert raised(STALLED, {"W.imbalance": at(54)}, at(55)) == "W.plan-stalled"
    assert raised([*STALLED, *LOW], {"W.quiet": at(54)}, at(55)) == "W.imbalance"
    found, soon = looked([*STALLED, *LOW], S2, {}, at(55), frame()), at(55) + timedelta(minutes=1)
    assert (found.raised.kind, found.next_at) == ("W.imbalance", soon)
    assert raised([*STALLED, *LOW], {"W.imbalance": at(55)}, at(55)) is None
    assert raised([*STALLED, *LOW], {"W.imbalance": at(55)}, soon) == "W.plan-stalled"


def test_it_rests_for_28_days_as_every_other():
    pieces = [*STALLED, *LOW, *(says(day, MENTEE, "support", 1) for day in (57, 59, 61))]
    told = {"W.imbalance": at(56), "W.plan-stalled": at(56)}
    assert raised(pieces, told, at(84) - MOMENT) is None
    assert raised(pieces, told, at(84)) == "W.imbalance"
