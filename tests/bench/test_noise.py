"""How much people hear: the same checks as in the long run, on a mentor of five for a few months, and that they can fail."""

from __future__ import annotations

from datetime import date, timedelta

from bench import noise
from bench.heard import Heard, at_a_bad_moment, too_many
from bench.year import MONDAY
from bot.mentoring.habits import Habits
from bot.mentoring.people import PersonId

DAYS = 100


def test_a_mentor_of_five_hears_no_more_than_anybody_and_neverat_a_bad_moment():
    lived = noise.lived("a seed", 5, DAYS)
    assert lived.broken == []
    assert max(lived.weeks["mentors"]) <= 2
    assert lived.weeks["mentors"][1] > 10 * lived.weeks["mentors"][2]
    assert max(lived.together) >= 5
    asked = sum(number for (state, _, kind), number in lived.ended.items() if (state, kind) == ("sent", "check_in"))
    assert asked > 5 * 10


def heard(hours: float, *, unasked: bool = True, rests: bool = False, snoozed: bool = False) -> Heard:
    at = MONDAY.replace(hour=0) + timedelta(hours=hours)
    return Heard(PersonId(1), at, Habits("UTC"), rests, snoozed, (("check_in", unasked, False),))


def test_what_is_broken_is_seen():
    assert [each.split(":")[0] for each in at_a_bad_moment(heard(3))] == ["in quiet hours"]
    assert [each.split(":")[0] for each in at_a_bad_moment(heard(5 * 24 + 10))] == ["on a day off"]
    assert [each.split(":")[0] for each in at_a_bad_moment(heard(10, rests=True))] == ["during a pause of the program"]
    assert [each.split(":")[0] for each in at_a_bad_moment(heard(10, snoozed=True))] == ["during their own pause"]
    assert list(at_a_bad_moment(heard(10))) == []
    assert list(at_a_bad_moment(heard(5 * 24 + 10, unasked=False))) == []


def test_messagestoo_many_are_seen():
    first = date(2026, 1, 5)
    assert list(too_many(PersonId(1), [first, first + timedelta(days=3), first + timedelta(days=7)])) == []
    assert len(list(too_many(PersonId(1), [first, first + timedelta(days=3), first + timedelta(days=6)]))) == 1
    assert len(list(too_many(PersonId(1), [first, first]))) == 1
