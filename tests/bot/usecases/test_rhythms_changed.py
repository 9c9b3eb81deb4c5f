"""A series in another rhythm: what stays, what is called off, and what calendars learn of it."""

from __future__ import annotations

import json
from datetime import date, time

from bot.mentoring.terms import Frequency
from bot.usecases import (
    agreement,
    appointments,
    invitations,
    planning,
    series,
)
from tests.bot.usecases.agreeing import edit, planned, sign
from tests.bot.usecases.rhythms import HOUR, WEEKLY, begun, days, ids, rows, wanted
from tests.builders import AMARA, JONAS, MONDAY


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
