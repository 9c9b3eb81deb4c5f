"""Every cell of section 12's table: not a moment before its threshold, from it on, and never where the table has a dash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from bot.mentoring.evidence import What
from bot.mentoring.signs import RULES
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS, MissedRule, Thresholds
from tests.bot.mentoring.pieces import (
    INTRODUCED,
    MENTEE,
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
from tests.bot.mentoring.speaking import FAR, LEADS, LOW, MET, MOMENT, S1, S2, S3, S4, STRONG, TWICE, scale
from tests.lives.life_file import at

CELLS = {
    "W.missed": {
        S1: [(meetings("MM"), at(50)), (meetings("MHM"), at(60)), (meetings("MHHM"), None), (meetings("MUCM"), at(70))],
        S2: [(meetings("MM"), at(50)), (meetings("MHHM"), at(70)), (meetings("MHHHM"), None)],
        S3: [(meetings("MM"), at(50)), (meetings("MHM"), at(60)), (meetings("MHHM"), None)],
        S4: [(meetings("HM"), at(50)), (meetings("M", first=30), at(30)), (meetings("M", first=29), None)],
    },
    "W.agreement-late": {
        S1: [([], at(21, 9)), (signed(3)[:1], at(21, 9)), (signed(3), None)],
        S2: [([], None), ([*signed(3), piece(100, What.AMENDED, MENTEE)], at(114))],
        S3: [([], None), ([*signed(3), piece(100, What.AMENDED, MENTEE)], at(114))],
        S4: [([*signed(3), piece(100, What.AMENDED, MENTEE)], None), ([], None)],
    },
    "W.plan-stalled": {
        S1: [([goal(10), step(10, due=20)], None), ([], None)],
        S2: [
            ([], at(65)),
            ([goal(40)], at(75)),
            ([goal(20)], at(65)),
            ([goal(40), step(40, due=50)], at(64, 0)),
            ([goal(10), step(10, due=14)], at(30)),
            ([goal(40), step(40, due=65)], at(75)),
        ],
        S3: [([], at(72)), ([goal(40)], at(82)), ([goal(40), step(40, due=50)], at(64, 0))],
        S4: [([goal(40), step(40, due=50)], None), ([], None)],
    },
    "W.goals-too-broad": {
        S1: [(MET, None)],
        S2: [(MET, at(50)), (MET[:1], None), ([*MET, goal(45, id=2)], None), ([], None)],
        S3: [(MET, at(50)), ([*MET, goal(45, id=2), goal(60, id=2)], None)],
        S4: [(MET, None)],
    },
    "W.one-sided": {S1: [(TWICE, None)], S2: [(TWICE, at(55))], S3: [(TWICE, at(55))], S4: [(TWICE, None)]},
    "W.views-differ": {S1: [(FAR, None)], S2: [(FAR, at(41))], S3: [(FAR, at(41))], S4: [(FAR, None)]},
    "W.limits": {
        S1: [(scale("limits", MENTEE, (10, 5)), at(10)), (scale("limits", MENTEE, (10, 4)), None), (STRONG, None)],
        S2: [(scale("limits", MENTEE, (40, 5)), at(40)), (STRONG, at(54)), (STRONG[:1], None)],
        S3: [(scale("limits", MENTEE, (40, 5)), at(40)), (STRONG, at(54))],
        S4: [(scale("limits", MENTEE, (40, 5)), None), (STRONG, None)],
    },
    "W.quiet": {
        S1: [([], at(10, 9)), ([booked(5, on=12)], at(22, 13))],
        S2: [
            (signed(40), None),
            ([*signed(40), *unanswered(50)], None),
            ([*signed(40), *unanswered(50, 61)], at(61)),
            ([*signed(40), *unanswered(50, 55)], at(61)),
            ([*signed(40), *unanswered(50, 70)], at(70)),
            ([*signed(40), *unanswered(35, 50)], None),
        ],
        S3: [(signed(40), at(75))],
        S4: [(signed(40), at(61))],
    },
    "W.imbalance": {
        S1: [(LOW, None)],
        S2: [(LOW, at(100)), (scale("challenge", MENTEE, (40, 2), (50, 2), (60, 2)), at(60))],
        S3: [(LOW, at(100))],
        S4: [(LOW, None)],
    },
    "W.reversal": {S1: [(LEADS, None)], S2: [(LEADS, at(70))], S3: [(LEADS, at(70))], S4: [(LEADS, None)]},
    "W.stuck": {
        S1: [([], at(30 + 42)), (MET, at(30 + 42))],
        S2: [([], at(30 + 126)), ([goal(121)], at(156)), ([goal(122)], at(157)), (MET, None)],
        S3: [([], at(103, 24)), ([goal(70)], at(112)), (MET, None)],
        S4: [([], at(30 + 56)), (MET, at(30 + 56))],
    },
    "W.end-near": {stage: [([], at(181 - 28, 0)), (signed(3), at(181 - 28, 0))] for stage in Stage},
}
"""Signal -> stage (since day 30 at noon) -> histories, each with the moment from which the signal holds."""
ELSEWHERE = {
    "rest",
    "rest_longest",
    "apart",
    "reading_stands",
    "asked_again",
    "words_count",
    "hand_after",
    "hand_agreement",
    "hand_end",
    "too_broad_share",
    "too_broad_left",
    "limits_strong",
    "views_small_gap",
    "views_times",
    "views_within",
    "imbalance_within",
}
"""Thresholds that the tests of looks, moves and the coordinator hold, or tests of their own below."""
HALF = {"W.stuck", "W.end-near"}
"""Lived in a program of 6 months, so that a year suffices; the others in one of 12."""


def program_of(kind):
    return frame(6 if kind in HALF else 12)


def cells(*, raised):
    return [
        pytest.param(kind, stage, pieces, when, id=f"{kind}-{stage}-{nth}")
        for kind, stages in CELLS.items()
        for stage, histories in stages.items()
        for nth, (pieces, when) in enumerate(histories)
        if (when is not None) is raised
    ]


def differs(rules):
    """Whether any cell comes out otherwise by these rules."""
    for kind, stages in CELLS.items():
        of = program_of(kind)
        for stage, histories in stages.items():
            for pieces, when in histories:
                for now in [when] if when else [pieces[-1].at] if pieces else []:
                    given = (kind, standing(stage), [INTRODUCED, *pieces], now, of)
                    if seen(*given) != seen(*given, rules=rules):
                        return True
    return False


def changed(value, *, up):
    """The same threshold, a bit higher or lower."""
    match value:
        case timedelta():
            return value + timedelta(days=1 if up else -1)
        case MissedRule():
            return MissedRule(value.count + (1 if up else -1), value.of)
        case Mapping():
            return {key: changed(each, up=up) for key, each in value.items()}
    return value + (1 if up else -1)


@pytest.mark.parametrize("name", [each.name for each in fields(Thresholds) if each.name not in ELSEWHERE])
def test_every_threshold_matters(name):
    value = getattr(DEFAULTS, name)
    assert any(differs(replace(DEFAULTS, **{name: changed(value, up=up)})) for up in (True, False))


def test_the_table_is_whole():
    assert {kind: set(stages) for kind, stages in CELLS.items()} == {kind: set(Stage) for kind in RULES}


@pytest.mark.parametrize(("kind", "stage", "pieces", "when"), cells(raised=True))
def test_a_signal_holds_from_its_threshold_on_and_not_a_moment_before(kind, stage, pieces, when):
    history, where, of = [INTRODUCED, *pieces], standing(stage), program_of(kind)
    assert not holds(kind, where, history, when - MOMENT, of)
    assert seen(kind, where, history, when, of).at == when


@pytest.mark.parametrize(("kind", "stage", "pieces", "when"), cells(raised=False))
def test_a_signal_never_holds_where_nothing_speaks_for_it_or_the_stage_has_no_such_rule(kind, stage, pieces, when):
    of, where = program_of(kind), standing(stage)
    days = range(31, 7 * of.weeks)
    assert not any(holds(kind, where, [INTRODUCED, *pieces], at(day, 22), of) for day in days)


@pytest.mark.parametrize(
    ("kind", "stage", "pieces", "facts"),
    [
        ("W.missed", S1, meetings("MHM"), {"missed": 2, "of": 3}),
        ("W.missed", S4, meetings("HM"), {"missed": 1, "of": 1}),
        ("W.agreement-late", S1, [], {"amended": 0}),
        ("W.agreement-late", S2, [*signed(3), piece(40, What.AMENDED, MENTEE)], {"amended": 1}),
        (
            "W.plan-stalled",
            S2,
            [goal(40), *(step(40, id, due=50 + id) for id in (1, 2, 60))],
            {"late": 2, "days": 60, "goals": 1},
        ),
        ("W.quiet", S3, [], {"days": 100}),
        ("W.stuck", S1, [], {"days": 70}),
        ("W.goals-too-broad", S2, MET, {"weeks": 37}),
    ],
)
def test_the_facts_of_a_signal_are_counts(kind, stage, pieces, facts):
    assert dict(seen(kind, standing(stage), pieces, at(100), frame()).facts) == facts
