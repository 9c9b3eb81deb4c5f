"""A pair's series: three ahead, never the same day twice, and what stops it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.terms import Frequency, Initiator
from bot.usecases import (
    agreement,
    appointments,
    closing,
    planning,
    quiet,
    series,
)
from tests.bot.usecases.agreeing import edit, planned, sign
from tests.bot.usecases.rhythms import HOUR, TUESDAY, agreed, begun, days, ids, live, rows, wanted
from tests.builders import AMARA, JONAS, MONDAY, TOMAS


def test_the_first_three_are_booked_together_and_by_the_clocks_of_who_sets_them_up(hand):
    begun(hand)
    assert rows(hand) == [
        ("2026-10-13", "13 Oct 14:00"),
        ("2026-10-27", "27 Oct 15:00"),
        ("2026-11-10", "10 Nov 15:00"),
    ]


def test_one_message_tells_of_all_three_and_each_is_reminded_of_and_asked_about(hand):
    id = begun(hand)
    assert [key for key, state in planned(hand, "%:booked") if state == "planned"] == []
    assert planned(hand, "series:%") == [("series:1:1:planned", "planned")]
    assert len(planned(hand, "meeting:%:ask:%")) == 6
    assert hand.run(appointments.waiting, hand.person(AMARA), hand.run(lambda w: w.mentorships.get(id)), MONDAY) == []


def test_booking_twice_is_booking_once(hand):
    id = begun(hand)
    again = hand.run(planning.book, JONAS, wanted(id), now=MONDAY)
    assert len(again.meetings) == len(rows(hand)) == 3
    with pytest.raises(Refusal, match="series.changed"):
        hand.run(planning.book, AMARA, wanted(id, clock=time(15)), now=MONDAY)


def test_the_mentor_plans_on_their_own_clock_and_the_series_goes_by_that_of_who_sets_it_up(hand):
    id = agreed(hand)
    hand.run(planning.book, AMARA, wanted(id, clock=time(15)), now=MONDAY)
    assert hand.look("SELECT zone, clock, first FROM series") == [("Europe/Stockholm", "16:00", "2026-10-13")]
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10"]


def test_where_they_take_turns_the_agreed_clocks_hold_and_each_sets_up_the_next(hand):
    id = hand.pair()
    for page in (1, 2, 3):
        saved = hand.run(agreement.save_page, JONAS, edit(id, page, initiator=Initiator.TURNS), now=MONDAY)
    for who in (JONAS, AMARA):
        sign(hand, id, who, seen=saved.reading.seen)
    hand.run(planning.book, AMARA, wanted(id), now=MONDAY)
    by = [
        row.first_name
        for row in hand.look(
            "SELECT first_name FROM appointment JOIN person ON person.id = set_up_by ORDER BY starts_at"
        )
    ]
    assert by == ["Jonas", "Amara", "Jonas"]
    assert hand.look("SELECT zone FROM series") == [("Europe/Stockholm",)]


def test_three_lie_ahead_as_time_passes_and_nobody_is_told_of_those_booked_later(hand):
    begun(hand)
    live(hand, MONDAY + timedelta(weeks=5))
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10", "2026-11-24", "2026-12-08", "2026-12-22"]
    assert [state for _, state in planned(hand, "%:booked")] == []
    assert [key for key, _ in planned(hand, "series:%")] == ["series:1:1:planned"]


def test_looking_twice_books_nothing_twice(hand):
    begun(hand)
    later = MONDAY + timedelta(days=2)
    for _ in range(3):
        hand.run(series.keep_all, later)
    assert len(rows(hand)) == 4


def test_nothing_is_booked_after_the_last_day(hand):
    begun(hand)
    live(hand, MONDAY + timedelta(weeks=40))
    assert days(hand)[-1] == "2027-03-30"
    assert hand.run(series.next_moment) is None


def test_a_skipped_day_is_never_booked_again_and_the_series_goes_on(hand):
    begun(hand)
    hand.run(appointments.cancel, AMARA, ids(hand)[1], revision=1, now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-10", "2026-11-24"]
    live(hand, MONDAY + timedelta(weeks=3))
    assert days(hand, "cancelled") == ["2026-10-27"]
    assert "2026-10-27" not in days(hand)


def test_a_moved_meeting_keeps_its_place_in_the_series(hand):
    id = begun(hand)
    moved = appointments.Wanted(id, date(2026, 10, 29), time(9), 60, moves=ids(hand)[1], revision=1)
    shown = hand.run(appointments.propose, JONAS, moved, now=MONDAY).wanted
    hand.run(appointments.set_up, JONAS, shown, place="The small room", objective="", now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=3))
    assert rows(hand)[1] == ("2026-10-27", "29 Oct 08:00")
    assert len(days(hand)) == len(set(days(hand)))


def test_a_meeting_that_is_booked_at_that_time_counts_as_one_of_them(hand):
    id = agreed(hand)
    single = appointments.Wanted(id, date(2026, 10, 27), time(16, 30), 60)
    hand.run(appointments.set_up, JONAS, single, place="", objective="", now=MONDAY)
    found = hand.run(planning.propose, AMARA, wanted(id, clock=time(15)), now=MONDAY)
    assert [each.stands is not None for each in found.coming] == [False, True, False]
    hand.run(planning.book, AMARA, wanted(id, clock=time(15)), now=MONDAY)
    assert days(hand) == ["2026-10-13", None, "2026-11-10"]
    hand.run(appointments.cancel, JONAS, ids(hand)[1], revision=1, now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=2))
    assert days(hand) == ["2026-10-13", "2026-11-10", "2026-11-24"]


def test_no_more_than_six_lie_ahead(hand):
    id = agreed(hand)
    for day in (14, 15, 16, 19, 20):
        single = appointments.Wanted(id, date(2026, 10, day), time(10), 60)
        hand.run(appointments.set_up, JONAS, single, place="", objective="", now=MONDAY)
    hand.run(planning.book, JONAS, wanted(id), now=MONDAY)
    assert len(rows(hand)) == 6
    live(hand, datetime(2026, 10, 21, tzinfo=UTC))
    assert [day for day in days(hand) if day] == ["2026-10-13", "2026-10-27", "2026-11-10", "2026-11-24"]


def test_a_pause_calls_off_what_lies_in_it_and_ends_by_itself(hand):
    id = begun(hand)
    hand.run(series.pause, AMARA, id, date(2026, 11, 9), now=MONDAY + 5 * HOUR)
    live(hand, MONDAY + timedelta(weeks=2))
    assert days(hand) == ["2026-11-10", "2026-11-24", "2026-12-08"]
    assert [key for key, _ in planned(hand, "series:%paused")] == ["series:1:2:paused"]
    assert hand.run(series.page, JONAS, id, now=datetime(2026, 11, 9, tzinfo=UTC)).series.is_paused(date(2026, 11, 8))


def test_a_pause_that_is_ended_early_gives_its_days_back(hand):
    id = begun(hand)
    hand.run(series.pause, AMARA, id, date(2026, 12, 20), now=MONDAY + 5 * HOUR)
    assert days(hand) == ["2026-12-22", "2027-01-05", "2027-01-19"]
    hand.run(series.go_on, JONAS, id, now=MONDAY + timedelta(days=3))
    assert days(hand) == ["2026-10-27", "2026-11-10", "2026-11-24", "2026-12-08", "2026-12-22"]


def test_a_moved_or_prepared_meeting_stays_through_a_pause_and_an_end(hand):
    id = begun(hand)
    first = appointments.Wanted(id, TUESDAY, time(17), 60, moves=ids(hand)[0], revision=1)
    shown = hand.run(appointments.propose, JONAS, first, now=MONDAY).wanted
    hand.run(appointments.set_up, JONAS, shown, place="The small room", objective="", now=MONDAY)
    hand.run(series.pause, AMARA, id, date(2026, 12, 20), now=MONDAY)
    assert days(hand)[0] == "2026-10-13"
    hand.run(series.end, AMARA, id, now=MONDAY)
    assert days(hand) == ["2026-10-13"]


@pytest.mark.parametrize(
    ("until", "key"), [(date(2026, 10, 12), "series.pause_past"), (date(2027, 4, 10), "series.pause_end")]
)
def test_a_pause_lies_ahead_and_before_the_end(hand, until, key):
    id = begun(hand)
    with pytest.raises(Refusals, match=key):
        hand.run(series.pause, JONAS, id, until, now=MONDAY)


def test_planning_is_offered_for_two_weeks_after_the_last_signature(hand):
    id = agreed(hand)
    amara, pair = hand.person(AMARA), hand.run(lambda work: work.mentorships.get(id))
    offered = [hand.run(agreement.waiting, amara, pair, MONDAY + timedelta(days=n)) for n in (0, 13, 14)]
    assert [[each.kind for each in some] for some in offered] == [["series.plan"], ["series.plan"], []]


def test_nothing_is_planned_before_all_have_signed_or_by_strangers(hand):
    id = hand.pair()
    with pytest.raises(Refusal, match="series.not_agreed"):
        hand.run(planning.choose, JONAS, id, now=MONDAY)
    with pytest.raises(Refusal, match="mentorship.not_a_member"):
        hand.run(series.page, TOMAS, id, now=MONDAY)


@pytest.mark.parametrize(("day", "key"), [(date(2026, 10, 12), "series.past"), (date(2027, 4, 13), "series.after_end")])
def test_a_series_begins_after_now_and_before_the_end(hand, day, key):
    id = agreed(hand)
    with pytest.raises(Refusals, match=key):
        hand.run(planning.propose, JONAS, wanted(id, day=day, clock=time(9)), now=MONDAY)


def test_while_one_of_them_has_stopped_messages_nothing_is_booked(hand):
    id = begun(hand)
    hand.run(quiet.something_isnt_right, AMARA, id, now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=4))
    assert len(days(hand)) == 3
    hand.run(quiet.start_again, AMARA, id, now=MONDAY + timedelta(weeks=5))
    live(hand, MONDAY + timedelta(weeks=5))
    assert days(hand)[3:] == ["2026-11-24", "2026-12-08", "2026-12-22"]


def test_while_one_of_them_pauses_nothing_is_booked(hand):
    begun(hand)
    hand.run(quiet.snooze, AMARA, "2 weeks", now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=1))
    assert len(days(hand)) == 3
    live(hand, MONDAY + timedelta(weeks=3))
    assert days(hand)[3:] == ["2026-11-24", "2026-12-08"]


def test_a_closing_books_nothing_and_an_end_ends_the_series(hand):
    id = begun(hand)
    hand.run(closing.begin, JONAS, id, now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=2))
    assert len(days(hand)) == 3
    with pytest.raises(Refusal, match="series.closing"):
        hand.run(planning.choose, JONAS, id, now=MONDAY)
    hand.run(appointments.call_off_all, id, MONDAY + timedelta(weeks=2))
    assert hand.look("SELECT count(*) FROM series WHERE ended_at IS NULL") == [(0,)]
    assert hand.run(series.next_moment) is None


def test_the_latest_four_that_are_over_are_found_below_those_ahead_and_none_that_was_called_off(hand):
    id = begun(hand, frequency=Frequency.WEEKLY)
    hand.run(appointments.cancel, JONAS, ids(hand)[1], revision=1, now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=8))
    seen = hand.run(series.page, AMARA, id, now=MONDAY + timedelta(weeks=8))
    over = [f"{each.starts:%d %b}" for each in seen.over]
    assert over == ["01 Dec", "24 Nov", "17 Nov", "10 Nov"]
    first = hand.run(series.page, AMARA, id, now=MONDAY + timedelta(weeks=3))
    assert [f"{each.starts:%d %b}" for each in first.over] == ["27 Oct", "13 Oct"]
