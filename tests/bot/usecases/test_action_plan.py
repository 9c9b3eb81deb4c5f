"""A plan's vision and steps, from what was written to what is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.mentoring.action_plan import Activity, StepWords
from bot.mentoring.goals import GoalState, GoalWords
from bot.mentoring.refusals import Refusal, Refusals
from bot.usecases import action_plan, goals
from tests.builders import AMARA, JONAS, MONDAY, PRIYA

STUDY = GoalWords("Run one small study", "A result others use", "Sampling", date(2027, 2, 26))


def words(title="Write the question down", due=date(2026, 10, 20), **more):
    values = {"activity": Activity.DOING, "duration": "half a day", "resources": "", **more}
    return StepWords(title=title, due=due, **values)


@pytest.fixture
def pair(hand):
    return hand.pair()


@pytest.fixture
def goal(hand, pair):
    return hand.run(goals.add, JONAS, pair, STUDY, now=MONDAY).plan.goals[0].id


def add(hand, goal, *args, who=JONAS, **more):
    return hand.run(action_plan.add_step, who, goal, words(*args, **more), now=MONDAY).plan


def test_a_glance_counts_steps_and_says_what_is_next(hand, pair, goal):
    add(hand, goal, "Later", date(2026, 11, 2))
    first = add(hand, goal, "Sooner", date(2026, 10, 20)).steps[-1].id
    add(hand, goal, "Some day", None)
    hand.run(action_plan.mark_step, AMARA, first, done=True, now=MONDAY)
    seen = hand.run(action_plan.glance, pair)
    assert (seen.done, seen.total, seen.next_due) == (1, 3, date(2026, 11, 2))
    assert [(each.title, each.done, each.total, each.state) for each in seen.goals] == [
        ("Run one small study", 1, 3, GoalState.OPEN)
    ]
    assert seen.goals[0].next_step[1:] == ("Later", date(2026, 11, 2))


def test_an_empty_plan_has_nothing_to_count(hand, pair):
    seen = hand.run(action_plan.glance, pair)
    assert (seen.done, seen.total, seen.next_due, seen.goals) == (0, 0, None, ())


def test_marking_a_step_twice_keeps_the_first_time(hand, goal):
    step = add(hand, goal).steps[0].id
    hand.run(action_plan.mark_step, JONAS, step, done=True, now=MONDAY)
    hand.run(action_plan.mark_step, JONAS, step, done=True, now=MONDAY + timedelta(days=1))
    assert hand.look("SELECT done_at FROM step") == [(int(MONDAY.timestamp()),)]
    hand.run(action_plan.mark_step, JONAS, step, done=False, now=MONDAY)
    assert hand.look("SELECT done_at FROM step") == [(None,)]


def test_the_same_step_sent_twice_is_one_step(hand, goal):
    add(hand, goal)
    add(hand, goal)
    assert hand.look("SELECT count(*) FROM step") == [(1,)]
    with pytest.raises(Refusal, match="action_plan.step_twice"):
        add(hand, goal, due=None)


def test_a_thirteenth_open_step_is_refused_until_one_is_done(hand, goal):
    for nth in range(12):
        plan = add(hand, goal, f"Step {nth}")
    with pytest.raises(Refusal, match="action_plan.twelve_steps") as refused:
        add(hand, goal, "One more")
    assert refused.value.field == "step"
    done = plan.steps[0].id
    hand.run(action_plan.mark_step, JONAS, done, done=True, now=MONDAY)
    assert len(add(hand, goal, "One more").steps) == 13
    with pytest.raises(Refusal, match="action_plan.twelve_steps"):
        hand.run(action_plan.mark_step, JONAS, done, done=False, now=MONDAY)


@pytest.mark.parametrize(
    ("more", "field", "key"),
    [
        ({"due": date(2026, 10, 11)}, "due", "before_today"),
        ({"due": date(2027, 4, 10)}, "due", "after_end"),
        ({"title": ""}, "step", "empty"),
        ({"title": "x" * 151}, "step", "too_long"),
        ({"duration": "x" * 61}, "duration", "too_long"),
        ({"resources": "x" * 301}, "resources", "too_long"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(hand, goal, more, field, key):
    with pytest.raises(Refusals) as refused:
        hand.run(action_plan.add_step, JONAS, goal, words(**more), now=MONDAY)
    assert [(each.field, each.key) for each in refused.value.refusals] == [(field, f"action_plan.{key}")]
    assert hand.look("SELECT count(*) FROM step") == [(0,)]


def test_today_is_the_writers_own_day(hand, goal):
    late = MONDAY.replace(hour=22, minute=30)
    with pytest.raises(Refusals):
        hand.run(action_plan.add_step, JONAS, goal, words(due=date(2026, 10, 12)), now=late)
    hand.run(action_plan.add_step, AMARA, goal, words(due=date(2026, 10, 12)), now=late)
    assert hand.look("SELECT due FROM step") == [("2026-10-12",)]


def test_a_due_day_that_has_passed_may_stay_when_other_words_change(hand, goal):
    step = add(hand, goal).steps[0]
    later = MONDAY + timedelta(days=30)
    hand.run(action_plan.change_step, JONAS, step.id, words("Other words"), revision=1, now=later)
    assert hand.look("SELECT title, due, revision FROM step") == [("Other words", "2026-10-20", 2)]


def test_the_later_of_two_who_change_a_step_gets_the_others_text_and_nothing_is_overwritten(hand, goal):
    step = add(hand, goal).steps[0]
    hand.run(action_plan.change_step, AMARA, step.id, words("Hers"), revision=1, now=MONDAY)
    present = hand.run(action_plan.change_step, JONAS, step.id, words("His"), revision=1, now=MONDAY)
    assert (present.title, present.revision) == ("Hers", 2)
    assert hand.look("SELECT title FROM step") == [("Hers",)]
    hand.run(action_plan.change_step, JONAS, step.id, words("His"), revision=2, now=MONDAY)
    assert hand.look("SELECT title, revision FROM step") == [("His", 3)]


def test_the_same_change_sent_twice_is_no_conflict(hand, goal):
    step = add(hand, goal).steps[0]
    for _ in range(2):
        answer = hand.run(action_plan.change_step, JONAS, step.id, words("His"), revision=1, now=MONDAY)
    assert answer.plan.steps[0].title == "His"
    assert hand.look("SELECT revision FROM step") == [(2,)]


def test_a_dropped_step_is_gone_from_the_plan_and_dropping_it_twice_is_harmless(hand, goal):
    step = add(hand, goal).steps[0].id
    for _ in range(2):
        assert hand.run(action_plan.drop_step, JONAS, step, now=MONDAY).plan.steps == ()
    with pytest.raises(Refusal, match="action_plan.step_gone"):
        hand.run(action_plan.mark_step, JONAS, step, done=True, now=MONDAY)


def test_the_later_of_two_visions_is_told(hand, pair):
    hand.run(action_plan.save_vision, JONAS, pair, "I run studies.", revision=0, now=MONDAY)
    present = hand.run(action_plan.save_vision, AMARA, pair, "I lead a team.", revision=0, now=MONDAY)
    assert (present.statement, present.revision) == ("I run studies.", 1)
    again = hand.run(action_plan.save_vision, AMARA, pair, "I lead a team.", revision=1, now=MONDAY)
    assert again.plan.vision.statement == "I lead a team."


@pytest.mark.parametrize(("statement", "key"), [("", "empty"), ("x" * 501, "too_long")])
def test_a_vision_is_neither_empty_nor_overlong(hand, pair, statement, key):
    with pytest.raises(Refusals, match=f"action_plan.{key}"):
        hand.run(action_plan.save_vision, JONAS, pair, statement, revision=0, now=MONDAY)


def test_nobody_else_sees_or_touches_a_plan(hand, pair, goal):
    step = add(hand, goal).steps[0].id
    for usecase, args, more in (
        (action_plan.look, (pair,), {}),
        (action_plan.save_vision, (pair, "Mine"), {"revision": 0}),
        (action_plan.step_form, (), {"step": step}),
        (action_plan.add_step, (goal, words("Mine")), {}),
        (action_plan.change_step, (step, words("Mine")), {"revision": 1}),
        (action_plan.drop_step, (step,), {}),
        (action_plan.mark_step, (step,), {"done": True}),
    ):
        with pytest.raises(Refusal, match="mentorship.not_a_member"):
            hand.run(usecase, PRIYA, *args, **more, now=MONDAY)
    assert hand.look("SELECT title, done_at, dropped_at FROM step") == [("Write the question down", None, None)]
