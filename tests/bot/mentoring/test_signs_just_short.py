"""Just short of a signal is not enough, and other ways to it are."""

from __future__ import annotations

import pytest

from bot.mentoring.evidence import What
from tests.bot.mentoring.pieces import MENTEE, MENTOR, frame, goal, holds, meetings, says, standing
from tests.bot.mentoring.speaking import FAR, LOW, MET, MOMENT, S2, STRONG, TWICE, ready, scale
from tests.lives.life_file import at


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("W.one-sided", [*TWICE[:5], *ready((54, MENTOR, "no"))]),
        ("W.one-sided", TWICE[:5]),
        ("W.one-sided", [*TWICE[:4], *ready((45, MENTEE, "no")), *TWICE[4:]]),
        ("W.one-sided", [*TWICE[:4], *ready((55, MENTOR, "no"), (70, MENTOR, "no"))]),
        ("W.one-sided", [*TWICE[:4], *ready((50, MENTEE, "yes"), (55, MENTOR, "no"), about=2)]),
        ("W.one-sided", ready((40, MENTEE, "yes"), (41, MENTOR, "yes"), (60, MENTEE, "yes"), (61, MENTOR, "yes"))),
        ("W.views-differ", [says(40, MENTEE, "pace", 2), says(41, MENTOR, "pace", 4)]),
        ("W.views-differ", [says(40, MENTEE, "pace", 1), says(83, MENTOR, "pace", 4)]),
        ("W.views-differ", [says(40, MENTEE, "pace", 1), says(41, MENTOR, "trust", 4)]),
        ("W.views-differ", [says(40, MENTEE, "pace", 1), says(41, MENTEE, "pace", 4)]),
        ("W.views-differ", [says(40, MENTEE, "support", 1), says(41, MENTOR, "support", 4)]),
        ("W.limits", scale("limits", MENTOR, (40, 4), (53, 4))),
        ("W.limits", scale("limits", MENTOR, (40, 4), (45, 3), (54, 4))),
        ("W.limits", [*STRONG[:1], *scale("limits", MENTEE, (54, 4))]),
        ("W.imbalance", scale("support", MENTEE, (40, 2), (50, 2), (60, 3))),
        ("W.imbalance", scale("support", MENTEE, (40, 1), (50, 1))),
        ("W.imbalance", scale("support", MENTEE, (40, 1), (60, 2), (101, 3))),
        ("W.imbalance", scale("vision", MENTEE, (40, 1), (50, 1), (60, 1))),
        ("W.imbalance", scale("support", MENTOR, (40, 1), (50, 1), (60, 1))),
        ("W.imbalance", [*scale("support", MENTEE, (40, 1), (50, 1)), *scale("challenge", MENTEE, (60, 1))]),
        ("W.reversal", meetings("HHHH", by="eeoo")),
        ("W.reversal", meetings("HHH", by="eee")),
        ("W.reversal", meetings("HHHM", by="oeee")),
    ],
)
def test_just_short_of_it_is_not_enough(kind, answers):
    assert not any(holds(kind, standing(S2), answers, at(day, 22), frame()) for day in range(31, 200))
    assert not any(holds(kind, standing(S2), answers, each.at, frame()) for each in answers)


@pytest.mark.parametrize(
    ("kind", "answers", "day"),
    [
        ("W.views-differ", [says(40, MENTEE, "pace", 1), says(82, MENTOR, "pace", 4)], 82),
        ("W.views-differ", [*FAR[:1], says(83, MENTOR, "pace", 4), says(90, MENTEE, "pace", 1)], 90),
        (
            "W.views-differ",
            [says(day, who, "pace", value) for day in (40, 60) for who, value in ((MENTEE, 2), (MENTOR, 4))],
            60,
        ),
        ("W.limits", [*scale("limits", MENTEE, (41, 1)), *STRONG], 54),
        ("W.limits", scale("limits", MENTOR, (40, 4), (45, 4), (54, 4)), 54),
        ("W.imbalance", scale("support", MENTEE, (40, 1), (60, 2), (100, 3)), 100),
        ("W.goals-too-broad", [*MET, goal(45, id=2), goal(60, id=2, what=What.GOAL_DROPPED)], 60),
        ("W.imbalance", [says(35, MENTEE, "support", 5), *LOW], 100),
        ("W.imbalance", [*LOW, *scale("challenge", MENTEE, (50, 5), (60, 5), (70, 5))], 100),
        ("W.reversal", meetings("HHHHH", by="ooeee"), 80),
        ("W.reversal", meetings("HHMHH", by="oeoee"), 80),
    ],
)
def test_enough_by_other_ways(kind, answers, day):
    assert not holds(kind, standing(S2), answers, at(day) - MOMENT, frame())
    assert holds(kind, standing(S2), answers, at(day), frame())
