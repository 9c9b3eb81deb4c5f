"""A pair's series: three ahead, never the same day twice, and what stops it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.mentoring.notices import Unwanted
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.reports import Answer
from bot.mentoring.terms import Frequency, Initiator
from bot.usecases import (
    agreement,
    appointments,
    closing,
    invitations,
    planning,
    program_pauses,
    quiet,
    reminders,
    reports,
    series,
    series_rests,
)
from bot.usecases.planning import Wanted
from tests.bot.usecases.agreeing import agree, edit, planned, sign
from tests.builders import AMARA, JONAS, MONDAY, RUTH, TOMAS

TUESDAY = date(2026, 10, 13)
WEEKLY = {"frequency": Frequency.WEEKLY}
HOUR = timedelta(hours=1)


def wanted(id, day=TUESDAY, clock=time(16), **more):
    """As agreed: every two weeks on Tuesday at 16:00 in Stockholm."""
    values = {"frequency": Frequency.TWO_WEEKS, "minutes": 60, "place": "The small room", **more}
    return Wanted(id, day=day, clock=clock, **values)


def agreed(hand, **pair):
    id = hand.pair(**pair)
    agree(hand, id, pair.get("mentee", JONAS), pair.get("mentor", AMARA))
    return id


def begun(hand, **more):
    """A pair with a series."""
    id = agreed(hand)
    hand.run(planning.book, JONAS, wanted(id, **more), now=MONDAY)
    return id


def rows(hand, state="booked"):
    """(day of the rule, start) of the meetings in a state."""
    found = hand.look("SELECT occurrence, starts_at FROM appointment WHERE state = :s ORDER BY starts_at", s=state)
    return [(day, f"{datetime.fromtimestamp(at, UTC):%d %b %H:%M}") for day, at in found]


def days(hand, state="booked"):
    return [day for day, _ in rows(hand, state)]


def ids(hand):
    return [row.id for row in hand.look("SELECT id FROM appointment WHERE state = 'booked' ORDER BY starts_at")]


def live(hand, now):
    """As the metronome does, meeting by meeting."""
    while (moment := hand.run(series.next_moment)) is not None and moment <= now:
        hand.run(series.keep_all, moment)


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


def test_another_rhythm_replaces_what_nobody_has_touched(hand):
    id = begun(hand)
    hand.run(appointments.cancel, AMARA, ids(hand)[2], revision=1, now=MONDAY)
    change = wanted(id, day=date(2026, 10, 14), clock=time(10), frequency=Frequency.WEEKLY, revision=1)
    hand.run(planning.book, AMARA, change, now=MONDAY)
    assert rows(hand) == [
        ("2026-10-14", "14 Oct 09:00"),
        ("2026-10-21", "21 Oct 09:00"),
        ("2026-10-28", "28 Oct 10:00"),
    ]
    assert hand.look("SELECT count(*) FROM series") == [(1,)]
    assert planned(hand, "series:%") == [("series:1:1:planned", "withdrawn"), ("series:1:2:planned", "planned")]


def test_what_was_skipped_stays_skipped_in_a_rhythm_of_another_hour(hand):
    id = begun(hand)
    hand.run(appointments.cancel, AMARA, ids(hand)[1], revision=1, now=MONDAY)
    hand.run(planning.book, JONAS, wanted(id, clock=time(17), revision=1), now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-10", "2026-11-24"]


def test_an_amended_schedule_is_offered_and_changes_nothing_by_itself(hand):
    id = begun(hand)
    jonas, pair = hand.person(JONAS), hand.run(lambda work: work.mentorships.get(id))
    waits = [each.kind for each in hand.run(agreement.waiting, jonas, pair, MONDAY)]
    assert waits == []
    seen = hand.run(agreement.read, JONAS, id, now=MONDAY).seen
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, time=time(9)), now=MONDAY)
    for who in (JONAS, AMARA):
        sign(hand, id, who)
    assert [each.kind for each in hand.run(agreement.waiting, jonas, pair, MONDAY)] == ["series.plan"]
    assert hand.run(series.page, JONAS, id, now=MONDAY).newer
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10"]
    chosen = hand.run(planning.choose, JONAS, id, now=MONDAY)
    assert f"{chosen.starts:%d %b %H:%M}" == "13 Oct 07:00"


def test_an_amendment_that_leaves_the_schedule_offers_nothing(hand):
    id = begun(hand)
    jonas, pair = hand.person(JONAS), hand.run(lambda work: work.mentorships.get(id))
    seen = hand.run(agreement.read, JONAS, id, now=MONDAY).seen
    hand.run(agreement.save_page, JONAS, edit(id, 2, seen=seen, goals="Say no in time"), now=MONDAY)
    for who in (JONAS, AMARA):
        sign(hand, id, who)
    assert hand.run(agreement.waiting, jonas, pair, MONDAY) == []
    assert not hand.run(series.page, JONAS, id, now=MONDAY).newer


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


def test_nothing_is_planned_for_days_on_which_the_whole_program_rests(hand):
    id = agreed(hand)
    hand.run(
        program_pauses.plan, RUTH, None, first=date(2026, 10, 20), last=date(2026, 11, 15), name="Exams", now=MONDAY
    )
    hand.run(planning.book, JONAS, wanted(id), now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-11-24", "2026-12-08"]


def test_what_is_called_off_with_a_series_is_called_off_in_calendars_too(hand):
    id = begun(hand)
    first = ids(hand)[0]
    hand.run(invitations.take, JONAS, first, times=0, now=MONDAY)
    hand.run(series.end, AMARA, id, now=MONDAY)
    assert [state for key, state in planned(hand, "invitation%:changed:%")] == ["planned"]


def in_calendars(hand, id, person=JONAS):
    """All meetings that lie ahead of a pair are put into somebody's calendar; their ids."""
    hand.run(invitations.take_all, person, id, times=0, now=MONDAY)
    return ids(hand)


def newer_files(hand):
    """(id of a meeting, its state) of what somebody is owed a newer file of."""
    rows = hand.look("SELECT about FROM outbox WHERE kind = 'invitations.changed' AND state = 'planned'")
    about = [json.loads(row.about) for row in rows]
    owed = [int(id) for each in about for id in str(each["appointments"]).split(".")]
    return [(id, hand.look("SELECT state FROM appointment WHERE id = :id", id=id)[0].state) for id in owed]


def test_a_meeting_that_another_rhythm_books_again_stays_and_stays_in_calendars(hand):
    id = begun(hand)
    first, second, third = in_calendars(hand, id)
    rarer = wanted(id, clock=time(15), revision=1, frequency=Frequency.THREE_WEEKS)
    shown = hand.run(planning.propose, AMARA, rarer, now=MONDAY)
    assert [each.id for each in shown.replaced] == [second, third]
    assert [f"{each.day}" for each in shown.coming] == ["2026-10-13", "2026-11-03", "2026-11-24"]
    hand.run(planning.book, AMARA, shown.wanted, now=MONDAY)
    assert days(hand) == [f"{each.day}" for each in shown.coming]
    assert ids(hand)[0] == first
    assert newer_files(hand) == [(second, "cancelled"), (third, "cancelled")]


def test_all_meetings_that_lie_in_a_denser_rhythm_stay_and_what_is_between_them_is_booked(hand):
    id = begun(hand)
    first, second, third = in_calendars(hand, id)
    shown = hand.run(planning.propose, AMARA, wanted(id, clock=time(15), revision=1, **WEEKLY), now=MONDAY)
    assert shown.replaced == shown.stay == ()
    hand.run(planning.book, AMARA, shown.wanted, now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03", "2026-11-10"]
    assert days(hand) == [f"{each.day}" for each in shown.coming]
    assert [ids(hand)[nth] for nth in (0, 2, 4)] == [first, second, third]
    assert newer_files(hand) == []


def test_what_gives_way_for_want_of_room_and_comes_again_is_not_told_as_called_off(hand):
    id = begun(hand)
    for day in (15, 16, 17):
        beside = appointments.Wanted(id, date(2026, 10, day), time(10), 30)
        hand.run(appointments.set_up, AMARA, beside, place="", objective="", now=MONDAY)
    hand.run(planning.book, AMARA, wanted(id, clock=time(15), revision=1, **WEEKLY), now=MONDAY)
    assert days(hand) == ["2026-10-13", None, None, None, "2026-10-20", "2026-10-27"]
    assert days(hand, "cancelled") == [None]
    claimed = hand.run(lambda work: work.outbox.claim(MONDAY + HOUR, limit=50))
    told = hand.run(series.told, next(each for each in claimed if each.kind == "series.planned"), MONDAY)
    assert told.off == ()


def test_in_a_rhythm_that_differs_in_its_place_alone_the_meetings_stay_and_calendars_learn_the_place(hand):
    id = begun(hand)
    before = in_calendars(hand, id)
    hand.run(planning.book, JONAS, wanted(id, place="The large room", revision=1), now=MONDAY)
    assert ids(hand) == before
    assert {row.place for row in hand.look("SELECT place FROM appointment")} == {"The large room"}
    assert newer_files(hand) == [(each, "booked") for each in before]


def test_a_meeting_that_stood_during_a_pause_stays_when_it_is_ended_early(hand):
    id = begun(hand)
    hand.run(series.pause, AMARA, id, date(2026, 11, 9), now=MONDAY)
    after = in_calendars(hand, id)
    hand.run(series.go_on, AMARA, id, now=MONDAY)
    assert days(hand) == ["2026-10-13", "2026-10-27", "2026-11-10", "2026-11-24", "2026-12-08"]
    assert ids(hand)[2:] == after
    assert newer_files(hand) == []


def test_a_message_about_a_rhythm_names_what_is_called_off_and_what_stands_beside_it(hand):
    id = begun(hand)
    beside = appointments.Wanted(id, date(2026, 10, 22), time(10), 30)
    hand.run(appointments.set_up, AMARA, beside, place="", objective="", now=MONDAY)
    hand.run(planning.book, AMARA, wanted(id, clock=time(10), revision=1), now=MONDAY)
    claimed = hand.run(lambda work: work.outbox.claim(MONDAY + HOUR, limit=50))
    told = hand.run(series.told, next(each for each in claimed if each.kind == "series.planned"), MONDAY)
    assert [f"{each.starts:%d %b}" for each in told.off] == ["13 Oct", "27 Oct", "10 Nov"]
    assert [f"{each.starts:%d %b}" for each in told.meetings] == ["13 Oct", "22 Oct", "27 Oct", "10 Nov"]


def test_the_latest_four_that_are_over_are_found_below_those_ahead_and_none_that_was_called_off(hand):
    id = begun(hand, frequency=Frequency.WEEKLY)
    hand.run(appointments.cancel, JONAS, ids(hand)[1], revision=1, now=MONDAY)
    live(hand, MONDAY + timedelta(weeks=8))
    seen = hand.run(series.page, AMARA, id, now=MONDAY + timedelta(weeks=8))
    over = [f"{each.starts:%d %b}" for each in seen.over]
    assert over == ["01 Dec", "24 Nov", "17 Nov", "10 Nov"]
    first = hand.run(series.page, AMARA, id, now=MONDAY + timedelta(weeks=3))
    assert [f"{each.starts:%d %b}" for each in first.over] == ["27 Oct", "13 Oct"]


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
