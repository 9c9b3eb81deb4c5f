"""What ends a signal, what leaves it as it was, and what it takes to say it again."""

from __future__ import annotations

import pytest

from bot.mentoring.evidence import What
from tests.bot.mentoring.pieces import (
    MENTEE,
    MENTOR,
    booked,
    frame,
    goal,
    holds,
    meetings,
    piece,
    says,
    seen,
    signed,
    standing,
)
from tests.bot.mentoring.speaking import FAR, LEADS, LOW, MET, S1, S2, S3, S4, STRONG, TWICE, ready, scale
from tests.lives.life_file import at

CLEARED = [
    ("W.missed", S2, meetings("MM"), 55, meetings("H", first=60)),
    ("W.agreement-late", S1, [], 25, signed(26)),
    ("W.agreement-late", S2, [*signed(3), piece(40, What.AMENDED, MENTEE)], 55, signed(56)),
    ("W.plan-stalled", S2, [], 70, [goal(71)]),
    ("W.goals-too-broad", S2, MET, 55, [goal(56, id=2)]),
    ("W.one-sided", S2, TWICE, 56, ready((57, MENTOR, "yes"))),
    ("W.views-differ", S2, FAR, 42, [says(50, MENTEE, "pace", 3), says(51, MENTOR, "pace", 4)]),
    ("W.limits", S1, scale("limits", MENTEE, (10, 5)), 11, scale("limits", MENTEE, (12, 3))),
    ("W.limits", S2, STRONG, 55, scale("limits", MENTOR, (56, 3))),
    ("W.quiet", S1, [], 12, [piece(13, What.ANSWERED, MENTOR)]),
    ("W.quiet", S3, [], 40, [booked(41, on=80)]),
    ("W.imbalance", S2, LOW, 100, scale("support", MENTEE, (101, 4))),
    ("W.reversal", S2, LEADS, 75, meetings("HH", first=80, by="oo")),
    ("W.stuck", S2, [], 160, [goal(161)]),
    ("W.end-near", S4, [], 160, [piece(161, What.CLOSING)]),
]


@pytest.mark.parametrize(("kind", "stage", "pieces", "day", "change"), CLEARED)
def test_what_changed_ends_a_signal(kind, stage, pieces, day, change):
    of = frame(6)
    assert holds(kind, standing(stage), pieces, at(day, 22), of)
    assert not holds(kind, standing(stage), [*pieces, *change], change[-1].at, of)


@pytest.mark.parametrize(
    ("kind", "pieces", "day", "other"),
    [
        ("W.missed", meetings("MM"), 50, meetings("UC", first=55, every=1)),
        ("W.limits", STRONG, 54, scale("limits", MENTEE, (56, 1))),
        ("W.limits", scale("limits", MENTOR, (54, 5)), 54, scale("limits", MENTOR, (57, 4))),
        ("W.views-differ", FAR, 41, [says(45, MENTEE, "pace", 3)]),
        ("W.views-differ", FAR, 41, [says(45, MENTEE, "pace", 2), says(46, MENTOR, "pace", 4)]),
        ("W.one-sided", TWICE, 55, ready((57, MENTEE, "yes"), (58, MENTOR, "no"))),
    ],
)
def test_what_changes_nothing_leaves_it_as_it_was(kind, pieces, day, other):
    """It has held since the same moment."""
    assert seen(kind, standing(S2), [*pieces, *other], at(60), frame()).at == at(day)


@pytest.mark.parametrize(
    ("kind", "pieces", "told", "again"),
    [
        ("W.missed", meetings("MM"), 50, meetings("M", first=90)),
        (
            "W.one-sided",
            TWICE,
            55,
            [*TWICE, *ready((60, MENTEE, "yes"), (61, MENTOR, "no"), (75, MENTEE, "yes"), (76, MENTOR, "no"))],
        ),
        ("W.views-differ", FAR, 41, [says(50, MENTEE, "pace", 5), says(51, MENTOR, "pace", 2)]),
        ("W.limits", STRONG, 54, scale("limits", MENTOR, (60, 4), (74, 4))),
        ("W.imbalance", LOW, 100, scale("support", MENTEE, (101, 2), (102, 2), (103, 2))),
        ("W.reversal", LEADS, 70, meetings("H", first=80, by="e")),
    ],
)
def test_what_was_told_is_not_told_again_without_anything_new(kind, pieces, told, again):
    where, of = standing(S2), frame()
    assert holds(kind, where, pieces, at(told, 22), of)
    assert not holds(kind, where, pieces, at(told, 23), of, told=at(told, 22))
    assert not holds(kind, where, [*pieces, *again[:-1]], again[-1].at, of, told=at(told, 22))
    assert holds(kind, where, [*pieces, *again], again[-1].at, of, told=at(told, 22))
