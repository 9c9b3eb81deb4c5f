"""Tips: on a fixed day, never the echo of an answer."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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


def test_no_tip_comes_twice_before_all_have_come():
    given = []
    for number in range(len(bank())):
        given.append(tips.choose(bank(), given=given, lacking=None, seed=str(number)).id)
    assert len(set(given)) == len(bank())


def test_a_tip_tells_little_of_what_is_lacking():
    drawn = {
        lacking: Counter(
            tips.choose(bank(), given=(), lacking=lacking, seed=f"{number}").condition for number in range(3000)
        )
        for lacking in (*tips.CONDITIONS, None)
    }
    for condition in tips.CONDITIONS:
        # somebody who sees a tip of this condition: how much likelier it is lacking than that nothing is
        odds = (drawn[condition][condition] / 3000) / (drawn[None][condition] / 3000)
        assert 1.5 < odds < 2.6
        assert all(drawn[condition][other] > 300 for other in tips.CONDITIONS)


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
