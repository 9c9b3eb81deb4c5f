"""What a life is gathered to from its evidence, and what is kept out."""

from __future__ import annotations

from datetime import date

import pytest

from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from tests.bot.mentoring.pieces import (
    MENTEE,
    MENTOR,
    booked,
    frame,
    goal,
    meetings,
    piece,
    signed,
    step,
    unanswered,
)
from tests.lives.life_file import at


def life(*pieces):
    return gather(frame(), pieces)


def refused(*pieces):
    return [(each.piece.what, each.reason) for each in life(*pieces).refused]


@pytest.mark.parametrize("what", [What.HELD, What.MISSED, What.UNKNOWN, What.MOVED, What.CALLED_OFF])
def test_what_comes_of_a_meeting_before_it_was_booked_is_kept_out(what):
    early = piece(10, what, about=900, value="0")
    assert refused(early, booked(11, on=12)) == [(what, "before it was booked")]
    assert life(early, booked(11, on=12)).ahead == {900: at(12, 13)}
    assert refused(piece(10, What.BOOKED, MENTEE, about=900, value="0"), early) == []


@pytest.mark.parametrize("what", [What.HELD, What.MISSED, What.UNKNOWN, What.MOVED, What.CALLED_OFF])
def test_a_meeting_comes_to_count_as_something_once(what):
    pieces = [booked(5, on=10), piece(10, What.HELD, about=900), piece(11, what, about=900, value="0")]
    assert refused(*pieces) == [(what, "after it came to count as something else")]
    assert [each.held for each in life(*pieces).meetings] == [True]


def test_a_meeting_that_was_moved_may_be_held():
    moved = piece(8, What.MOVED, MENTEE, about=900, value=str(int(at(20).timestamp())))
    assert refused(booked(5, on=10), moved, piece(20, What.HELD, about=900)) == []
    assert life(booked(5, on=10), moved).ahead == {900: at(20)}
    assert life(booked(5, on=10), moved, piece(20, What.HELD, about=900)).meetings[0].by == MENTOR


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (goal(10, what=What.GOAL_MET), "before its goal was added"),
        (goal(10, what=What.GOAL_DROPPED), "before its goal was added"),
        (step(10), "before its goal was added"),
        (step(10, what=What.STEP_DONE), "before the step was added"),
    ],
)
def test_what_comes_of_a_goal_or_step_before_it_was_added_is_kept_out(odd, reason):
    assert refused(odd, goal(11), step(12)) == [(odd.what, reason)]


def test_a_step_of_a_refused_step_is_refused_too_and_nothing_of_it_counts():
    pieces = [step(10), step(11, what=What.STEP_DONE), goal(12)]
    assert len(refused(*pieces)) == 2
    assert life(*pieces).moved_at == at(12)


def test_all_have_signed_with_the_last_signature_and_an_amendment_asks_for_every_one_anew():
    mentee, mentor = signed(3)
    assert life(mentee).agreed_at is None
    assert life(mentee, mentor, piece(50, What.AMENDED, MENTEE)).amended_at == at(50)
    again = [mentee, mentor, piece(50, What.AMENDED, MENTEE), piece(51, What.SIGNED, MENTOR)]
    assert (life(*again).agreed_at, life(*again).amended_at) == (at(3), at(50))
    assert life(*again, piece(52, What.SIGNED, MENTEE)).amended_at is None


def test_a_step_keeps_its_due_day_unless_it_is_given_another_and_may_be_opened_again():
    pieces = [goal(1), step(2, due=30), step(3, what=What.STEP_CHANGED)]
    assert life(*pieces).goals[1].steps[11].due == at(30).date()
    assert life(*pieces, step(4, what=What.STEP_CHANGED, due=40)).goals[1].steps[11].due == at(40).date()
    done = [*pieces, step(5, what=What.STEP_DONE)]
    assert life(*done, step(6, what=What.STEP_CHANGED)).goals[1].steps[11].done
    assert not life(*done, step(6, what=What.STEP_REOPENED)).goals[1].steps[11].done
    assert isinstance(life(*pieces).goals[1].steps[11].due, date)


def test_a_check_in_that_is_answered_before_it_runs_out_did_not_run_out():
    answered = piece(10, What.ANSWERED, MENTEE, about=7)
    assert life(answered, piece(12, What.UNANSWERED, MENTEE, about=7)).unanswered == []
    assert life(answered, piece(12, What.UNANSWERED, MENTEE, about=8)).unanswered == [at(12)]
    assert life(*unanswered(12, 13), piece(14, What.ANSWERED, MENTOR)).unanswered == []


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        ([piece(10, What.ANSWERED, MENTOR)], 10),
        (signed(10), 10),
        ([booked(10, on=40)], 10),
        (meetings("H", first=10), 10),
        ([goal(10)], 10),
        ([goal(8), step(10)], 10),
        ([goal(8), goal(10, what=What.GOAL_DROPPED)], 8),
        ([*signed(8), piece(10, What.AMENDED, MENTEE)], 8),
        ([*signed(8), *unanswered(10)], 8),
    ],
)
def test_when_either_was_heard_of_last(pieces, heard):
    assert life(*pieces).contact_at == at(heard)
