"""Signals that rest on deeds, one by one: what counts as a move, a miss, a late step, a long stage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.evidence import BY_SERIES, What
from bot.mentoring.people import Role
from tests.bot.mentoring.pieces import (
    MENTEE,
    MENTOR,
    booked,
    frame,
    goal,
    holds,
    meetings,
    piece,
    seen,
    signed,
    standing,
    step,
    unanswered,
)
from tests.bot.mentoring.speaking import LEADS, MOMENT, S2, S3
from tests.lives.life_file import at


@pytest.mark.parametrize(("months", "last"), [(12, 253), (9, 189), (6, 124)])
def test_goals_are_too_broad_while_a_third_of_the_program_and_eight_weeks_are_left(months, last):
    """30 % of 364 days are 109.2, of 273 days 81.9; of 182 days they are 54.6, so that eight weeks decide."""

    def met_on(day):
        return holds(
            "W.goals-too-broad", standing(S2), [goal(40), goal(day, what=What.GOAL_MET)], at(day), frame(months)
        )

    assert met_on(last)
    assert not met_on(last + 1)


@pytest.mark.parametrize(("months", "day"), [(12, 363 - 42), (9, 272 - 35), (6, 181 - 28)])
def test_the_end_is_near_by_the_length_of_the_program(months, day):
    assert seen("W.end-near", standing(S3), [], at(0), frame(months)).at == at(day, 0)


def test_the_time_in_a_stage_is_added_up_over_its_returns():
    back = standing(S2, since=60, spent={S2: timedelta(days=40), S3: timedelta(days=20)})
    assert seen("W.stuck", back, [], at(60), frame(6)).at == at(60 + 126 - 40)
    long_ago = standing(S2, since=60, spent={S2: timedelta(days=400)})
    assert seen("W.stuck", long_ago, [], at(60), frame(6)).at == at(60 + 35)


NEVER_MET = [
    goal(40),
    goal(40, id=2),
    step(40),
    step(41, id=12),
    step(41, 12, What.STEP_DONE),
    goal(41, 2, What.GOAL_MARKED),
]


@pytest.mark.parametrize(
    "moved",
    [
        goal(60, 3),
        goal(60, 1, What.GOAL_CHANGED),
        goal(60, 1, What.GOAL_MARKED),
        goal(60, 2, What.GOAL_MET),
        step(60, 13),
        step(60, 11, What.STEP_CHANGED),
        step(60, 11, What.STEP_DONE),
    ],
    ids=lambda each: each.what,
)
def test_each_step_forward_of_the_plan_begins_its_days_anew(moved):
    assert seen("W.plan-stalled", standing(S2), [*NEVER_MET, moved], at(61), frame()).at == at(95)


@pytest.mark.parametrize(
    "unmoved",
    [
        goal(60, 2, What.GOAL_DROPPED),
        goal(60, 2, What.GOAL_UNMARKED),
        step(60, 11, What.STEP_DROPPED),
        step(60, 12, What.STEP_REOPENED),
    ],
    ids=lambda each: each.what,
)
def test_a_step_back_does_not(unmoved):
    assert seen("W.plan-stalled", standing(S2), [*NEVER_MET, unmoved], at(61), frame()).at == at(76)


@pytest.mark.parametrize(
    "after",
    [
        step(60, what=What.STEP_DONE),
        step(60, what=What.STEP_DROPPED),
        step(60, what=What.STEP_CHANGED, due=90),
        goal(60, what=What.GOAL_MET),
        goal(60, what=What.GOAL_DROPPED),
    ],
    ids=lambda each: each.what,
)
def test_a_step_that_is_done_dropped_put_off_or_of_no_open_goal_is_not_late(after):
    pieces = [goal(40), step(40, due=50), goal(59, id=2)]
    assert seen("W.plan-stalled", standing(S2), pieces, at(65), frame()).at == at(64, 0)
    assert seen("W.plan-stalled", standing(S2), [*pieces, after], at(65), frame()).at >= at(94)


def test_a_step_counts_as_late_from_the_moment_on_which_it_is():
    pieces = [goal(40), step(40, due=50)]
    assert seen("W.plan-stalled", standing(S2), pieces, at(64, 0), frame()).facts["late"] == 1
    assert seen("W.plan-stalled", standing(S2), pieces, at(64, 0) - MOMENT, frame()).facts["late"] == 0


def test_a_plan_without_a_goal_says_so_in_its_facts():
    assert seen("W.plan-stalled", standing(S2), [], at(100), frame()).facts["goals"] == 0
    assert seen("W.plan-stalled", standing(S2), [goal(40), goal(40, id=2)], at(100), frame()).facts["goals"] == 2


def test_no_reversal_where_the_mentee_sets_them_up_by_agreement():
    assert not holds("W.reversal", standing(S2), LEADS, at(80), frame(initiator=Role.MENTEE))
    assert holds("W.reversal", standing(S2), LEADS, at(80), frame(initiator=Role.MENTOR))


def test_misses_that_go_on_hold_since_the_first_that_was_too_many():
    found = seen("W.missed", standing(S2), meetings("HMMM"), at(80), frame())
    assert (found.at, dict(found.facts)) == (at(60), {"missed": 3, "of": 4})


def by_series(day, on, id):
    """A meeting that a series booked by itself, which ends at one o'clock of the day `on`."""
    ends = str(int(at(on, 13).timestamp()))
    return piece(day, What.BOOKED, MENTOR, about=id, topic=BY_SERIES, value=ends)


def test_a_series_that_nobody_answers_to_is_no_sign_of_life_for_ever():
    """Every two weeks one is booked ahead; what nobody says anything of comes to be unknown."""
    last = [*signed(40), booked(40, on=42, id=1)]
    rhythm = [by_series(42 + 14 * nth, 56 + 14 * nth, 2 + nth) for nth in range(8)]
    over = [piece(49 + 14 * nth, What.UNKNOWN, about=1 + nth) for nth in range(8)]
    pieces = [*last, *rhythm, *over, *unanswered(50, 61)]
    assert not holds("W.quiet", standing(S2), pieces, at(76), frame())
    assert holds("W.quiet", standing(S2), pieces, at(77, 13), frame())


def test_a_monthly_rhythm_that_is_lived_is_not_quiet():
    held = [booked(30, on=40, id=1), piece(40, What.HELD, about=1)]
    pieces = [*held, by_series(40, 68, 2), by_series(40, 96, 3), *unanswered(50, 61)]
    assert not holds("W.quiet", standing(S2), pieces, at(68), frame())
    moved = [*pieces, piece(69, What.MOVED, MENTEE, about=3, value=str(int(at(98, 13).timestamp())))]
    assert not holds("W.quiet", standing(S2), moved, at(110), frame())


def test_a_meeting_of_a_series_that_did_not_take_place_counts_as_any_other():
    missed = [piece(40 + nth, What.MISSED, about=1 + nth) for nth in (1, 15)]
    pieces = [by_series(30, 41, 2), by_series(30, 55, 16), *missed]
    assert holds("W.missed", standing(S2), pieces, at(60), frame())
    assert not holds("W.missed", standing(S2), pieces[:3], at(60), frame())
