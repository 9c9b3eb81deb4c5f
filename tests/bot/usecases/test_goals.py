"""Goals, from the form to the day they are met."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.mentoring.goals import GoalState, GoalWords
from bot.mentoring.refusals import Refusal, Refusals
from bot.usecases import goals, notices
from storage.store import Work
from tests.builders import AMARA, JONAS, MONDAY, PRIYA

WEEK = timedelta(days=7)


def words(title="Run one small study", priority=None, **more):
    values = {"outcome": "A result others use", "skills": "Sampling", "target": date(2027, 2, 26), **more}
    return GoalWords(title=title, priority=priority, **values)


@pytest.fixture
def pair(hand):
    return hand.pair()


def add(hand, pair, title="Run one small study", priority=None):
    hand.run(goals.add, JONAS, pair, words(title, priority), now=MONDAY)
    return hand.look("SELECT id FROM goal WHERE title = :title", title=title)[0].id


def order(hand):
    rows = hand.look("SELECT title FROM goal WHERE dropped_at IS NULL AND accomplished_at IS NULL ORDER BY priority")
    priorities = hand.look(
        "SELECT priority FROM goal WHERE dropped_at IS NULL AND accomplished_at IS NULL ORDER BY priority"
    )
    assert [each.priority for each in priorities] == list(range(1, len(rows) + 1))
    return [row.title for row in rows]


def test_a_new_goal_takes_its_place_and_the_others_move(hand, pair):
    add(hand, pair, "A")
    add(hand, pair, "B", 1)
    add(hand, pair, "C", 2)
    assert order(hand) == ["B", "C", "A"]


def test_a_fourth_goal_is_refused_at_the_field_and_before_the_form(hand, pair):
    for title in "ABC":
        add(hand, pair, title)
    with pytest.raises(Refusal, match="action_plan.three_goals") as refused:
        add(hand, pair, "D")
    assert refused.value.field == "goal"
    with pytest.raises(Refusal, match="action_plan.three_goals"):
        hand.run(goals.new_form, JONAS, pair, now=MONDAY)
    assert order(hand) == ["A", "B", "C"]


def test_a_dropped_goal_leaves_room_and_the_others_close_ranks(hand, pair):
    first = add(hand, pair, "A")
    add(hand, pair, "B")
    add(hand, pair, "C")
    for _ in range(2):
        hand.run(goals.drop, AMARA, first, now=MONDAY)
    assert order(hand) == ["B", "C"]
    add(hand, pair, "D", 1)
    assert order(hand) == ["D", "B", "C"]


def test_changing_the_priority_moves_the_others(hand, pair):
    add(hand, pair, "A")
    add(hand, pair, "B")
    third = add(hand, pair, "C")
    hand.run(goals.change, JONAS, third, words("C", 1), revision=1, now=MONDAY)
    assert order(hand) == ["C", "A", "B"]
    hand.run(goals.change, JONAS, third, words("C", 3), revision=1, now=MONDAY)
    assert order(hand) == ["A", "B", "C"]


def test_the_same_goal_sent_twice_is_one_goal(hand, pair):
    add(hand, pair)
    add(hand, pair)
    assert hand.look("SELECT count(*) FROM goal") == [(1,)]
    with pytest.raises(Refusal, match="action_plan.goal_twice"):
        hand.run(goals.add, JONAS, pair, words(outcome="Another"), now=MONDAY)


@pytest.mark.parametrize(
    ("more", "field", "key"),
    [
        ({"target": date(2026, 10, 11)}, "target_date", "before_today"),
        ({"target": date(2027, 4, 10)}, "target_date", "after_end"),
        ({"title": ""}, "goal", "empty"),
        ({"outcome": ""}, "outcome", "empty"),
        ({"title": "x" * 151}, "goal", "too_long"),
        ({"outcome": "x" * 501}, "outcome", "too_long"),
        ({"skills": "x" * 501}, "skills", "too_long"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(hand, pair, more, field, key):
    with pytest.raises(Refusals) as refused:
        hand.run(goals.add, JONAS, pair, words(**more), now=MONDAY)
    assert [(each.field, each.key) for each in refused.value.refusals] == [(field, f"action_plan.{key}")]


def test_the_later_of_two_who_change_a_goal_gets_the_others_text(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.change, AMARA, goal, words("Hers"), revision=1, now=MONDAY)
    present = hand.run(goals.change, JONAS, goal, words("His"), revision=1, now=MONDAY)
    assert (present.title, present.revision) == ("Hers", 2)
    assert order(hand) == ["Hers"]


def test_a_marked_goal_asks_the_mentor_once_and_counts_when_the_mentor_agrees(hand, pair):
    goal = add(hand, pair)
    for _ in range(2):
        hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    assert hand.look("SELECT person_id, kind, unasked FROM outbox WHERE kind LIKE 'goal%'") == [
        (hand.person(AMARA).id, "goal.confirm", 0)
    ]
    for day in (1, 2):
        shown = hand.run(goals.confirm, AMARA, goal, now=MONDAY + timedelta(days=day))
    assert shown.goal.state is GoalState.MET
    assert hand.look("SELECT confirmed_by, accomplished_at FROM goal") == [
        (hand.person(AMARA).id, int((MONDAY + timedelta(days=1)).timestamp()))
    ]
    assert hand.look("SELECT state FROM outbox WHERE kind = 'goal.confirm'") == [("withdrawn",)]


def test_without_an_answer_the_mentees_word_stands_after_seven_days_and_not_before(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    assert hand.run(goals.next_moment) == MONDAY + WEEK
    hand.run(goals.settle_goals, MONDAY + WEEK - timedelta(seconds=1))
    assert hand.look("SELECT accomplished_at FROM goal") == [(None,)]
    for _ in range(2):
        hand.run(goals.settle_goals, MONDAY + WEEK)
    assert hand.look("SELECT accomplished_at, confirmed_by, marked_at FROM goal") == [
        (int((MONDAY + WEEK).timestamp()), None, None)
    ]
    assert hand.run(goals.next_moment) is None


def test_a_mark_can_be_taken_back_before_it_counts_and_the_question_goes_away(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    hand.run(goals.mark, JONAS, goal, met=False, now=MONDAY)
    assert hand.look("SELECT state FROM outbox WHERE kind = 'goal.confirm'") == [("withdrawn",)]
    with pytest.raises(Refusal, match="action_plan.not_marked"):
        hand.run(goals.confirm, AMARA, goal, now=MONDAY)
    hand.run(goals.settle_goals, MONDAY + WEEK)
    assert hand.look("SELECT accomplished_at FROM goal") == [(None,)]


def test_a_mark_made_anew_asks_anew(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    hand.run(goals.mark, JONAS, goal, met=False, now=MONDAY)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY + timedelta(minutes=5))
    assert hand.look("SELECT state FROM outbox WHERE kind = 'goal.confirm' ORDER BY id") == [
        ("withdrawn",),
        ("planned",),
    ]


def test_talking_first_keeps_the_goal_open_tells_the_mentee_and_is_no_veto(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    for _ in range(2):
        hand.run(goals.talk, AMARA, goal, now=MONDAY)
    assert hand.look("SELECT person_id, state FROM outbox WHERE kind = 'goal.talk'") == [
        (hand.person(JONAS).id, "planned")
    ]
    hand.run(goals.settle_goals, MONDAY + WEEK)
    assert hand.look("SELECT accomplished_at FROM goal") == [(None,)]
    again = MONDAY + timedelta(days=10)
    hand.run(goals.mark, JONAS, goal, met=True, now=again)
    with pytest.raises(Refusal, match="action_plan.talked"):
        hand.run(goals.talk, AMARA, goal, now=again)
    hand.run(goals.settle_goals, again + WEEK)
    assert hand.look("SELECT accomplished_at FROM goal") == [(int((again + WEEK).timestamp()),)]


def test_only_the_mentee_marks_and_only_the_mentor_answers(hand, pair):
    goal = add(hand, pair)
    with pytest.raises(Refusal, match="action_plan.mentee_marks"):
        hand.run(goals.mark, AMARA, goal, met=True, now=MONDAY)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    for answer in (goals.confirm, goals.talk):
        with pytest.raises(Refusal, match="action_plan.mentor_confirms"):
            hand.run(answer, JONAS, goal, now=MONDAY)
    with pytest.raises(Refusal, match="mentorship.not_a_member"):
        hand.run(goals.confirm, PRIYA, goal, now=MONDAY)


def test_a_marked_or_met_goal_is_not_changed(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    with pytest.raises(Refusal, match="action_plan.goal_marked"):
        hand.run(goals.change, JONAS, goal, words("Other"), revision=1, now=MONDAY)
    hand.run(goals.confirm, AMARA, goal, now=MONDAY)
    with pytest.raises(Refusal, match="action_plan.goal_met"):
        hand.run(goals.drop, JONAS, goal, now=MONDAY)


def test_a_met_goal_leaves_room_for_another_and_the_others_close_ranks(hand, pair):
    goal = add(hand, pair, "A")
    add(hand, pair, "B")
    add(hand, pair, "C")
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)
    hand.run(goals.confirm, AMARA, goal, now=MONDAY)
    assert order(hand) == ["B", "C"]
    add(hand, pair, "D")
    assert order(hand) == ["B", "C", "D"]


def test_what_waits_for_the_mentor_is_the_mark_with_the_day_it_counts_by_itself(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)

    def waiting(work: Work, who):
        return goals.waiting(work, who, work.mentorships.get(pair), MONDAY)

    (found,) = hand.run(waiting, hand.person(AMARA))
    assert (found.kind, found.id, found.since) == ("goal.confirm", goal, MONDAY)
    assert found.values == {"name": "Jonas", "until": date(2026, 10, 19)}
    assert hand.run(waiting, hand.person(JONAS)) == []


def test_a_question_whose_mark_is_gone_is_not_sent(hand, pair):
    goal = add(hand, pair)
    hand.run(goals.mark, JONAS, goal, met=True, now=MONDAY)

    def claim(work: Work):
        return [row for row in work.outbox.claim(MONDAY, limit=9) if row.kind == "goal.confirm"]

    (row,) = hand.run(claim)
    with hand.engine.connect() as db, db.begin():
        db.exec_driver_sql("UPDATE goal SET marked_at = NULL")
    assert hand.run(notices.prepare, [row], now=MONDAY, message_id="m") is None
    assert hand.look("SELECT state, reason FROM outbox WHERE kind = 'goal.confirm'") == [
        ("skipped", "the mark does not wait any more")
    ]


def test_a_met_goal_is_a_milestone_once_and_the_last_one_completes_the_plan(hand, pair):
    first, second = add(hand, pair, "A"), add(hand, pair, "B")
    hand.run(goals.mark, JONAS, first, met=True, now=MONDAY)
    for _ in range(2):
        hand.run(goals.confirm, AMARA, first, now=MONDAY)
    assert hand.look("SELECT kind, subject FROM milestone") == [("goal_accomplished", first)]
    hand.run(goals.mark, JONAS, second, met=True, now=MONDAY)
    hand.run(goals.settle_goals, MONDAY + WEEK)
    assert hand.look("SELECT kind, subject FROM milestone ORDER BY id") == [
        ("goal_accomplished", first),
        ("goal_accomplished", second),
        ("all_goals", 0),
    ]


def test_dropping_the_last_open_goal_completes_nothing(hand, pair):
    first, second = add(hand, pair, "A"), add(hand, pair, "B")
    hand.run(goals.mark, JONAS, first, met=True, now=MONDAY)
    hand.run(goals.confirm, AMARA, first, now=MONDAY)
    hand.run(goals.drop, JONAS, second, now=MONDAY)
    hand.run(goals.confirm, AMARA, first, now=MONDAY)
    assert hand.look("SELECT kind FROM milestone") == [("goal_accomplished",)]
