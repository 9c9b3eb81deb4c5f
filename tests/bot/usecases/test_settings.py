"""One choice of one person holds in all their mentorships, and for what lies in the outbox already."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.habits import FRI, Rhythm
from bot.usecases import check_ins, program_pauses, settings
from bot.usecases.settings import Wish
from tests.bot.usecases.agreeing import send
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS

USUAL = Wish(Rhythm.GUIDE, None, time(9), None)


def planned(hand, handle) -> list[datetime]:
    rows = hand.look(
        "SELECT next_check_in_at FROM member m JOIN person p ON p.id = m.person_id WHERE p.user_id = :id",
        id=handle.user,
    )
    return [datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(hand.person(handle).zone)) for (at,) in rows if at]


def test_a_mentor_of_three_chooses_once_for_all_three(hand):
    for mentee in (JONAS, PRIYA, TOMAS):
        hand.pair(AMARA, mentee)
    hand.run(settings.choose, AMARA, USUAL._replace(day=1, hour=time(17)), now=MONDAY)
    assert {(each.weekday(), each.hour) for each in planned(hand, AMARA)} == {(1, 17)}
    assert len(planned(hand, AMARA)) == 3
    hand.run(settings.choose, AMARA, USUAL._replace(rhythm=Rhythm.NEVER), now=MONDAY)
    assert planned(hand, AMARA) == []
    hand.run(settings.choose, AMARA, USUAL, now=MONDAY)
    assert len(planned(hand, AMARA)) == 3
    assert len(planned(hand, JONAS)) == 1


def test_who_is_paired_while_wanting_no_questions_by_themselves_is_asked_none(hand):
    hand.run(settings.choose, JONAS, USUAL._replace(rhythm=Rhythm.NEVER), now=MONDAY)
    hand.pair()
    assert (planned(hand, JONAS), len(planned(hand, AMARA))) == ([], 1)


def test_a_question_on_its_way_is_not_sent_any_more_to_who_wants_them_only_on_request(hand):
    hand.pair()
    friday = MONDAY + timedelta(days=4)
    hand.run(check_ins.plan_due, friday)
    hand.run(settings.choose, JONAS, USUAL._replace(rhythm=Rhythm.NEVER), now=friday)
    sent = send(hand, friday, "check_in")
    assert [each.to.handles for each in sent] == [(AMARA,)]
    assert hand.look("SELECT reason FROM outbox WHERE kind = 'check_in' AND state = 'skipped'") == [
        ("questions come on request alone",)
    ]


def test_no_next_question_is_promised_for_a_day_on_which_they_or_the_program_rest(hand):
    hand.pair()
    assert hand.run(settings.chosen, JONAS, now=MONDAY).next.date() == date(2026, 10, 16)
    paused = hand.run(settings.choose, JONAS, USUAL._replace(pause=date(2026, 10, 19)), now=MONDAY)
    assert paused.next is None
    assert hand.run(settings.choose, JONAS, USUAL, now=MONDAY).next.date() == date(2026, 10, 16)
    hand.run(program_pauses.plan, RUTH, None, name="", first=date(2026, 10, 14), last=date(2026, 10, 20), now=MONDAY)
    assert hand.run(settings.chosen, JONAS, now=MONDAY).next is None


def test_the_same_choice_twice_moves_nothing(hand):
    hand.pair()
    wish = USUAL._replace(day=3, hour=time(16, 30), rhythm=Rhythm.HALF)
    first = hand.run(settings.choose, JONAS, wish, now=MONDAY)
    assert hand.run(settings.choose, JONAS, wish, now=MONDAY) == first


def test_who_is_in_several_mentorships_reads_on_which_day_all_of_it_comes(hand):
    hand.pair(AMARA, JONAS)
    assert hand.run(settings.chosen, AMARA, now=MONDAY).comes is None
    hand.pair(AMARA, PRIYA, now=MONDAY + timedelta(days=1))
    found = hand.run(settings.chosen, AMARA, now=MONDAY + timedelta(days=1))
    assert (found.day, found.comes) == (None, FRI)
    assert found.next is not None
    assert found.next.weekday() == FRI
