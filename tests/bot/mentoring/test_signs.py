"""Every cell of section 12's table: not a moment before its threshold, from it on, and never where the table has a dash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from bot.mentoring.evidence import What
from bot.mentoring.people import Role
from bot.mentoring.signs import RULES
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS, MissedRule, Thresholds
from tests.bot.mentoring.pieces import (
    INTRODUCED,
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
    snooze,
    standing,
    step,
    unanswered,
)
from tests.lives.life_file import at

S1, S2, S3, S4 = Stage
MOMENT = timedelta(microseconds=1)


def ready(*answers, about=1):
    return [says(day, who, "ready", value, about) for day, who, value in answers]


def scale(topic, who, *answers):
    return [says(day, who, topic, value) for day, value in answers]


MET = [goal(40), goal(50, what=What.GOAL_MET)]
AGREEING = [goal(31), goal(31, id=2)]
TWICE = [*AGREEING, *ready((40, MENTEE, "yes"), (41, MENTOR, "no"), (50, MENTEE, "yes"), (55, MENTOR, "no"))]
STRONG = scale("limits", MENTOR, (40, 4), (54, 4))
LOW = scale("support", MENTEE, (50, 1), (60, 2), (100, 3))
FAR = [says(40, MENTEE, "pace", 1), says(41, MENTOR, "pace", 4)]
LEADS = meetings("HHHH", by="oeee")

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


def test_no_reversal_where_the_mentee_sets_them_up_by_agreement():
    assert not holds("W.reversal", standing(S2), LEADS, at(80), frame(initiator=Role.MENTEE))
    assert holds("W.reversal", standing(S2), LEADS, at(80), frame(initiator=Role.MENTOR))


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


def test_misses_that_go_on_hold_since_the_first_that_was_too_many():
    found = seen("W.missed", standing(S2), meetings("HMMM"), at(80), frame())
    assert (found.at, dict(found.facts)) == (at(60), {"missed": 3, "of": 4})


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


@pytest.mark.parametrize("what", [What.GOAL_DROPPED, What.GOAL_MARKED, What.GOAL_MET])
def test_nobody_is_asked_to_compare_views_of_a_goal_that_is_dropped_or_done(what):
    assert holds("W.one-sided", standing(S2), TWICE, at(60), frame())
    assert not holds("W.one-sided", standing(S2), [*TWICE, goal(57, what=what)], at(60), frame())
    assert holds("W.one-sided", standing(S2), [*TWICE, goal(57, id=2, what=what)], at(60), frame())


def test_a_goal_that_is_no_longer_marked_may_be_compared_again():
    pieces = [*TWICE, goal(57, what=What.GOAL_MARKED), goal(58, what=What.GOAL_UNMARKED)]
    assert holds("W.one-sided", standing(S2), pieces, at(60), frame())


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


def test_a_plan_without_a_goal_says_so_in_its_facts():
    assert seen("W.plan-stalled", standing(S2), [], at(100), frame()).facts["goals"] == 0
    assert seen("W.plan-stalled", standing(S2), [goal(40), goal(40, id=2)], at(100), frame()).facts["goals"] == 2


def test_of_two_goals_it_is_one_sided_since_the_first():
    second = [each._replace(at=each.at + timedelta(days=5), goal=2) for each in TWICE]
    assert seen("W.one-sided", standing(S2), [*TWICE, *second], at(70), frame()).at == at(55)


def test_a_step_counts_as_late_from_the_moment_on_which_it_is():
    pieces = [goal(40), step(40, due=50)]
    assert seen("W.plan-stalled", standing(S2), pieces, at(64, 0), frame()).facts["late"] == 1
    assert seen("W.plan-stalled", standing(S2), pieces, at(64, 0) - MOMENT, frame()).facts["late"] == 0
