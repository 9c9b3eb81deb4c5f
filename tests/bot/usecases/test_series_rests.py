"""A series and the days on which the whole program rests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.mentoring.notices import Unwanted
from bot.mentoring.refusals import Refusal
from bot.mentoring.reports import Answer
from bot.mentoring.terms import Frequency
from bot.usecases import (
    appointments,
    planning,
    program_pauses,
    quiet,
    reminders,
    reports,
    series,
    series_rests,
)
from tests.bot.usecases.rhythms import HOUR, agreed, begun, days, ids, live, wanted
from tests.builders import AMARA, JONAS, MONDAY, RUTH, TOMAS


def test_nothing_is_planned_for_days_on_which_the_whole_program_rests(hand):
    id = agreed(hand)
    hand.run(
        program_pauses.plan, RUTH, None, first=date(2026, 10, 20), last=date(2026, 11, 15), name="Exams", now=MONDAY
    )
    hand.run(planning.book, JONAS, wanted(id), now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-24", "2026-12-08"]


EXAMS = {"first": date(2026, 10, 20), "last": date(2026, 11, 15), "name": "Exams"}


def rest(hand, id=None, now=MONDAY, **changed):
    return hand.run(program_pauses.plan, RUTH, id, **{**EXAMS, **changed}, now=now).lines[-1].pause.id


def asked_of_rests(hand):
    return hand.look("SELECT state, due_at FROM outbox WHERE kind = 'series.rests' ORDER BY id")


def test_what_a_series_had_booked_before_a_pause_of_the_program_stands_and_is_asked_about_once(hand):
    begun(hand)
    pause = rest(hand, first=date(2026, 11, 1))
    for _ in range(2):
        hand.run(series.keep_all, MONDAY)
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10"]
    [(state, due)] = asked_of_rests(hand)
    assert (state, datetime.fromtimestamp(due, UTC).date()) == ("planned", date(2026, 10, 18))
    rest(hand, pause, first=date(2026, 11, 2))
    hand.run(series.keep_all, MONDAY)
    assert len(asked_of_rests(hand)) == 2


def test_the_question_goes_out_with_its_meetings_and_not_where_the_pause_or_they_are_gone(hand):
    id = begun(hand)
    pause = rest(hand)
    hand.run(series.keep_all, MONDAY)
    claimed = hand.run(lambda work: work.outbox.claim(MONDAY + timedelta(days=1), limit=50))
    row = next(each for each in claimed if each.kind == "series.rests")
    within = hand.run(series_rests.ask, row, MONDAY)
    assert [each.occurrence for each in within.meetings] == [date(2026, 10, 27), date(2026, 11, 10)]
    hand.run(series_rests.skip, AMARA, id, pause, now=MONDAY)
    with pytest.raises(Unwanted, match="no regular meeting"):
        hand.run(series_rests.ask, row, MONDAY)
    hand.run(program_pauses.take_back, RUTH, pause, now=MONDAY)
    with pytest.raises(Unwanted, match="another one"):
        hand.run(series_rests.ask, row, MONDAY)


def test_skipping_for_a_pause_leaves_what_was_moved_and_stays_when_the_pause_is_taken_back(hand):
    id = begun(hand)
    moved = ids(hand)[2]
    chosen = appointments.Wanted(id, date(2026, 11, 11), time(16), 60, moves=moved, revision=1)
    shown = hand.run(appointments.propose, JONAS, chosen, now=MONDAY).wanted
    hand.run(appointments.set_up, JONAS, shown, place="", objective="", now=MONDAY)
    pause = rest(hand)
    for _ in range(2):
        skipped = hand.run(series_rests.skip, JONAS, id, pause, now=MONDAY)
    assert skipped.meetings == ()
    assert days(hand, "cancelled") == ["2026-10-27"]
    assert days(hand) == ["2026-10-13", "2026-11-10", "2026-11-24"]
    hand.run(program_pauses.take_back, RUTH, pause, now=MONDAY)
    hand.run(series.keep_all, MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-10", "2026-11-24"]


def test_a_pause_that_is_taken_back_gives_the_days_back_that_it_had_left_out(hand):
    id = agreed(hand)
    pause = rest(hand)
    hand.run(planning.book, JONAS, wanted(id), now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-24", "2026-12-08"]
    hand.run(program_pauses.take_back, RUTH, pause, now=MONDAY)
    hand.run(series.keep_all, MONDAY)
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10", "2026-11-24", "2026-12-08"]
    live(hand, MONDAY + timedelta(days=3))
    assert len(days(hand)) == 5


def test_a_stranger_skips_nothing(hand):
    id = begun(hand)
    pause = rest(hand)
    with pytest.raises(Refusal):
        hand.run(series_rests.skip, TOMAS, id, pause, now=MONDAY)
    assert days(hand, "cancelled") == []


def test_nobody_is_asked_for_a_new_time_while_the_next_regular_meeting_is_booked(hand):
    begun(hand)
    over = hand.run(lambda work: work.appointments.ahead(1, MONDAY))[0]
    for who in (AMARA, JONAS):
        hand.run(reports.report, who, over.id, Answer.MOVED, now=over.ends + HOUR)
    claimed = hand.run(lambda work: work.outbox.claim(over.ends + timedelta(days=2), limit=50))
    row = next(each for each in claimed if each.kind == "appointments.new_time")
    with pytest.raises(Unwanted, match="a new time is booked already"):
        hand.run(reminders.new_time, row, over.ends + HOUR)
    hand.run(series.end, AMARA, over.mentorship, now=over.ends + HOUR)
    assert hand.run(reminders.new_time, row, over.ends + HOUR).appointment.id == over.id


def test_a_pair_that_is_left_in_peace_is_asked_about_a_pause_of_the_program_when_that_is_over(hand):
    begun(hand)
    hand.run(quiet.snooze, AMARA, "3 days", now=MONDAY)
    rest(hand)
    hand.run(series.keep_all, MONDAY)
    assert asked_of_rests(hand) == []
    live(hand, MONDAY + timedelta(days=4))
    assert len(asked_of_rests(hand)) == 1


def test_who_has_stopped_messages_is_not_asked_about_a_pause_of_the_program(hand):
    id = begun(hand)
    hand.run(quiet.something_isnt_right, JONAS, id, now=MONDAY)
    rest(hand)
    hand.run(series.keep_all, MONDAY)
    assert asked_of_rests(hand) == []


def test_without_a_pause_of_the_program_no_more_than_three_lie_ahead_however_a_pause_of_the_pair_is_changed(hand):
    id = begun(hand, frequency=Frequency.WEEKLY)
    hand.run(series.pause, AMARA, id, date(2026, 12, 1), now=MONDAY)
    hand.run(series.pause, AMARA, id, date(2026, 10, 20), now=MONDAY)
    live(hand, MONDAY + timedelta(days=1))
    assert len(days(hand)) == 3
