"""Leaving in private, from the asking to the sentence that is read (field guide, section 14)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.notices import Notice, ToPerson
from bot.mentoring.refusals import Refusal
from bot.usecases import closure, pairing
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, going_alone

THURSDAY_IN_LAGOS = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
"""9:00 in Lagos on the first working morning 48 hours after MONDAY."""


def leave(hand, id, who=JONAS, now=MONDAY):
    shown = hand.run(closure.farewell, who, id, now=now).told_at
    return hand.run(closure.leave, who, id, shown=shown, now=now)


def ended(hand):
    return [row.ended_at for row in hand.look("SELECT ended_at FROM mentorship ORDER BY id")]


def planned(hand):
    return [(row.kind, row.state) for row in hand.look("SELECT kind, state FROM outbox ORDER BY id")]


def a_message_to(hand, id, who, key="a", **more):
    person = hand.person(who)
    return Notice(
        "pairing.introduction",
        ToPerson(person.id),
        key,
        due=MONDAY,
        latest=MONDAY + timedelta(days=9),
        about={"mentorship": id},
        **more,
    )


def plan(hand, notice):
    hand.run(lambda work: work.outbox.plan(notice))


def prepare_all(hand, now):
    def prepare(work):
        rows = work.outbox.claim(now, limit=9)
        return [going_alone(work, row, now=now, message_id=row.key) for row in rows]

    return hand.run(prepare)


def test_the_day_that_is_named_is_the_first_working_morning_of_the_other_after_48_hours(hand):
    id = hand.pair()
    assert hand.run(closure.farewell, JONAS, id, now=MONDAY).told_at == THURSDAY_IN_LAGOS
    friday = MONDAY + timedelta(days=4)
    assert hand.run(closure.farewell, JONAS, id, now=friday).told_at == datetime(2026, 10, 19, 8, 0, tzinfo=UTC)


def test_looking_at_the_form_changes_nothing(hand):
    id = hand.pair()
    assert not hand.run(closure.farewell, JONAS, id, now=MONDAY).asked
    assert hand.look("SELECT leaving_asked_at FROM member WHERE leaving_asked_at IS NOT NULL") == []


def test_asking_to_leave_plans_no_message_and_asking_twice_keeps_the_first_day(hand):
    id = hand.pair()
    before = planned(hand)
    first = leave(hand, id)
    assert leave(hand, id, now=MONDAY + timedelta(hours=30)) == first
    assert planned(hand) == before


def test_a_form_that_lay_open_over_its_day_is_shown_again_instead_of_naming_a_wrong_day(hand):
    id = hand.pair()
    later = MONDAY + timedelta(hours=30)
    answer = hand.run(closure.leave, JONAS, id, shown=THURSDAY_IN_LAGOS, now=later)
    assert (answer.asked, answer.told_at) == (False, datetime(2026, 10, 16, 8, 0, tzinfo=UTC))


def test_nothing_ends_before_the_named_morning_and_then_all_of_it_does(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS - timedelta(seconds=1))
    assert ended(hand) == [None]
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS + timedelta(minutes=1))
    assert ended(hand) == [int(THURSDAY_IN_LAGOS.timestamp())]
    assert planned(hand) == [("pairing.introduction", "withdrawn"), ("closure.told", "planned")]


def test_the_other_reads_the_sentence_although_the_mentorship_has_ended(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS)
    (outgoing,) = prepare_all(hand, THURSDAY_IN_LAGOS)
    assert [handle.user for handle in outgoing.to.handles] == [AMARA.user]
    assert outgoing.values.leaver.first_name == "Jonas"


def test_taken_back_in_time_nothing_happens_and_it_may_be_taken_back_twice(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(closure.take_back, JONAS, id, now=MONDAY + timedelta(hours=1))
    hand.run(closure.take_back, JONAS, id, now=MONDAY + timedelta(hours=2))
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS)
    assert ended(hand) == [None]
    assert planned(hand) == [("pairing.introduction", "planned")]


def test_who_leaves_is_left_in_peace_and_the_other_notices_nothing(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(lambda work: work.outbox.withdraw("introduction:*"))
    plan(hand, a_message_to(hand, id, JONAS, "to who leaves"))
    plan(hand, a_message_to(hand, id, AMARA, "to the other"))
    to_jonas, to_amara = prepare_all(hand, MONDAY)
    assert to_jonas is None
    ((reason, due),) = hand.look("SELECT reason, due_at FROM outbox WHERE key = 'to who leaves'")
    assert reason == closure.LEAVING
    assert due > THURSDAY_IN_LAGOS.timestamp()
    assert to_amara.message_id == "to the other"


def test_what_was_held_back_goes_out_when_it_is_taken_back(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(lambda work: work.outbox.withdraw("introduction:*"))
    plan(hand, a_message_to(hand, id, JONAS))
    prepare_all(hand, MONDAY)
    later = MONDAY + timedelta(hours=1)
    hand.run(closure.take_back, JONAS, id, now=later)
    (outgoing,) = prepare_all(hand, later)
    assert outgoing.message_id == "a"


def test_both_may_leave_at_once_and_the_earlier_day_ends_it_for_both(hand):
    id = hand.pair()
    leave(hand, id, JONAS)
    leave(hand, id, AMARA, now=MONDAY + timedelta(hours=24))
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS + timedelta(days=5))
    told = hand.look("SELECT p.user_id FROM outbox o JOIN person p ON p.id = o.person_id WHERE kind = 'closure.told'")
    assert told == [(AMARA.user,)]


def test_the_one_who_goes_first_may_stay_while_the_other_still_leaves(hand):
    id = hand.pair()
    leave(hand, id, JONAS)
    leave(hand, id, AMARA)
    hand.run(closure.take_back, JONAS, id, now=MONDAY)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS + timedelta(days=1))
    told = hand.look("SELECT p.user_id FROM outbox o JOIN person p ON p.id = o.person_id WHERE kind = 'closure.told'")
    assert told == [(JONAS.user,)]


def test_after_a_standstill_nobody_is_told_at_a_weekend_but_on_the_next_working_morning(hand):
    id = hand.pair()
    leave(hand, id)
    saturday = datetime(2026, 10, 17, 11, 0, tzinfo=UTC)
    hand.run(closure.carry_out_leavings, saturday)
    assert ended(hand) == [None]
    monday = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
    assert hand.run(closure.next_moment) == monday
    hand.run(closure.carry_out_leavings, monday)
    assert ended(hand) == [int(monday.timestamp())]


def test_a_stranger_can_neither_leave_nor_take_back(hand):
    id = hand.pair()
    for usecase in (closure.farewell, closure.take_back):
        with pytest.raises(Refusal, match="mentorship.not_a_member"):
            hand.run(usecase, PRIYA, id, now=MONDAY)


def test_after_the_end_it_is_too_late_to_take_it_back(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(closure.carry_out_leavings, THURSDAY_IN_LAGOS)
    with pytest.raises(Refusal, match="mentorship.ended"):
        hand.run(closure.take_back, JONAS, id, now=THURSDAY_IN_LAGOS)


def test_what_can_be_taken_back_waits_in_home_of_who_leaves_alone(hand):
    id = hand.pair()
    leave(hand, id)

    def waits(work, who):
        person = work.people.known(who)
        return closure.waiting(work, person, work.mentorships.get(id), MONDAY)

    assert [each.kind for each in hand.run(waits, JONAS)] == ["closure.take_back"]
    assert hand.run(waits, AMARA) == []


def test_where_a_coordinator_ends_it_meanwhile_nothing_is_left_of_the_asking(hand):
    id = hand.pair()
    leave(hand, id)
    hand.run(pairing.end, RUTH, id, now=MONDAY)
    assert hand.run(closure.next_moment) is None
    assert planned(hand) == [("pairing.introduction", "withdrawn")]
