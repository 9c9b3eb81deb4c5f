"""Where people stand, gathered from what is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.action_plan import Activity, StepWords
from bot.mentoring.goals import GoalWords
from bot.mentoring.people import UnknownPeople
from bot.mentoring.refusals import Refusal
from bot.usecases import action_plan, closure, goals, home, pairing, tips
from prompts.content import built_in
from tests.bot.usecases.agreeing import sign, write
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TEAM, TOMAS, Handle


def here(hand, who, now=MONDAY):
    return hand.run(home.here, who, now=now)


def test_a_member_sees_each_mentorship_with_its_other_partner_and_week(hand):
    hand.pair()
    hand.pair(mentor=JONAS, mentee=PRIYA)
    parts = here(hand, JONAS, MONDAY + timedelta(days=15)).parts
    assert [(part.role, part.other.first_name, part.week) for part in parts] == [
        ("mentee", "Amara", (3, 26)),
        ("mentor", "Priya", (3, 26)),
    ]


def test_what_waits_comes_oldest_first(hand):
    id = hand.pair()
    later = MONDAY + timedelta(hours=1)
    shown = hand.run(closure.farewell, JONAS, id, now=later).told_at
    hand.run(closure.leave, JONAS, id, shown=shown, now=later)
    (part,) = here(hand, JONAS, later).parts
    assert [each.kind for each in part.waiting] == ["agreement.draft", "closure.take_back"]


def test_who_signed_reads_whose_name_is_missing_until_it_holds(hand):
    id = hand.pair()

    def asked():
        return [here(hand, who).parts[0].asked for who in (JONAS, AMARA)]

    write(hand, id, JONAS)
    assert asked() == ["", ""]
    sign(hand, id, JONAS)
    assert asked() == ["Amara", ""]
    assert not here(hand, JONAS).parts[0].agreed
    sign(hand, id, AMARA)
    assert asked() == ["", ""]
    assert here(hand, JONAS).parts[0].agreed


def test_somebody_never_seen_is_to_be_looked_up_first(hand):
    with pytest.raises(UnknownPeople):
        here(hand, Handle(TEAM, "U0NOBODY"))


def test_somebody_in_no_mentorship_is_told_a_coordinator_by_name(hand):
    seen = here(hand, PRIYA)
    assert (seen.parts, seen.contact, seen.contact_name) == ((), RUTH.user, "Ruth Adeyemi")


def test_a_mentorship_that_ended_is_remembered_with_its_day(hand):
    id = hand.pair()
    hand.run(pairing.end, RUTH, id, now=MONDAY)
    seen = here(hand, JONAS)
    assert [(each.others, each.day) for each in seen.ended] == [("Amara", MONDAY.date())]


def test_only_a_coordinator_sees_the_program(hand):
    hand.pair()
    assert here(hand, JONAS).program is None
    program = here(hand, RUTH).program
    assert (program.total, program.stages, program.hands) == (1, (("S1", 1),), ())
    assert [each.names for each in program.others] == [("Jonas and Amara",)]


def test_the_next_end_of_the_program_is_one_to_come(hand):
    hand.pair()
    end = here(hand, RUTH).program.next_end
    last_day = MONDAY + (end - MONDAY.date())
    assert here(hand, RUTH, last_day).program.next_end == end
    assert here(hand, RUTH, last_day + timedelta(days=1)).program.next_end is None


def test_a_stranger_cannot_open_a_mentorship(hand):
    id = hand.pair()
    with pytest.raises(Refusal, match="mentorship.not_a_member"):
        hand.run(home.part, PRIYA, id, now=MONDAY)


def test_what_was_written_is_answered_once_however_often_the_event_comes(hand):
    for _ in range(2):
        hand.run(home.say_hello, TOMAS, event="Ev1", word=None, now=MONDAY)
    assert hand.look("SELECT kind, state FROM outbox") == [("home.hello", "planned")]


def test_looking_at_many_mentorships_takes_no_statement_for_each(hand):
    def statements(who):
        seen = []
        with hand.engine.connect() as db:
            driver = db.connection.driver_connection
        driver.set_trace_callback(seen.append)
        here(hand, who)
        driver.set_trace_callback(None)
        return len([each for each in seen if each.startswith("SELECT")])

    hand.pair()
    hand.pair(mentor=JONAS, mentee=PRIYA)
    two = statements(JONAS)
    hand.pair(mentor=JONAS, mentee=TOMAS)
    hand.pair(mentor=JONAS, mentee=RUTH)
    assert statements(JONAS) == two <= 9


def test_looking_at_all_at_once_shows_the_same_as_looking_at_each(hand):
    ids = [hand.pair(), hand.pair(mentor=JONAS, mentee=PRIYA)]
    parts = here(hand, JONAS).parts
    alone = [hand.run(home.part, JONAS, id, now=MONDAY)[1] for id in ids]
    assert [each._replace(plan=None) for each in alone] == list(parts)


def test_a_row_counts_steps_as_the_plan_itself_does(hand):
    ids = [hand.pair(), hand.pair(mentor=JONAS, mentee=PRIYA), hand.pair(mentor=JONAS, mentee=TOMAS)]
    for title in ("Met", "Marked", "Without steps"):
        hand.run(goals.add, PRIYA, ids[1], GoalWords(title, "It works.", "", None), now=MONDAY)
    met, marked, _ = hand.run(action_plan.look, PRIYA, ids[1], now=MONDAY).plan.goals
    for goal in (met, marked):
        for title in ("Done", "Open", "Dropped"):
            words = StepWords(title, Activity.DOING, "", "", None)
            plan = hand.run(action_plan.add_step, PRIYA, goal.id, words, now=MONDAY).plan
            step = plan.steps[-1].id
            if title == "Done":
                hand.run(action_plan.mark_step, PRIYA, step, done=True, now=MONDAY)
            if title == "Dropped":
                hand.run(action_plan.drop_step, PRIYA, step, now=MONDAY)
        hand.run(goals.mark, PRIYA, goal.id, met=True, now=MONDAY)
    hand.run(goals.confirm, JONAS, met.id, now=MONDAY)
    rows = here(hand, JONAS).parts
    alone = [hand.run(home.part, JONAS, id, now=MONDAY)[1] for id in ids]
    assert [each.progress for each in rows] == [each.progress for each in alone]
    assert [(each.progress.done, each.progress.total) for each in rows] == [(0, 0), (2, 3), (0, 0)]
    assert [[each.id for each in part.waiting if each.kind == "goal.confirm"] for part in rows] == [[], [marked.id], []]


def test_a_mentor_finds_the_latest_tip_of_each_mentorship_again_and_nobody_else_does(hand):
    id = hand.pair()
    assert hand.run(home.part, AMARA, id, now=MONDAY)[1].tip == ""
    due = hand.run(tips.next_moment)
    hand.run(tips.plan_due, due)
    [(about,)] = hand.look("SELECT about FROM outbox WHERE kind = 'tips.tip'")
    text = next(each.text for each in built_in().content.tips if f'"{each.id}"' in about)
    assert hand.run(home.part, AMARA, id, now=due)[1].tip == text
    assert hand.run(home.here, AMARA, now=due, whole=True).parts[0].tip == text
    assert hand.run(home.part, JONAS, id, now=due)[1].tip == ""
