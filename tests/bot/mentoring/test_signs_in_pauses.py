"""Quiet that either asked for counts for none of the days of a signal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.evidence import What
from tests.bot.mentoring.pieces import MENTEE, MENTOR, frame, goal, piece, seen, signed, snooze, standing, step
from tests.bot.mentoring.speaking import S1, S2, S3, S4
from tests.lives.life_file import at


@pytest.mark.parametrize(
    ("kind", "stage", "pieces", "when"),
    [
        ("W.agreement-late", S1, [], at(21, 9)),
        ("W.agreement-late", S2, [*signed(0), piece(7, What.AMENDED, MENTEE)], at(21)),
        ("W.plan-stalled", S2, [], at(65)),
        ("W.plan-stalled", S3, [goal(31), step(31, due=32)], at(46, 0)),
        ("W.quiet", S1, [], at(10, 9)),
        ("W.quiet", S3, [], at(35, 9)),
        ("W.stuck", S1, [], at(72)),
        ("W.stuck", S2, [], at(156)),
        ("W.stuck", S4, [], at(86)),
    ],
)
def test_quiet_that_either_asked_for_counts_for_no_days(kind, stage, pieces, when):
    """Fifteen days of two snoozes that overlap, the first shortened; what was asked for before or comes after is nothing."""
    start = (when - at(0)).days - 2
    quiet = [snooze(start, start + 40), snooze(start + 5, start + 10), snooze(start + 8, start + 15, by=MENTOR)]
    of, where = frame(6), standing(stage)
    assert seen(kind, where, [*pieces, *quiet], when, of).at == when + timedelta(days=40)
    assert seen(kind, where, [*pieces, *quiet], when + timedelta(days=30), of).at == when + timedelta(days=15)
    later = snooze(start + 100, start + 120)
    assert seen(kind, where, [*pieces, *quiet, later], when + timedelta(days=130), of).at == when + timedelta(days=15)


def test_quiet_before_its_days_began_moves_nothing_and_quiet_around_their_beginning_what_is_left_of_it():
    amended = [*signed(3), piece(100, What.AMENDED, MENTEE)]
    for quiet, day in ((snooze(80, 100), 114), (snooze(80, 101), 115), (snooze(80, 110), 124), (snooze(114, 120), 114)):
        assert seen("W.agreement-late", standing(S2), [*amended, quiet], at(120), frame()).at == at(day)


def test_no_quiet_moves_the_end_of_the_program():
    assert seen("W.end-near", standing(S2), [snooze(100, 120)], at(130), frame()).at == at(321, 0)


@pytest.mark.parametrize(
    ("kind", "where", "pieces", "days"),
    [
        ("W.quiet", standing(S3), [], 100),
        ("W.plan-stalled", standing(S2), [goal(40)], 60),
        ("W.stuck", standing(S1), [], 70),
        ("W.stuck", standing(S2, spent={S2: timedelta(days=40)}), [], 110),
        ("W.stuck", standing(S4), [], 70),
    ],
)
def test_the_days_that_are_told_leave_out_quiet_that_either_asked_for(kind, where, pieces, days):
    """Else the count would tell of it."""

    def told(*pauses):
        return seen(kind, where, [*pieces, *pauses], at(100), frame()).facts["days"]

    assert told() == days
    assert told(snooze(50, 64)) == days - 14
    assert told(snooze(50, 64), snooze(60, 70, by=MENTOR)) == days - 20
    assert told(snooze(90, 120)) == days - 10
