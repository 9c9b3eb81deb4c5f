"""What the coordinator sees and from when on, by deeds alone (section 12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring import coordinator
from bot.mentoring.coordinator import View
from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.pieces import (
    MENTEE,
    MENTOR,
    booked,
    frame,
    goal,
    looked,
    meetings,
    piece,
    says,
    signed,
    snooze,
    standing,
    unanswered,
)
from tests.lives.life_file import at

S1, S2, S3, S4 = Stage
CREATED = [*signed(3), *meetings("HH", first=10)]
"""On day 20."""
ANSWERING = [piece(day, What.ANSWERED, MENTOR) for day in range(25, 181, 5)]
MOVING = [goal(21), *(goal(day, what=What.GOAL_CHANGED) for day in range(25, 181, 25))]


def shown(pieces, day=180, months=6):
    now = at(day)
    return coordinator.view(gather(frame(months), [each for each in pieces if each.at <= now]), DEFAULTS, now)


@pytest.mark.parametrize(
    ("pieces", "stage", "since"),
    [
        ([], S1, at(0, 9)),
        (CREATED[:3], S1, at(0, 9)),
        (CREATED, S2, at(20)),
        ([*meetings("HHH", first=10), *signed(25)], S2, at(25)),
        ([*CREATED, goal(21), goal(30, what=What.GOAL_MARKED)], S2, at(20)),
        ([*CREATED, goal(21), goal(22, id=2), goal(30, what=What.GOAL_MET)], S2, at(20)),
        ([*CREATED, goal(21), goal(30, what=What.GOAL_MET)], S4, at(30 + 14)),
        ([*CREATED, goal(21), goal(30, what=What.GOAL_MET), goal(40, id=2)], S2, at(20)),
        ([*CREATED, piece(50, What.CLOSING)], S4, at(50 + 14)),
        ([*CREATED, goal(21), goal(40, what=What.GOAL_MET), piece(30, What.CLOSING)], S4, at(30 + 14)),
    ],
)
def test_the_stage_by_deeds_has_three_steps(pieces, stage, since):
    found = coordinator.by_deeds(gather(frame(), pieces), DEFAULTS, at(180))
    assert (found.stage, found.since) == (stage, since)


def test_the_last_stage_shows_only_when_it_has_come():
    pieces = [*CREATED, *MOVING, *ANSWERING, piece(50, What.CLOSING)]
    assert [shown(pieces, day).stage for day in (50, 63, 64, 65)] == [S2, S2, S4, S4]
    turns = [coordinator.turns_at(gather(frame(), pieces), DEFAULTS, at(day)) for day in (50, 63, 64)]
    assert turns == [at(64), at(64), None]
    assert looked(pieces, standing(S2), {}, at(60), frame()).next_at <= at(64)


@pytest.mark.parametrize(
    ("pieces", "stage", "hand_at"),
    [
        ([], S1, at(14, 9)),
        ([booked(5, on=12)], S1, at(26, 13)),
        ([piece(day, What.ANSWERED, MENTEE) for day in range(5, 181, 5)], S1, at(35, 9)),
        ([*signed(3), *(piece(day, What.ANSWERED, MENTEE) for day in range(5, 181, 5))], S1, at(42 + 14, 9)),
        ([*signed(3), *meetings("MM", first=5, every=4)], S1, at(9)),
        ([*signed(3), *meetings("HMHM", first=5, every=4)], S2, at(17 + 14)),
        ([*CREATED, *MOVING, *ANSWERING, *meetings("MM", first=30)], S2, at(40 + 14)),
        ([*CREATED, *MOVING, *ANSWERING, *meetings("MMM", first=30)], S2, at(40 + 14)),
        ([*CREATED, *MOVING, *ANSWERING, *meetings("MMH", first=30)], S2, at(174, 0)),
        ([*CREATED, *unanswered(30, 35)], S2, at(20 + 21 + 14)),
        ([*CREATED, *unanswered(30, 50)], S2, at(50 + 14)),
        ([*CREATED, *unanswered(30)], S2, at(20 + 126 + 14)),
        ([*CREATED, *ANSWERING], S2, at(20 + 126 + 14)),
        ([*CREATED, *MOVING, *ANSWERING, piece(60, What.AMENDED, MENTEE)], S2, at(60 + 14 + 14)),
        ([*CREATED, *MOVING, *ANSWERING], S2, at(174, 0)),
        ([*CREATED, *MOVING, *ANSWERING, piece(100, What.CLOSING)], S4, at(100 + 14 + 56 + 14)),
        ([*CREATED, piece(100, What.CLOSING)], S4, at(20 + 21 + 14)),
        ([*CREATED, *ANSWERING, piece(100, What.CLOSING), *meetings("M", first=114)], S4, at(114 + 14)),
        ([*CREATED, *ANSWERING, piece(100, What.CLOSING), *meetings("M", first=113)], S4, at(100 + 14 + 56 + 14)),
    ],
)
def test_a_pair_could_use_a_hand_from_this_moment_on(pieces, stage, hand_at):
    assert shown(pieces) == View(stage, hand_at)


@pytest.mark.parametrize(
    ("pieces", "hand_at"),
    [
        ([snooze(5, 15)], at(24, 9)),
        ([*meetings("MM", first=5, every=4), snooze(8, 30)], at(30)),
        ([*meetings("MM", first=5, every=4), snooze(8, 30), snooze(40, 45, by=MENTOR)], at(30)),
        ([*meetings("MM", first=5, every=4), snooze(8, 30), snooze(25, 45, by=MENTOR)], at(45)),
        ([*CREATED, *MOVING, *ANSWERING, *meetings("MM", first=30), snooze(45, 60)], at(40 + 14 + 15)),
        ([*CREATED, *MOVING, *ANSWERING, snooze(100, 120)], at(174, 0)),
        ([*CREATED, *MOVING, *ANSWERING, snooze(170, 177)], at(177)),
    ],
)
def test_a_pause_stops_its_clock_and_hides_what_would_begin_in_it(pieces, hand_at):
    assert shown(pieces).hand_at == hand_at


@pytest.mark.parametrize(
    ("pieces", "hand_at"),
    [
        ([*ANSWERING, *meetings("MHHM", first=85, every=5)], at(100 + 14)),
        ([*ANSWERING, *meetings("MHHM", first=89, every=5)], at(174, 0)),
        ([*ANSWERING, *meetings("MHM", first=95, every=5)], at(105 + 14)),
        ([*meetings("H", first=103), *unanswered(110, 115)], at(103 + 21 + 14)),
        ([*meetings("H", first=104), *unanswered(110, 115)], at(104 + 35 + 14)),
    ],
)
def test_past_the_usual_length_of_the_second_stage_the_looser_rules_of_the_third_hold(pieces, hand_at):
    """In a program of 6 months these twelve weeks are over on day 104."""
    moving = [each for each in MOVING if pieces[0].what is What.ANSWERED]
    assert shown([*CREATED, *moving, *pieces]).hand_at == hand_at


def test_it_shows_since_its_moment_and_not_before():
    view = View(S2, at(40))
    assert [view.hand_since(at(day)) for day in (39, 40, 41)] == [None, at(40), at(40)]
    assert View(S2, None).hand_since(at(400)) is None


@pytest.mark.parametrize("day", [9, 10, 20, 60])
def test_what_shows_already_goes_on_when_somebody_asks_for_quiet(day):
    pieces = meetings("MM", first=5, every=4)
    before = shown(pieces, day=day)
    assert before.hand_since(at(day)) == at(9)
    for later in (day, day + 1, day + 30):
        assert shown([*pieces, snooze(day, day + 20)], day=later) == before


@pytest.mark.parametrize(
    "private",
    [
        [says(40, MENTOR, "limits", 5)],
        [says(40, MENTEE, "support", 1), says(41, MENTEE, "support", 1), says(42, MENTEE, "support", 1)],
        [says(40, MENTEE, "pace", 1), says(40, MENTOR, "pace", 5)],
        [piece(40, What.STAGE_FELT, MENTEE, value="no")],
    ],
)
def test_what_anybody_says_changes_nothing(private):
    for pieces in ([], CREATED, [*CREATED, *MOVING, *ANSWERING]):
        assert shown([*pieces, *private]) == shown(pieces)


def test_goals_that_are_late_or_met_early_and_good_signs_are_the_pairs_own_affair():
    pieces = [*CREATED, *ANSWERING, goal(21), *meetings("HHHH", first=40, by="eeee")]
    assert shown(pieces, day=70).hand_at == at(20 + 126 + 14)


def test_what_shows_comes_no_later_than_the_calendar_says():
    """A look long before says the same as one on the day."""
    early = shown(CREATED, day=21)
    assert early.hand_at == shown(CREATED, day=160).hand_at == at(160)
    assert early.hand_at - timedelta(days=14) == at(146)
