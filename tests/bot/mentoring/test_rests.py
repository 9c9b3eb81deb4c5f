"""A signal that nothing comes of rests longer each time, and is as new once what it points at has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring import moves
from bot.mentoring.engine import look, told_after
from bot.mentoring.evidence import What
from bot.mentoring.rests import Last, rest
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.pieces import INTRODUCED, MENTEE, MENTOR, frame, meetings, piece, signed, snooze
from tests.lives.life_file import at

HEARD = [INTRODUCED, *(piece(day, What.ANSWERED, MENTEE) for day in range(5, 364, 5))]
"""A pair that answers, and does nothing else: nothing is ever quiet."""
UNSIGNED = [*HEARD, *meetings("H", first=4)]
SIGNED = [*HEARD, *signed(3), *meetings("HH", first=4, every=3)]
"""In the second stage from day 7 on, without any plan."""


def evenings(pieces, rules=DEFAULTS):
    """Day, look: every evening of a year."""
    life = frame(12)
    standing, told = moves.begin(life.introduced_at), dict[str, Last]()
    for day in range(364):
        now = at(day, 22)
        found = look(life, [each for each in pieces if each.at <= now], standing, told, rules=rules, now=now)
        yield day, found
        standing, told = found.standing, told_after(told, found, now)


def days(kind, pieces, rules=DEFAULTS):
    """On which days of a year it is raised."""
    return [day for day, found in evenings(pieces, rules) if found.raised is not None and found.raised.kind == kind]


@pytest.mark.parametrize(("often", "rests"), [(0, 28), (1, 28), (2, 56), (3, 91), (4, 91), (400, 91)])
def test_each_rest_on_one_occasion_is_twice_the_last_and_a_quarter_at_most(often, rests):
    assert rest(Last(at(0), often), DEFAULTS) == timedelta(days=rests)


def test_a_pair_that_never_signs_is_told_five_times_a_year_and_not_thirteen():
    assert days("W.agreement-late", UNSIGNED) == [21, 21 + 28, 49 + 56, 105 + 91, 196 + 91]


@pytest.mark.parametrize(("pieces", "longer", "alike"), [(UNSIGNED, 12, 27), ([INTRODUCED], 17, 39)])
def test_the_suggestions_of_a_year_in_which_nothing_changes_are_fewer_than_half(pieces, longer, alike):
    for rules, times in ((DEFAULTS, longer), (replace(DEFAULTS, rest_longest=DEFAULTS.rest), alike)):
        assert sum(found.raised is not None for _, found in evenings(pieces, rules)) == times


def test_a_program_may_have_every_rest_alike():
    alike = replace(DEFAULTS, rest_longest=DEFAULTS.rest)
    assert days("W.agreement-late", UNSIGNED, alike)[:5] == [21, 49, 77, 105, 133]


def test_once_it_points_at_nothing_the_next_time_is_a_new_occasion_with_the_shortest_rest():
    assert days("W.plan-stalled", SIGNED)[:4] == [42, 70, 126, 217]
    stirred = piece(75, What.GOAL_ADDED, about=1)
    assert days("W.plan-stalled", [*SIGNED, stirred])[:5] == [42, 70, 75 + 35, 110 + 28, 138 + 56]


def test_the_shortest_rest_still_holds_on_a_new_occasion():
    again = meetings("MMHMM", first=20, every=4)
    assert days("W.missed", [*SIGNED, *again]) == [24, 24 + 28]


def test_one_more_of_the_same_is_no_new_occasion():
    missed = meetings("M" * 12, first=20, every=10)
    assert days("W.missed", [*SIGNED, *missed])[:3] == [30, 30 + 28, 58 + 56]


def test_a_pause_stops_the_clock_of_a_longer_rest_too():
    assert days("W.agreement-late", [*UNSIGNED, snooze(60, 70, by=MENTOR)])[:3] == [21, 49, 49 + 56 + 10]


def test_a_coordinator_goes_on_seeing_what_rests_longer():
    unsigned = [(day, found.shown.hand_since(at(day, 22))) for day, found in evenings(UNSIGNED)]
    assert [day for day, since in unsigned if since is None] == list(range(35))
    assert {since for day, since in unsigned if day >= 35} == {at(35, 9)}
