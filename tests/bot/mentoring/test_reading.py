"""Which stage a goal and a relationship are read to be in, and why (section 3)."""

from __future__ import annotations

import pytest

from bot.mentoring import reading
from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from bot.mentoring.people import Role
from bot.mentoring.reading import Reason
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from tests.bot.mentoring.pieces import MENTEE, MENTOR, frame, goal, meetings, piece, says, signed, step
from tests.lives.life_file import at

S1, S2, S3, S4 = Stage
CREATED = [*signed(3), *meetings("HH", first=10)]
NEEDS, IDEAS, SURE = (
    says(40, MENTEE, "needs", "alone", 1),
    says(41, MENTOR, "ideas", "mentee", 1),
    says(42, MENTEE, "confidence", 4, 1),
)
DONE = [step(22, 11), step(22, 12), step(22, 13), step(30, 11, What.STEP_DONE), step(31, 12, What.STEP_DONE)]
LED = meetings("HHHH", first=30, every=3, by="oeee")


def read(pieces, day=60, initiator=None):
    life = gather(frame(initiator=initiator), [*CREATED, goal(21), *pieces])
    return reading.read(life, at(day), words_count=DEFAULTS.words_count)


@pytest.mark.parametrize(
    ("pieces", "reasons"),
    [
        ([], ("agreement.unsigned", "meetings.0")),
        (signed(3), ("agreement.signed", "meetings.0")),
        (CREATED[:4], ("agreement.signed", "meetings.1")),
        (meetings("HHH"), ("agreement.unsigned", "meetings.2")),
        ([*signed(3), *meetings("HM")], ("agreement.signed", "meetings.1")),
    ],
)
def test_the_first_stage_lasts_until_all_have_signed_and_a_second_meeting_was_held(pieces, reasons):
    found = reading.read(gather(frame(), pieces), at(60), words_count=DEFAULTS.words_count)
    assert (found.stage, tuple(each.key for each in found.reasons)) == (S1, reasons)


def test_without_goals_it_stays_in_the_second():
    found = reading.read(gather(frame(), CREATED), at(60), words_count=DEFAULTS.words_count)
    assert (found.stage, found.reasons) == (S2, (Reason("goals.none"),))


@pytest.mark.parametrize(
    ("marks", "stage"),
    [
        ([NEEDS, IDEAS, SURE], S3),
        ([NEEDS, IDEAS], S2),
        ([NEEDS, SURE], S2),
        ([NEEDS, SURE, *DONE], S3),
        ([NEEDS, SURE, *LED], S3),
        ([NEEDS, *DONE, *LED], S3),
        ([*DONE, *LED], S2),
        ([says(39, MENTEE, "needs", "thinking-aloud", 1), IDEAS, SURE], S3),
        ([says(39, MENTEE, "needs", "thinking-aloud"), IDEAS, SURE], S3),
        ([says(39, MENTEE, "needs", "alone", 2), IDEAS, SURE], S2),
        ([NEEDS, says(43, MENTEE, "needs", "advice", 1), IDEAS, SURE], S2),
        ([NEEDS, IDEAS, says(43, MENTEE, "confidence", 3, 1)], S2),
        ([NEEDS, says(43, MENTOR, "ideas", "both", 1), SURE], S2),
        ([NEEDS, says(43, MENTEE, "ideas", "mentee", 1), SURE], S2),
        ([says(39, MENTOR, "needs", "alone", 1), IDEAS, SURE], S2),
        ([NEEDS, SURE, *DONE[:4]], S2),
        ([NEEDS, SURE, *DONE, step(33, 14)], S2),
        ([NEEDS, SURE, *DONE, step(33, 13, What.STEP_DROPPED)], S3),
        ([NEEDS, SURE, step(22, 11), step(30, 11, What.STEP_DONE)], S2),
        ([NEEDS, SURE, *meetings("HHHH", first=30, every=3, by="ooee")], S2),
        ([NEEDS, SURE, *LED, *meetings("M", first=50)], S3),
        ([NEEDS, SURE, *meetings("HHHHH", first=30, every=3, by="eeoeo")], S2),
        ([goal(30, what=What.GOAL_MARKED)], S3),
        ([goal(30, what=What.GOAL_MARKED), goal(31, what=What.GOAL_UNMARKED)], S2),
    ],
)
def test_a_goal_is_mastered_with_three_marks_among_them_a_deed_or_words_of_both(marks, stage):
    found = read(marks)
    assert (found.stage, found.goals[0].stage) == (stage, stage)


def test_words_count_for_90_days_and_it_is_known_when_they_lapse():
    words = [NEEDS, IDEAS, SURE]
    assert (read(words, day=129).stage, read(words, day=129).lapses) == (S3, at(130))
    assert (read(words, day=130).stage, read(words, day=130).lapses) == (S2, at(131))
    assert read(words, day=132).lapses is None


def test_meetings_the_mentee_sets_up_by_agreement_are_no_mark():
    assert read([NEEDS, SURE, *LED], initiator=Role.MENTEE).stage is S2
    assert read([NEEDS, SURE, *LED], initiator=Role.MENTOR).stage is S3


MET, MARKED = What.GOAL_MET, What.GOAL_MARKED


@pytest.mark.parametrize(
    ("pieces", "stage", "reason"),
    [
        ([goal(30, what=MET)], S4, "goals.all_met"),
        ([goal(22, 2), goal(30, what=MET)], S2, "goals.begun"),
        ([goal(22, 2), goal(30, 2, MARKED), goal(30, what=MET)], S3, "goal.marked"),
        ([goal(22, 2), goal(22, 3), goal(30, 1, MET), goal(30, 2, MET)], S2, "goals.begun"),
        ([goal(22, 2), goal(22, 3), goal(30, 1, MET), goal(30, 2, MET), goal(31, 3, MARKED)], S4, "goals.most_met"),
        ([goal(22, 2), goal(30, 2, MARKED)], S3, "goal.marked"),
        ([goal(22, 2), goal(22, 3), goal(30, 3, MARKED)], S2, "goal.marked"),
        ([goal(22, 2), goal(30, 1, MET), goal(31, 2, What.GOAL_DROPPED)], S4, "goals.all_met"),
        ([piece(30, What.CLOSING)], S4, "closing"),
    ],
)
def test_the_relationship_is_read_from_its_goals(pieces, stage, reason):
    found = read(pieces)
    assert (found.stage, found.reasons[0].key) == (stage, reason)


def test_a_reason_says_whose_private_word_it_is_and_a_deed_is_nobodys():
    found = read([NEEDS, IDEAS, SURE, *DONE])
    assert {each.key: each.by for each in found.goals[0].reasons} == {
        "needs.alone": MENTEE,
        "ideas.mentee": MENTOR,
        "confidence.high": MENTEE,
        "steps.most_done": None,
    }
