"""What one is shown of where a pair stands holds nothing that the other said, in every scripted life."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring import reading
from bot.mentoring.action_plan import GoalGlance
from bot.mentoring.evidence import What
from bot.mentoring.gathering import gather
from bot.mentoring.goals import GoalId, GoalState
from bot.mentoring.mentorship import MentorshipId, Model
from bot.mentoring.people import Role
from bot.mentoring.reading import Reason, StageReading
from bot.mentoring.stage_shown import GoalSigns, shown_to
from bot.mentoring.stages import Reading, Stage
from bot.mentoring.thresholds import DEFAULTS
from bot.usecases.stage_page import WhereYouAre
from handlers.slack.views import stages
from prompts.models import process
from tests.builders import person
from tests.lives import life_file
from tests.lives.life_file import DAYS, PEOPLE, at

LIVES = [life_file.read(file) for file in life_file.every()]
MENTOR, MENTEE = person(1, "Amara"), person(2)
OTHERWISE = {"needs": "alone", "ideas": "mentee", "confidence": "5"}


def without_words_of(who, pieces):
    return [piece for piece in pieces if not (piece.what is What.SAID and piece.by == who)]


def with_other_words_of(who, pieces):
    """Everything that this person said is what speaks most for mastery."""
    return [
        piece._replace(value=OTHERWISE.get(piece.topic, piece.value))
        if piece.what is What.SAID and piece.by == who
        else piece
        for piece in pieces
    ]


def page(frame, pieces, me, now, say):
    """The page about the stage, as it is drawn for one of them."""
    life = gather(frame, pieces)
    signs = shown_to(me, reading.read(life, now, words_count=DEFAULTS.words_count))
    goals = tuple((_glance(id, goal), signs.get(id, GoalSigns(id, (), ()))) for id, goal in life.goals.items())
    read = Reading(Stage.S2, len(life.signed), 2, len(life.held))
    step = process(Model.FOUR_STAGE).step("S2")
    return stages.build(WhereYouAre(MentorshipId(41), step, read, MENTOR, MENTEE, "the other", goals), say)


def _glance(id, goal):
    state = GoalState.OPEN if goal.is_open else GoalState.MET
    done = sum(step.done for step in goal.steps.values())
    return GoalGlance(GoalId(id), f"Goal {id}", 1, done, len(goal.steps), None, None, state)


@pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])
def test_the_page_is_the_same_whatever_the_other_said(life, say):
    for week in range(1, DAYS // 7):
        now = at(7 * week)
        pieces = [piece for piece in life.evidence if piece.at <= now]
        for mine, other in (("mentee", "mentor"), ("mentor", "mentee")):
            me, them = PEOPLE[mine], PEOPLE[other]
            shown = page(life.frame, pieces, me, now, say)
            assert page(life.frame, without_words_of(them, pieces), me, now, say) == shown
            assert page(life.frame, with_other_words_of(them, pieces), me, now, say) == shown


def test_somewhere_in_the_lives_ones_own_words_and_deeds_are_shown(say):
    """Lest the page be the same because it says nothing."""
    said = ""
    for life in LIVES:
        now = at(200)
        pieces = [piece for piece in life.evidence if now - timedelta(days=190) < piece.at <= now]
        for me in life.frame.members:
            said += str(page(life.frame, pieces, me, now, say))
    for words in ("getting on alone", "You said that most ideas come from Jonas", "Most of its steps are done"):
        assert words in said


def test_each_sees_deeds_and_their_own_words_alone():
    mentee, mentor = PEOPLE["mentee"], PEOPLE["mentor"]
    reasons = (Reason("steps.most_done", 1), Reason("needs.alone", 1, mentee), Reason("ideas.mentee", 1, mentor))
    read = StageReading(Stage.S3, (reading.GoalReading(1, Stage.S3, reasons),), reasons)
    assert shown_to(mentee, read)[1] == GoalSigns(1, ("steps.most_done",), ("needs.alone",))
    assert shown_to(mentor, read)[1] == GoalSigns(1, ("steps.most_done",), ("ideas.mentee",))
    assert {life_file.ROLES[mentee], life_file.ROLES[mentor]} == set(Role)
