"""How a stage moves: read, asked of each, and moved by the word of all (section 13)."""

from __future__ import annotations

import pytest

from bot.mentoring import moves
from bot.mentoring.life import Said
from bot.mentoring.moves import Place, Standing
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.pieces import DAY, MENTEE, MENTOR
from tests.lives.life_file import at

S1, S2, S3, S4 = Stage


def settle(standing, read, now, felt=(), *, quiet=False):
    return moves.settle(standing, lambda _: Place(read), felt, {MENTEE, MENTOR}, rules=DEFAULTS, now=now, quiet=quiet)


def felt(day, who, answer):
    return Said(at(day), who, answer)


def read_since(day, read=S3, stage=S2, **more):
    return Standing(stage, at(0), read, at(day), **more)


def asked(day, read=S3, stage=S2, **more):
    return read_since(day - 14, read, stage, asked_at=at(day), open=True, **more)


def test_the_first_stage_ends_the_day_it_is_read_and_leads_to_the_second_whatever_is_read():
    begun = moves.begin(at(0))
    assert settle(begun, S1, at(5)).standing == begun
    for read in (S2, S3, S4):
        move = settle(begun, read, at(10))
        assert (move.standing.stage, move.moved_from, move.ask) == (S2, S1, False)
        assert (move.standing.since, move.standing.read, move.standing.read_since) == (
            at(10),
            read,
            at(10),
        ) or read is S2


def test_another_reading_begins_its_days_and_each_is_asked_after_14_of_them():
    read = settle(read_since(0, S2), S3, at(10))
    assert (read.standing.read, read.standing.read_since, read.ask, read.next_at) == (S3, at(10), False, at(24))
    assert not settle(read.standing, S3, at(24) - DAY / 24).ask
    ask = settle(read.standing, S3, at(24))
    assert (ask.ask, ask.standing.open, ask.standing.asked_at, ask.next_at) == (True, True, at(24), at(52))


def test_a_third_reading_begins_the_days_anew_and_ends_the_question_about_the_other():
    move = settle(asked(20), S4, at(25), [felt(21, MENTEE, "yes"), felt(22, MENTOR, "yes")])
    assert (move.standing.read, move.standing.read_since, move.standing.open) == (S4, at(25), False)
    assert move.moved_from is None


def test_a_reading_that_turns_back_ends_the_question():
    move = settle(asked(20), S2, at(25))
    assert (move.standing.open, move.next_at) == (False, None)


def test_nobody_is_asked_in_quiet_that_somebody_asked_for_but_what_was_said_counts():
    assert not settle(read_since(0), S3, at(20), quiet=True).ask
    both = [felt(21, MENTEE, "yes"), felt(22, MENTOR, "yes")]
    assert settle(asked(20), S3, at(23), both, quiet=True).standing.stage is S3


def test_two_yeses_move_it_and_the_time_in_the_stage_is_kept():
    move = settle(asked(20), S3, at(23), [felt(21, MENTEE, "yes"), felt(22, MENTOR, "yes")])
    assert (move.standing.stage, move.standing.since, move.moved_from, move.disagreed) == (S3, at(23), S2, False)
    assert move.standing.spent == {"S2": 23 * DAY}
    assert not move.standing.open


@pytest.mark.parametrize("who", [MENTEE, MENTOR])
def test_nothing_moves_on_one_word_however_often_it_is_said(who):
    said = [felt(day, who, "yes") for day in (21, 22, 23)]
    move = settle(asked(20), S3, at(24), said)
    assert (move.standing.stage, move.standing.open, move.disagreed) == (S2, True, False)
    assert move.standing.felt == {who: True}


@pytest.mark.parametrize("answers", [("yes", "no"), ("no", "yes"), ("no", "no")])
def test_a_no_ends_the_round_and_the_next_question_comes_28_days_after_the_last(answers):
    said = [felt(21, MENTEE, answers[0]), felt(22, MENTOR, answers[1])]
    move = settle(asked(20), S3, at(23), said)
    assert (move.standing.stage, move.standing.open, move.disagreed, move.next_at) == (S2, False, True, at(48))
    assert move.standing.read_since == at(6)
    assert not settle(move.standing, S3, at(47), said).ask
    assert settle(move.standing, S3, at(48), said).ask


def test_where_the_no_comes_so_late_that_the_next_question_were_due_its_days_begin_anew():
    move = settle(asked(20), S3, at(48), [felt(21, MENTEE, "yes"), felt(48, MENTOR, "no")])
    assert (move.disagreed, move.ask, move.next_at) == (True, False, at(62))
    assert not settle(move.standing, S3, at(48)).ask


def test_the_newest_word_of_each_counts():
    said = [felt(21, MENTEE, "no"), felt(22, MENTEE, "yes"), felt(23, MENTOR, "yes")]
    assert settle(asked(20), S3, at(24), said).standing.stage is S3


def test_a_question_that_not_all_have_answered_is_put_again_after_28_days_and_counts_from_then():
    said = [felt(21, MENTEE, "yes")]
    assert not settle(asked(20), S3, at(47), said).ask
    again = settle(asked(20), S3, at(48), said)
    assert (again.ask, again.standing.asked_at, again.standing.felt) == (True, at(48), {})
    late = [*said, felt(49, MENTOR, "yes")]
    assert settle(again.standing, S3, at(50), late).standing.stage is S2


def test_what_was_said_before_the_question_is_no_answer_to_it():
    said = [felt(19, MENTEE, "yes"), felt(19, MENTOR, "yes")]
    assert settle(asked(20), S3, at(21), said).standing.stage is S2
    at_once = [felt(20, MENTEE, "yes"), felt(20, MENTOR, "yes")]
    assert settle(asked(20), S3, at(21), at_once).standing.stage is S3


def test_what_was_created_together_stays_so():
    move = settle(asked(20, read=S1), S1, at(25), [felt(21, MENTEE, "yes"), felt(22, MENTOR, "yes")])
    assert (move.standing.stage, move.standing.read, move.standing.open) == (S2, S2, False)


def test_the_time_in_a_stage_is_added_up_over_its_returns():
    back = Standing(S2, at(60), S2, at(60), spent={"S2": 20 * DAY, "S3": 5 * DAY})
    assert back.time_in_stage(at(70)) == 30 * DAY
    assert back.moved(Place(S3), at(70)).spent == {"S2": 30 * DAY, "S3": 5 * DAY}
