"""Tips: on a fixed day, never the echo of an answer."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import factorial, log2, prod
from zoneinfo import ZoneInfo

import pytest

from bot.mentoring import tips
from bot.mentoring.decision import Decision
from bot.mentoring.habits import THU, Choices
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


def test_the_first_comes_two_weeks_after_the_introduction_on_the_weekday_of_the_questions():
    assert FIRST.next_at.strftime("%A %d %B") == "Monday 26 October"
    chosen = replace(MENTOR, person=replace(MENTOR.person, chosen=Choices(day=THU, hour=time(16))))
    there = tips.begin(PAIR.id, chosen, MONDAY).next_at.astimezone(ZoneInfo(MENTOR.person.zone))
    assert f"{there:%A %d %B %H:%M}" == "Thursday 29 October 16:00"


def test_they_come_every_second_week_on_one_day_at_one_hour_whatever_time_of_year_it_is():
    plan, days = FIRST, []
    for _ in range(25):
        plan = due(plan, plan.next_at).changes[0]
        days.append(plan.next_at.astimezone(ZoneInfo(MENTOR.person.zone)))
    assert {f"{day:%A %H:%M}" for day in days} == {"Monday 09:00"}
    assert {(after.date() - before.date()).days for before, after in itertools.pairwise(days)} == {14}


def test_who_comes_to_mentor_several_gets_them_on_the_day_that_all_share():
    decision = due(FIRST, FIRST.next_at, beside=[MONDAY + timedelta(days=9)])
    assert decision.notices == ()
    moved = decision.changes[0]
    assert moved.next_at.strftime("%A %d %B") == "Friday 30 October"
    [notice] = due(moved, moved.next_at, beside=[MONDAY + timedelta(days=9)]).notices
    assert notice.due == moved.next_at


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


def drawn(lacking, times, seed=0, given=()):
    """The tips that a mentor gets one after the other."""
    tips_given = []
    for number in range(times):
        before = [*given, *(tip.id for tip in tips_given)]
        tips_given.append(tips.choose(bank(), given=before, lacking=lacking, seed=seed + number // tips.ROUND))
    return tips_given


def chances(lacking):
    """How likely each condition is to be drawn for a round, by the lots themselves."""
    lots = tips.lots(lacking)
    return {condition: Fraction(lots.count(condition), len(lots)) for condition in tips.CONDITIONS}


def told_by(rounds):
    """How many bits the conditions of so many rounds tell of which condition is lacking, and how often who keeps a list
    and knows the lots guesses right, where one is lacking all the time and each is as likely to be."""
    bits, right = 0.0, 0.0
    for counts in itertools.product(range(rounds + 1), repeat=len(tips.CONDITIONS)):
        if sum(counts) != rounds:
            continue
        ways = factorial(rounds) // prod(factorial(count) for count in counts)
        by_lacking = [
            ways * float(prod(chances(lacking)[each] ** n for each, n in zip(tips.CONDITIONS, counts, strict=True)))
            for lacking in tips.CONDITIONS
        ]
        mean = sum(by_lacking) / len(by_lacking)
        bits += sum(each * log2(each / mean) for each in by_lacking) / len(by_lacking)
        right += max(by_lacking) / len(by_lacking)
    return bits, right


@pytest.mark.parametrize("lacking", [None, *tips.CONDITIONS])
def test_the_condition_of_a_round_is_as_likely_as_its_lots(lacking):
    seeds = 2 * len(tips.CONDITIONS) * len(tips.lots(lacking))
    conditions = Counter(tips.choose(bank(), given=(), lacking=lacking, seed=seed).condition for seed in range(seeds))
    assert {each: Fraction(count, seeds) for each, count in conditions.items()} == chances(lacking)


def test_a_single_tip_tells_little_of_what_is_lacking():
    """At most twice as likely where its condition is lacking as where another is, and less than a tenth of a bit."""
    odds = [
        chances(lacking)[condition] / chances(other)[condition]
        for condition in tips.CONDITIONS
        for lacking in tips.CONDITIONS
        for other in (None, *tips.CONDITIONS)
    ]
    assert max(odds) == 2
    assert max(chances(each)[each] / chances(None)[each] for each in tips.CONDITIONS) == Fraction(3, 2)
    bits, right = told_by(rounds=1)
    assert bits < 0.1
    assert right == 0.5


def test_a_list_of_a_whole_year_tells_less_than_half_a_bit_of_it():
    tips_of_a_year = timedelta(weeks=52) // tips.EVERY
    bits, right = told_by(rounds=-(-tips_of_a_year // tips.ROUND))
    assert bits < 0.5
    assert right < 0.7


def test_what_is_lacking_comes_half_as_often_again_all_the_same():
    assert all(chances(each)[each] == Fraction(1, 2) for each in tips.CONDITIONS)


def test_once_a_round_has_begun_nothing_that_is_lacking_changes_it():
    for seed, begun in itertools.product(range(12), range(1, tips.ROUND)):
        given = [tip.id for tip in drawn(None, begun, seed)]
        next_ones = {tips.choose(bank(), given=given, lacking=each, seed=seed) for each in (None, *tips.CONDITIONS)}
        assert len(next_ones) == 1


def test_a_round_keeps_to_one_condition_and_shows_it_from_several_sides():
    for seed in range(24):
        tips_given = drawn("vision", 2 * tips.ROUND, seed)
        for first in (0, tips.ROUND):
            one_round = tips_given[first : first + tips.ROUND]
            assert len({tip.condition for tip in one_round}) == 1
            assert len({tip.function for tip in one_round}) == tips.ROUND


def test_no_tip_comes_twice_before_all_of_its_function_have_come():
    tips_given = drawn("challenge", 480)
    for function in {(tip.condition, tip.function) for tip in bank()}:
        there_are = [tip.id for tip in bank() if (tip.condition, tip.function) == function]
        given = [tip.id for tip in tips_given if (tip.condition, tip.function) == function]
        assert len(given) >= len(there_are)
        assert set(given[: len(there_are)]) == set(there_are)


def test_a_round_goes_on_where_its_first_tip_has_left_the_bank():
    second = drawn("support", 1, seed=1)[0]
    given = ["no-longer-there", second.id]
    for seed in range(9):
        assert tips.choose(bank(), given=given, lacking=None, seed=seed).condition == second.condition


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
