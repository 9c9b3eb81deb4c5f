"""What is pointed at in a goal, and what is let pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.mentoring.people import PersonId, Role
from bot.mentoring.smart import Asking, Hint, missing, to_ask
from handlers.slack.views.goal_hints import telling
from handlers.slack.views.wording import Wording
from prompts.library import load
from tests.builders import MONDAY
from tests.handlers.samples.action_plan import TODAY, goal, step

TELLING = telling(Wording(load()))


def hints(was=None, steps=(), by=Role.MENTEE, **more):
    return missing(goal(**more), was, steps, by=by, today=TODAY, telling=TELLING)


@pytest.mark.parametrize(
    "outcome",
    ["I am more confident", "Better at presenting", "I understand statistics", "LEAD A PROJECT FROM START TO FINISH"],
)
def test_an_end_that_nobody_could_notice_is_pointed_at(outcome):
    assert hints(outcome=outcome) == [Hint.MEASURABLE]


@pytest.mark.parametrize(
    "outcome",
    [
        "The release is out.",
        "Two people thank me for it, more than before",
        "3 better talks",
        "Die Stelle ist meine",
        "",
    ],
)
def test_an_end_that_can_be_shown_or_counted_is_let_pass(outcome):
    assert hints(outcome=outcome) == []


def test_a_direction_is_pointed_at_only_where_the_end_is_open_too():
    assert hints(title="Improve my writing", outcome="I write better") == [Hint.MEASURABLE, Hint.SPECIFIC]
    assert hints(title="Improve my writing", outcome="Four pages are published") == []


def test_a_goal_without_a_day_and_one_whose_day_is_far_with_nothing_on_the_way_are_pointed_at():
    far = TODAY + timedelta(days=181)
    assert hints(target=None) == [Hint.TIMED]
    assert hints(target=far) == [Hint.DEADLINES]
    assert hints(target=far - timedelta(days=1)) == []
    assert hints(target=far, steps=[step(1, due=TODAY + timedelta(days=31))]) == []
    assert hints(target=far, steps=[step(1, of=99)]) == [Hint.DEADLINES]


def test_a_new_goal_beside_many_open_steps_is_one_at_a_time_too_many():
    many = [step(nth) for nth in range(8)]
    assert hints(steps=many) == [Hint.CROWDED]
    assert hints(steps=[replace(many[0], done_at=MONDAY), *many[1:]]) == []
    assert hints(steps=many, was=goal()) == []


def test_a_goal_in_the_words_of_the_mentor_asks_whether_the_mentee_wants_it():
    assert hints(by=Role.MENTOR) == [Hint.AGREED]
    assert hints(by=Role.MENTOR, was=goal(), outcome="Done by two") == []


def test_the_same_text_is_never_pointed_at_again_and_never_more_than_two_things_at_once():
    worst = {"title": "Try more", "outcome": "better", "target": None}
    assert len(hints(**worst, by=Role.MENTOR)) == 2
    assert hints(was=goal(**worst), **worst) == []
    assert hints(was=goal(**worst), **{**worst, "target": date(2026, 12, 1)}) == []


def test_a_mentor_is_reminded_what_to_ask_by_how_it_went():
    def asked(**more):
        return to_ask(goal(**{"marked_at": MONDAY, **more}), marked_on=TODAY, telling=TELLING)

    assert asked(target=TODAY + timedelta(days=30)) is Asking.EARLY
    assert asked(target=TODAY - timedelta(days=14)) is Asking.LATE
    assert asked(target=TODAY) is Asking.USUAL
    assert asked(target=TODAY + timedelta(days=29), outcome="I feel better") is Asking.OPEN
    assert asked(marked_at=None) is None
    assert asked(accomplished_at=MONDAY, confirmed_by=PersonId(1)) is None
