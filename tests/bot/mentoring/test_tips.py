"""Tips: on a fixed day, never the echo of an answer."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring import tips
from bot.mentoring.decision import Decision
from bot.mentoring.life import Life, Said
from bot.mentoring.people import PersonId
from prompts.tips import bank
from tests.handlers.samples.agreements import mentorship
from tests.lives.life_file import every, read

PAIR = replace(mentorship(), end=date(2027, 10, 29))
MENTOR = PAIR.members[0]
MONDAY = datetime(2026, 10, 12, 9, tzinfo=UTC)
FIRST = tips.begin(PAIR.id, MENTOR, MONDAY)


def due(plan, now, **more):
    values = {"lacking": None, "in_peace": False, **more}
    return tips.come_due(plan, PAIR, bank(), now=now, **values)


def test_the_first_comes_on_a_wednesday_two_weeks_after_the_introduction():
    assert FIRST.next_at.strftime("%A %d %B") == "Wednesday 28 October"


def test_they_come_every_second_wednesday_whatever_time_of_year_it_is():
    plan, days = FIRST, []
    for _ in range(25):
        plan = due(plan, plan.next_at).changes[0]
        days.append(plan.next_at.date())
    assert {day.weekday() for day in days} == {tips.WEDNESDAY}
    assert {(after - before).days for before, after in itertools.pairwise(days)} == {14}


def test_a_tip_that_missed_its_day_does_not_come_on_another():
    decision = due(FIRST, FIRST.next_at + timedelta(hours=11))
    assert decision.notices == ()
    assert decision.changes[0].next_at > FIRST.next_at
    assert due(FIRST, FIRST.next_at).notices[0].latest < FIRST.next_at + timedelta(days=1)


def test_after_the_last_day_of_the_program_there_are_no_more():
    plan = replace(FIRST, next_at=FIRST.next_at + timedelta(weeks=60))
    assert due(plan, plan.next_at) == Decision(changes=(replace(plan, next_at=None),))


def test_who_is_left_in_peace_gets_none_and_the_weeks_go_on():
    decision = due(FIRST, FIRST.next_at, in_peace=True)
    assert decision.notices == ()
    assert decision.changes[0] == replace(FIRST, next_at=FIRST.next_at + tips.EVERY)


def drawn(lacking, times, pair):
    """The conditions of the first tips that a mentor gets."""
    given = []
    for number in range(times):
        given.append(tips.choose(bank(), given=given, lacking=lacking, seed=f"{pair}:{number}").id)
    of = {tip.id: tip.condition for tip in bank()}
    return given, Counter(of[id] for id in given)


@pytest.mark.parametrize("lacking", [None, *tips.CONDITIONS])
def test_no_tip_comes_twice_before_all_have_come(lacking):
    given, _ = drawn(lacking, len(bank()), "pair")
    assert len(set(given)) == len(bank())


def test_a_single_tip_tells_little_of_what_is_lacking():
    """Odds of 1.6 to 1 at the most: how much likelier a tip of a condition is where that is lacking than where nothing is."""
    for lacking in tips.CONDITIONS:
        where_lacking = sum(drawn(lacking, 1, pair)[1][lacking] for pair in range(2000))
        elsewhere = sum(drawn(None, 1, f"none:{pair}")[1][lacking] for pair in range(2000))
        assert where_lacking / elsewhere < 1.6


def test_what_is_lacking_comes_more_often_all_the_same():
    for lacking in tips.CONDITIONS:
        share = sum(drawn(lacking, 4, pair)[1][lacking] for pair in range(400)) / 1600
        usual = sum(drawn(None, 4, pair)[1][lacking] for pair in range(400)) / 1600
        assert share > usual + 0.08


def test_what_is_lacking_is_the_lowest_of_the_mentees_newest_answers():
    frame = read(every()[0]).frame
    life = Life(frame, contact_at=MONDAY)
    life.said = {
        "support": [
            Said(MONDAY + timedelta(days=day), PersonId(1), value)
            for day, value in ((1, "1"), (2, "5"), (3, "4"), (4, "4"))
        ],
        "challenge": [Said(MONDAY + timedelta(days=5), PersonId(1), "2")],
    }
    assert tips.lacking(life, MONDAY + timedelta(days=10)) == "challenge"
    assert tips.lacking(life, MONDAY + timedelta(days=200)) is None
