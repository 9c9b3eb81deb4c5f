"""What the chat says of people, and what is made of it where it says nothing, or nonsense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.mentoring.people import Handle
from bot.usecases import people
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, TEAM, TOMAS, profile

NEW = Handle(TEAM, "U0NEW")


def test_a_zone_that_nobody_knows_becomes_the_one_most_of_the_workspace_are_in_and_what_was_said_is_kept(hand):
    for handle in (AMARA, PRIYA, TOMAS):
        hand.run(people.changed, handle, {**profile(handle), "zone": "Asia/Kolkata"}, now=MONDAY)
    for zone in ("Mars/Olympus", "../etc/passwd", "Europe", "europe/stockholm"):
        hand.run(people.changed, JONAS, {**profile(JONAS), "zone": zone}, now=MONDAY)
        assert hand.person(JONAS).zone == "Asia/Kolkata"
        assert hand.look("SELECT zone_said FROM person WHERE zone_said IS NOT NULL") == [(zone,)]
    hand.run(people.changed, JONAS, profile(JONAS), now=MONDAY)
    assert hand.person(JONAS).zone == "Europe/Stockholm"
    assert hand.look("SELECT count(*) FROM person WHERE zone_said IS NOT NULL") == [(0,)]


def test_who_is_deactivated_keeps_zone_and_language_though_the_chat_tells_of_neither(hand):
    gone = {name: value for name, value in profile(JONAS).items() if name not in {"zone", "locale"}}
    hand.run(people.changed, JONAS, {**gone, "deactivated": True}, now=MONDAY)
    person = hand.person(JONAS)
    assert (person.deactivated, person.zone, person.locale) == (True, "Europe/Stockholm", "en-GB")


def test_somebody_new_of_whom_no_zone_is_said_can_be_kept(hand):
    told = {name: value for name, value in profile(JONAS).items() if name not in {"zone", "locale"}}
    hand.run(people.remember, {NEW: told}, now=MONDAY)
    assert hand.person(NEW).zone in {
        "Africa/Lagos",
        "Asia/Kolkata",
        "Europe/London",
        "Europe/Madrid",
        "Europe/Stockholm",
    }


def planned(hand, handle) -> datetime:
    [(at,)] = hand.look(
        "SELECT next_check_in_at FROM member JOIN person p ON p.id = person_id WHERE p.user_id = :id", id=handle.user
    )
    return datetime.fromtimestamp(at, UTC)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Tokyo", "America/New_York"])
def test_a_planned_question_keeps_its_day_where_somebody_moves_and_comes_back_with_them(hand, zone):
    hand.pair(now=MONDAY - timedelta(hours=4))
    before = planned(hand, JONAS)
    hand.run(people.changed, JONAS, {**profile(JONAS), "zone": zone}, now=MONDAY)
    there = planned(hand, JONAS).astimezone(ZoneInfo(zone))
    assert (there.hour, there.weekday() < 5) == (9, True)
    assert abs((there.date() - before.date()).days) <= 1
    hand.run(people.changed, JONAS, profile(JONAS), now=MONDAY)
    assert abs(planned(hand, JONAS) - before) <= timedelta(days=1)


SECOND = 1_000_000
ZONES = ("Asia/Tokyo", "America/New_York", "Africa/Cairo")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0, 1, 0, 2), (2, 0, 0, 1)])
def test_changes_that_come_late_and_again_leave_the_newest(hand, order):
    for nth in order:
        told = {**profile(JONAS), "zone": ZONES[nth], "profile_changed_at": 7 * SECOND + nth + 1}
        hand.run(people.changed, JONAS, told, now=MONDAY)
    assert hand.person(JONAS).zone == ZONES[2]


def test_who_was_told_to_be_back_is_not_gone_again_by_what_was_told_before(hand):
    for nth, off in ((2, False), (1, True)):
        told = {**profile(JONAS), "deactivated": off, "profile_changed_at": 7 * SECOND + nth}
        hand.run(people.changed, JONAS, told, now=MONDAY)
    assert not hand.person(JONAS).deactivated


def test_what_was_looked_up_in_the_second_of_a_change_that_was_told_does_not_undo_it(hand):
    for at, zone in ((7 * SECOND + 5, ZONES[0]), (7 * SECOND, ZONES[1])):
        hand.run(people.changed, JONAS, {**profile(JONAS), "zone": zone, "profile_changed_at": at}, now=MONDAY)
    assert hand.person(JONAS).zone == ZONES[0]
