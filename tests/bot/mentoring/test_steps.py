"""Which of the nine steps a pair is in, and that none is left on one person's word (field guide, section 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.mentoring import moves, steps
from bot.mentoring.engine import look
from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from bot.mentoring.mentorship import Model
from bot.mentoring.moves import Place, Standing
from bot.mentoring.rests import Last
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from prompts.models import process
from tests.bot.mentoring.pieces import (
    DAY,
    INTRODUCED,
    MENTEE,
    MENTOR,
    frame,
    goal,
    meetings,
    piece,
    signed,
    snooze,
    step,
)
from tests.lives.life_file import at, usual

NINE = process("nine_step").steps
COUNTS_AS = {each.id: each.counts_as for each in NINE}
FRAME = replace(frame(6), steps=NINE, usual=usual(Model.NINE_STEP, 6))
CREATED = [INTRODUCED, *signed(1), *meetings("HH", first=2, every=5)]
MET = [goal(9), goal(20, what=What.GOAL_MARKED), goal(20, what=What.GOAL_MET)]


def where(id: str, since: int = 30, **more: object) -> Standing:
    """In a step since noon of a day, and read so."""
    stage = COUNTS_AS[id]
    return Standing(stage, at(since), stage, at(since), step=id, read_step=id, **more)  # type: ignore[arg-type]


def read(standing, pieces, day, stage=Stage.S2):
    life = gather(FRAME, [each for each in pieces if each.at <= at(day)])
    return steps.read(life, stage, standing, rules=DEFAULTS, now=at(day)).step


def looked(standing, pieces, day):
    return look(FRAME, [each for each in pieces if each.at <= at(day)], standing, {}, rules=DEFAULTS, now=at(day))


def test_a_pair_begins_with_the_first_step_and_one_meeting_ends_it():
    begun = moves.begin(at(0, 9), steps.FIRST)
    assert looked(begun, [INTRODUCED], 1).standing.step == "N1"
    assert looked(begun, [INTRODUCED, *meetings("H", first=2)], 3).standing.step == "N2"


@pytest.mark.parametrize(
    ("pieces", "then"),
    [
        ([INTRODUCED, *meetings("HH", first=2, every=5)], "N2"),
        ([INTRODUCED, *signed(1), *meetings("H", first=2)], "N2"),
        (CREATED, "N3"),
    ],
)
def test_the_second_takes_all_signatures_and_a_second_meeting_and_is_over_the_same_day(pieces, then):
    seen = looked(moves.begin(at(0, 9), steps.FIRST), pieces, 8)
    assert (seen.standing.step, seen.standing.stage) == (then, COUNTS_AS[then])
    assert not seen.move.ask


def test_usual_time_turns_the_reading_fourteen_days_before_it_is_over_and_asks_when_it_is():
    in_n3 = where("N3", since=10)
    assert read(in_n3, CREATED, 16) == "N3"
    assert read(in_n3, CREATED, 17) == "N4"
    turned = looked(in_n3, CREATED, 17)
    assert (turned.standing.read_step, turned.move.ask) == ("N4", False)
    assert looked(turned.standing, CREATED, 31).move.ask
    assert looked(turned.standing, CREATED, 30).move.ask is False


def test_quiet_that_somebody_asked_for_is_no_time_in_a_step():
    assert read(where("N3", since=10), [*CREATED, snooze(12, 17)], 21) == "N3"
    assert read(where("N3", since=10), [*CREATED, snooze(12, 17)], 22) == "N4"


def test_time_in_a_step_is_added_up_over_its_returns():
    again = where("N5", since=100, spent={"N5": 10 * DAY})
    done = [*CREATED, goal(9), step(9), step(10, what=What.STEP_DONE)]
    assert read(again, done, 103) == "N5"
    assert read(again, done, 104) == "N6"


def test_a_plan_begun_beforehand_passes_the_fourth_over():
    assert read(where("N3", since=10), [*CREATED, goal(9), step(9)], 17) == "N5"


def test_the_fifth_takes_a_step_done_besides_its_time():
    begun = [*CREATED, goal(9), step(9)]
    assert read(where("N5", since=30), begun, 90) == "N5"
    assert read(where("N5", since=30), [*begun, step(40, what=What.STEP_DONE)], 90) == "N6"


@pytest.mark.parametrize(("stage", "reads"), [(Stage.S1, "N7"), (Stage.S2, "N7"), (Stage.S3, "N8"), (Stage.S4, "N9")])
def test_the_seventh_and_the_eighth_follow_the_stage_that_is_read(stage, reads):
    spent = {"N5": 28 * DAY, "N6": 28 * DAY}
    done = [*CREATED, goal(9), step(9), step(10, what=What.STEP_DONE)]
    for id in ("N7", "N8", "N9"):
        assert read(where(id, since=100, spent=spent), done, 120, stage) == reads


def test_when_what_was_done_is_taken_back_the_fifth_is_read_again_and_what_lies_before_it_never():
    spent = {"N3": 21 * DAY, "N5": 28 * DAY, "N6": 28 * DAY}
    done = [*CREATED, goal(9), step(9), step(10, what=What.STEP_DONE)]
    in_n7 = where("N7", since=100, spent=spent)
    assert read(in_n7, [*done, step(105, what=What.STEP_REOPENED)], 106) == "N5"
    assert read(in_n7, [*done, goal(105, what=What.GOAL_DROPPED)], 106) == "N5"  # N4 too is without its goal


def test_the_closing_conversation_leads_to_the_last_but_not_before_the_first_two_are_over():
    closing = piece(12, What.CLOSING, MENTEE)
    assert read(where("N3", since=10), [*CREATED, closing], 12) == "N9"
    assert read(where("N2", since=3), [INTRODUCED, *meetings("H", first=2), closing], 12) == "N2"


def words(day, by, value, id="N3"):
    return piece(day, What.SKIP_FELT, by, topic=id, value=value)


@pytest.mark.parametrize(
    "said",
    [
        [words(12, MENTEE, "yes")],
        [words(12, MENTEE, "yes"), words(13, MENTEE, "yes")],
        [words(12, MENTEE, "yes"), words(13, MENTOR, "no")],
        [words(12, MENTEE, "yes"), words(13, MENTOR, "no"), words(14, MENTOR, "yes")],
        [words(12, MENTEE, "yes"), words(13, MENTEE, "no"), words(14, MENTOR, "yes")],
        [words(12, MENTEE, "no"), words(12, MENTOR, "yes"), words(12, MENTEE, "yes")],
        [words(12, MENTEE, "yes"), words(13, MENTOR, "yes", "N4")],
        [words(9, MENTEE, "yes"), words(12, MENTOR, "yes")],
    ],
    ids=[
        "one",
        "one twice",
        "a no",
        "yes after a no",
        "taken back",
        "a no in the same second",
        "another step",
        "before the step began",
    ],
)
def test_nothing_is_skipped_unless_all_wish_the_same_step_while_they_are_in_it(said):
    seen = looked(where("N3", since=10), [*CREATED, *said], 15)
    assert (seen.standing.step, seen.standing.skipped) == ("N3", frozenset())


def test_what_all_wish_to_skip_is_skipped_at_once_and_the_next_that_has_not_ended_begins():
    agreed = [words(12, MENTEE, "yes"), words(13, MENTOR, "yes")]
    seen = looked(where("N3", since=10), [*CREATED, *agreed], 13)
    assert (seen.standing.step, seen.standing.skipped, seen.move.moved_from) == ("N4", {"N3"}, Stage.S2)
    again = looked(seen.standing, [*CREATED, *agreed], 13)
    assert (again.standing, again.move.moved_from) == (seen.standing, None)
    with_plan = looked(where("N3", since=10), [*CREATED, goal(9), step(9), *agreed], 13)
    assert with_plan.standing.step == "N5"


def test_skipping_leads_on_even_where_the_reading_has_turned_back():
    spent = {"N5": 28 * DAY}
    undone = [*CREATED, goal(9), step(9)]
    agreed = [words(40, MENTEE, "yes", "N6"), words(41, MENTOR, "yes", "N6")]
    assert read(where("N6", spent=spent), undone, 41) == "N5"
    assert looked(where("N6", spent=spent), [*undone, *agreed], 41).standing.step == "N7"


@pytest.mark.parametrize("id", ["N1", "N2", "N9"])
def test_the_first_two_and_the_last_are_not_skipped_whatever_is_said(id):
    both = [words(31, MENTEE, "yes", id), words(32, MENTOR, "yes", id)]
    history = [INTRODUCED, *meetings("H", first=2)] if id == "N2" else [INTRODUCED]
    history = [*CREATED, *MET] if id == "N9" else history
    assert looked(where(id), [*history, *both], 33).standing.skipped == frozenset()


def test_what_was_skipped_is_never_read_again():
    spent = {"N6": 28 * DAY, "N3": 21 * DAY}
    assert read(where("N6", spent=spent, skipped=frozenset({"N5"})), [*CREATED, goal(9), step(9)], 90) == "N7"


def test_the_six_weeks_of_getting_started_are_those_of_the_first_two_together():
    begun = [INTRODUCED, *meetings("H", first=40)]
    told = {"W.agreement-late": Last(at(30)), "W.quiet": Last(at(30))}
    seen = look(FRAME, begun, where("N2", since=40), told, rules=DEFAULTS, now=at(42, 9))
    assert "W.stuck" in seen.holding
    assert "W.stuck" not in look(FRAME, begun, where("N2", since=40), told, rules=DEFAULTS, now=at(42, 8)).holding


def test_without_a_plan_nothing_stalls_before_the_step_in_which_it_is_begun():
    assert "W.plan-stalled" not in looked(where("N3", since=10), CREATED, 80).holding
    assert "W.plan-stalled" in looked(where("N4", since=10), CREATED, 80).holding
    assert "W.plan-stalled" in looked(where("N3", since=10), [*CREATED, goal(11)], 80).holding


def test_a_place_is_named_by_its_step_where_there_is_one():
    assert Place(Stage.S2).id == "S2"
    assert Place(Stage.S2, "N5").id == "N5"
