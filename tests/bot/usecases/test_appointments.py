"""Meetings from the request to what is kept."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.reports import Answer
from bot.mentoring.terms import Weekday
from bot.ports import Outgoing
from bot.usecases import agreement, appointments, closure, looks, pairing, reports, signals, stage_page
from bot.usecases.appointments import Wanted
from tests.bot.usecases.agreeing import agree
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, going_alone

DAY = timedelta(days=1)


def wanted(id, day=date(2026, 10, 14), clock=time(12, 0), minutes=60, **more):
    return Wanted(id, day, clock, minutes, **more)


def book(hand, id, who=JONAS, *, now=MONDAY, place="", objective="", **more):
    return hand.run(appointments.set_up, who, wanted(id, **more), place=place, objective=objective, now=now)


def met(hand, id, day, answer=Answer.HELD, now=None):
    """Book a meeting at noon of that October day and let both say the same of it."""
    meeting = book(hand, id, day=date(2026, 10, day), now=MONDAY.replace(day=day - 1))
    over = MONDAY.replace(day=day, hour=14)
    for who in (JONAS, AMARA):
        hand.run(reports.report, who, meeting, answer, now=now or over)
    return meeting


def test_the_same_form_sent_twice_books_one_meeting(hand):
    id = hand.pair()
    assert book(hand, id) == book(hand, id)
    assert hand.look("SELECT count(*) FROM appointment") == [(1,)]
    assert hand.look("SELECT count(*) FROM outbox WHERE kind = 'appointments.booked'") == [(1,)]


def test_two_who_book_the_same_time_at_once_get_one_meeting_and_the_later_is_told(hand):
    id = hand.pair()
    book(hand, id)
    with pytest.raises(Refusals, match="appointments.overlap"):
        book(hand, id, AMARA, clock=time(11, 0))
    assert hand.look("SELECT count(*) FROM appointment") == [(1,)]


def test_the_clock_is_that_of_who_chose_it(hand):
    meeting = book(hand, hand.pair(), AMARA)
    seen = hand.run(appointments.see, JONAS, meeting, now=MONDAY)
    assert seen.appointment.starts == MONDAY.replace(day=14, hour=11)


def test_moving_from_an_old_form_is_told_at_the_field_and_changes_nothing(hand):
    id = hand.pair()
    meeting = book(hand, id)
    book(hand, id, AMARA, day=date(2026, 10, 15), moves=meeting, revision=1)
    with pytest.raises(Refusal, match="appointments.changed") as refused:
        book(hand, id, JONAS, day=date(2026, 10, 16), moves=meeting, revision=1, place="Here")
    assert refused.value.field == "place"
    assert hand.look("SELECT revision, place FROM appointment") == [(2, "")]


def test_the_same_move_sent_twice_moves_once(hand):
    id = hand.pair()
    meeting = book(hand, id)
    for _ in range(2):
        book(hand, id, day=date(2026, 10, 15), moves=meeting, revision=1)
    assert hand.look("SELECT revision FROM appointment") == [(2,)]


def test_what_was_planned_for_the_old_time_is_withdrawn(hand):
    id = hand.pair()
    meeting = book(hand, id)
    book(hand, id, day=date(2026, 10, 15), moves=meeting, revision=1)
    states = hand.look("SELECT DISTINCT state FROM outbox WHERE key LIKE 'meeting:1:1:%'")
    assert states == [("withdrawn",)]


def test_calling_off_twice_tells_once(hand):
    meeting = book(hand, hand.pair())
    for _ in range(2):
        hand.run(appointments.cancel, JONAS, meeting, revision=1, now=MONDAY)
    assert hand.look("SELECT count(*) FROM outbox WHERE kind = 'appointments.cancelled'") == [(1,)]


def test_a_stranger_sees_moves_and_reports_nothing(hand):
    meeting = book(hand, hand.pair())
    for attempt in (
        lambda: hand.run(appointments.see, PRIYA, meeting, now=MONDAY),
        lambda: hand.run(appointments.accept, PRIYA, meeting, revision=1, now=MONDAY),
        lambda: hand.run(appointments.cancel, PRIYA, meeting, revision=1, now=MONDAY),
        lambda: hand.run(reports.report, PRIYA, meeting, Answer.HELD, now=MONDAY + 9 * DAY),
    ):
        with pytest.raises(Refusal, match="mentorship.not_a_member"):
            attempt()
    assert hand.look("SELECT state FROM appointment") == [("booked",)]


def test_a_meeting_of_another_pair_cannot_be_moved_into_this_one(hand):
    meeting = book(hand, hand.pair())
    other = hand.pair(mentor=AMARA, mentee=PRIYA)
    with pytest.raises(Refusal, match="appointments.unknown"):
        book(hand, other, AMARA, day=date(2026, 10, 15), moves=meeting, revision=1)


def test_an_unknown_meeting_is_said_so(hand):
    with pytest.raises(Refusal, match="appointments.unknown"):
        hand.run(appointments.see, JONAS, AppointmentId(99), now=MONDAY)


def test_when_a_pair_ends_its_meetings_are_off_and_nothing_is_sent_about_them(hand):
    id = hand.pair()
    meeting = book(hand, id)
    hand.run(pairing.end, RUTH, id, now=MONDAY)
    assert hand.look("SELECT state FROM appointment") == [("cancelled",)]
    assert hand.look("SELECT DISTINCT state FROM outbox WHERE key LIKE 'meeting:%'") == [("withdrawn",)]
    with pytest.raises(Refusal, match="mentorship.ended"):
        hand.run(appointments.see, JONAS, meeting, now=MONDAY)


def test_words_beyond_their_length_are_refused_at_their_fields(hand):
    with pytest.raises(Refusals) as refused:
        book(hand, hand.pair(), place="W" * 201, objective="W" * 501)
    assert [each.field for each in refused.value.refusals] == ["place", "objective"]


def test_the_sweep_settles_after_three_days_of_silence_and_running_it_twice_is_harmless(hand):
    meeting = book(hand, hand.pair())
    over = MONDAY + 3 * DAY
    hand.run(reports.report, JONAS, meeting, Answer.HELD, now=over)
    assert hand.run(reports.next_moment) == over + 3 * DAY
    hand.run(reports.settle_silent, over + 3 * DAY - timedelta(seconds=1))
    assert hand.look("SELECT state FROM appointment") == [("booked",)]
    for _ in range(2):
        hand.run(reports.settle_silent, over + 3 * DAY)
    assert hand.look("SELECT state FROM appointment") == [("held",)]
    assert hand.look("SELECT kind FROM milestone") == [("first_meeting",)]
    assert hand.run(reports.next_moment) is None


def test_where_nobody_says_anything_it_is_unknown_after_a_week(hand):
    book(hand, hand.pair())
    hand.run(reports.settle_silent, MONDAY + 9 * DAY + timedelta(hours=1))
    assert hand.look("SELECT state FROM appointment") == [("unknown",)]


def test_the_same_answer_again_is_harmless_even_when_it_counts_already(hand):
    id = hand.pair()
    meeting = met(hand, id, 14)
    seen = hand.run(reports.report, JONAS, meeting, Answer.HELD, now=MONDAY + 9 * DAY)
    assert seen.answer is Answer.HELD
    with pytest.raises(Refusal, match="appointments.already_held"):
        hand.run(reports.report, JONAS, meeting, Answer.MISSED, now=MONDAY + 9 * DAY)
    assert hand.look("SELECT DISTINCT answer FROM report") == [("held",)]


def test_a_meeting_waits_for_an_answer_from_the_hour_in_which_it_is_asked(hand):
    id = hand.pair()
    meeting = book(hand, id)

    def waits(work, who, now):
        return [each.id for each in reports.waiting(work, work.people.known(who), work.mentorships.get(id), now)]

    asked = MONDAY + 2 * DAY + timedelta(hours=2)
    assert hand.run(waits, JONAS, asked - timedelta(minutes=1)) == []
    assert hand.run(waits, JONAS, asked) == [meeting]
    hand.run(reports.report, JONAS, meeting, Answer.UNABLE, now=asked)
    assert hand.run(waits, JONAS, asked) == []
    assert hand.run(waits, AMARA, asked) == [meeting]


def test_missed_meetings_raise_one_suggestion_and_a_meeting_held_clears_it(hand):
    id = hand.pair()

    def since(work, now):
        return work.standings.shown(id).hand_since(now)

    met(hand, id, 14, Answer.MISSED)
    assert hand.look("SELECT count(*) FROM signal") == [(0,)]
    met(hand, id, 15, Answer.UNABLE)
    assert hand.look("SELECT kind, stage, cleared_at FROM signal") == [("W.missed", "S1", None)]
    assert hand.run(since, MONDAY + 4 * DAY).date() == date(2026, 10, 15)
    met(hand, id, 16, Answer.MISSED)
    assert hand.look("SELECT count(*) FROM signal") == [(1,)]
    met(hand, id, 20)
    assert hand.run(since, MONDAY + 9 * DAY) is None
    assert hand.look("SELECT DISTINCT state FROM outbox WHERE kind = 'signals.raised'") == [("withdrawn",)]


def test_unknown_moved_and_called_off_meetings_are_no_miss(hand):
    id = hand.pair()
    met(hand, id, 14, Answer.MISSED)
    met(hand, id, 15, Answer.MOVED)
    off = book(hand, id, day=date(2026, 10, 16))
    hand.run(appointments.cancel, JONAS, off, revision=1, now=MONDAY)
    unsure = book(hand, id, day=date(2026, 10, 19))
    for who, answer in ((JONAS, Answer.HELD), (AMARA, Answer.MISSED)):
        hand.run(reports.report, who, unsure, answer, now=MONDAY.replace(day=19, hour=14))
    assert hand.look("SELECT count(*) FROM signal") == [(0,)]


def test_leaving_a_suggestion_is_for_the_two_alone_and_once(hand):
    id = hand.pair()
    met(hand, id, 14, Answer.MISSED)
    met(hand, id, 15, Answer.MISSED)
    for _ in range(2):
        hand.run(signals.leave, JONAS, 1, now=MONDAY)
    assert hand.look("SELECT count(*) FROM signal_left") == [(1,)]
    with pytest.raises(Refusal, match="mentorship.not_a_member"):
        hand.run(signals.leave, RUTH, 1, now=MONDAY)


def test_a_pair_builds_once_all_have_signed_and_met_twice(hand):
    id = hand.pair()
    for day in (14, 15):
        met(hand, id, day)
    assert hand.run(stage_page.where_you_are, JONAS, id, now=MONDAY).reading.stage == "S1"

    agree(hand, id, JONAS, AMARA)
    hand.run(looks.look_due, MONDAY + 16 * DAY)
    assert hand.run(stage_page.where_you_are, JONAS, id, now=MONDAY).reading.stage == "S2"


def sent(hand, kind, now):
    """To whom of the pair messages of this kind go out until `now`, one by one."""

    def prepare(work):
        claimed = [row for row in work.outbox.claim(now, limit=50) if row.kind == kind]
        outgoing = [going_alone(work, row, now=now, message_id="m") for row in claimed]
        return [each.to.handles for each in outgoing if isinstance(each, Outgoing)]

    return hand.run(prepare)


def test_whoever_has_said_it_in_home_is_not_asked_again(hand):
    meeting = book(hand, hand.pair())
    hand.run(reports.report, JONAS, meeting, Answer.HELD, now=MONDAY + 2 * DAY + timedelta(hours=1))
    assert sent(hand, "appointments.ask", MONDAY + 2 * DAY + timedelta(hours=3)) == [(AMARA,)]


def test_calling_off_what_nobody_was_told_of_is_not_told_either(hand):
    meeting = book(hand, hand.pair())
    hand.run(appointments.cancel, JONAS, meeting, revision=1, now=MONDAY)
    assert sent(hand, "appointments.cancelled", MONDAY) == []


def test_when_somebody_leaves_the_meetings_of_the_pair_are_off(hand):
    id = hand.pair()
    book(hand, id, day=date(2026, 10, 28))
    farewell = hand.run(closure.farewell, JONAS, id, now=MONDAY)
    hand.run(closure.leave, JONAS, id, shown=farewell.told_at, now=MONDAY)
    assert hand.look("SELECT state FROM appointment") == [("booked",)]
    hand.run(closure.carry_out_leavings, farewell.told_at)
    assert hand.look("SELECT state FROM appointment") == [("cancelled",)]


def test_saying_that_works_twice_is_saying_it_once(hand):
    meeting = book(hand, hand.pair())
    first = hand.run(appointments.accept, AMARA, meeting, revision=1, now=MONDAY)
    again = hand.run(appointments.accept, AMARA, meeting, revision=1, now=MONDAY + DAY)
    assert first == again
    assert hand.look("SELECT accepted_at FROM appointment") == [(int(MONDAY.timestamp()),)]


def test_a_time_that_was_moved_cannot_be_accepted_any_more(hand):
    id = hand.pair()
    meeting = book(hand, id)
    book(hand, id, day=date(2026, 10, 15), moves=meeting, revision=1)
    with pytest.raises(Refusal, match="appointments.changed"):
        hand.run(appointments.accept, AMARA, meeting, revision=1, now=MONDAY)


def test_past_the_first_stage_the_coordinator_sees_it_two_weeks_after_the_pair_could_be_told(hand):
    id = hand.pair()

    def since(work, now):
        return work.standings.shown(id).hand_since(now)

    agree(hand, id, JONAS, AMARA)
    for day, answer in ((14, Answer.HELD), (15, Answer.HELD), (16, Answer.MISSED), (20, Answer.MISSED)):
        met(hand, id, day, answer)
    assert hand.look("SELECT stage FROM signal") == [("S2",)]
    over = MONDAY.replace(day=20, hour=14)
    assert hand.run(since, over + 14 * DAY - timedelta(minutes=1)) is None
    assert hand.run(since, over + 14 * DAY) == over + 14 * DAY
    assert len(sent(hand, "signals.raised", over)) == 2


def test_the_form_starts_from_the_day_length_and_place_that_were_agreed(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    terms = hand.run(agreement.in_force, id).terms
    choosing = hand.run(appointments.choose_time, AMARA, id, now=MONDAY)
    local = choosing.starts.astimezone(ZoneInfo(terms.zone))
    assert local.time() == terms.time
    assert list(Weekday)[local.weekday()] is terms.weekday
    assert choosing.minutes == terms.duration
    assert hand.run(appointments.propose, AMARA, wanted(id), now=MONDAY).place == terms.where


def test_before_anything_holds_the_form_starts_from_a_waking_hour_in_two_days(hand):
    id = hand.pair()
    choosing = hand.run(appointments.choose_time, JONAS, id, now=MONDAY)
    assert choosing.starts == MONDAY.replace(day=14, hour=8)
    assert hand.run(appointments.propose, JONAS, wanted(id), now=MONDAY).place == ""
