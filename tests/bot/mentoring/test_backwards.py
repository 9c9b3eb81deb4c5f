"""A plan worked out from its end, as dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.mentoring.action_plan import Activity
from bot.mentoring.backwards import Back, ask, before, missing_kinds, stands
from bot.mentoring.cadence import is_working_day
from bot.mentoring.refusals import Refusal
from bot.mentoring.talks import Stands
from tests.builders import MONDAY
from tests.handlers.samples.action_plan import TODAY, goal, step


def in_days(days):
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "back"), [(56, Back.MONTH), (55, Back.FORTNIGHT), (28, Back.FORTNIGHT), (27, Back.WEEK), (11, Back.WEEK),
                       (10, Back.DAYS), (1, Back.DAYS), (0, Back.DAYS)]
)  # fmt: skip
def test_the_nearer_the_end_the_smaller_the_step_back(days, back):
    asked = ask(goal(target=in_days(days)), [], TODAY)
    assert asked.back is back
    assert TODAY <= asked.due <= asked.day == in_days(days)


def test_whatever_the_day_the_way_back_ends_close_to_today_within_the_steps_a_goal_can_hold():
    for days in range(400):
        way_back_from(days)


def way_back_from(days):
    its, steps = goal(target=in_days(days)), []
    while (asked := ask(its, steps, TODAY)) is not None:
        assert TODAY <= asked.due <= asked.day
        assert is_working_day(asked.due) or asked.due - TODAY <= timedelta(days=2)
        steps.append(step(100 + len(steps), due=asked.due))
        assert stands(its, steps, TODAY) is (Stands.DONE if ask(its, steps, TODAY) is None else Stands.HALF)
    assert 1 <= len(steps) <= 12
    assert len(steps) == 12 or steps[-1].due - TODAY <= timedelta(days=10)


def test_the_question_is_about_what_comes_before_the_earliest_open_step_of_this_goal():
    steps = [
        step(1, due=in_days(60)),
        step(2, due=in_days(40)),
        step(3, due=in_days(20), done_at=MONDAY),
        step(4, due=None),
        step(5, due=in_days(15), of=99),
    ]
    asked = ask(goal(target=in_days(90)), steps, TODAY)
    assert (asked.before.id, asked.day) == (2, in_days(40))


def test_a_goal_without_a_day_to_come_is_asked_for_one():
    for target in (None, in_days(-1)):
        with pytest.raises(Refusal, match="backwards.no_day"):
            ask(goal(target=target), [], TODAY)


def test_where_today_is_reached_one_more_can_be_asked_for():
    steps = [step(1, due=in_days(4))]
    assert ask(goal(), steps, TODAY) is None
    assert before(goal(), steps, TODAY).due == in_days(2)


def test_a_kind_of_learning_is_missing_only_where_there_are_steps_enough_to_mix():
    doing, others = step(1), step(2, activity=Activity.OTHERS, done_at=MONDAY)
    assert missing_kinds(goal(), [doing]) == []
    assert missing_kinds(goal(), [doing, others]) == [Activity.CHALLENGE]
    assert missing_kinds(goal(), [doing, step(3)]) == [Activity.OTHERS, Activity.CHALLENGE]


def test_how_far_a_goal_is_worked_out_follows_from_its_steps_alone():
    assert stands(goal(), [], TODAY) is Stands.NEW
    assert stands(goal(), [step(1, due=date(2026, 12, 1))], TODAY) is Stands.HALF
    assert stands(goal(), [step(1, due=in_days(5))], TODAY) is Stands.DONE
    assert stands(goal(target=None), [step(1)], TODAY) is Stands.DONE
    assert stands(goal(marked_at=MONDAY), [], TODAY) is Stands.DONE
