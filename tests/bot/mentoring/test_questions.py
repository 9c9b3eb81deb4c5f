"""What an answer tells the engine."""

from __future__ import annotations

from bot.mentoring.evidence import What
from bot.mentoring.people import Role
from bot.mentoring.questions import TOPICS, evidence_of
from bot.mentoring.stages import Stage
from prompts.questions import laid_out_bank
from tests.bot.mentoring.choosing import MENTEE, QUESTIONS
from tests.lives.life_file import at


def tells(question: str, choice: str | None, goal: int | None = None) -> tuple[str, str, int | None] | None:
    piece = evidence_of(QUESTIONS[question], choice, id=7, by=MENTEE, at=at(3), goal=goal)
    if piece is None:
        return None
    assert (piece.what, piece.by, piece.at, piece.about) == (What.SAID, MENTEE, at(3), 7)
    return piece.topic, piece.value, piece.goal


def test_an_answer_tells_its_topic_in_the_words_of_the_engine():
    assert tells("s2-stretched", "2") == ("challenge", "2", None)
    assert tells("s3-help-most", "aloud", 4) == ("needs", "thinking-aloud", 4)
    assert tells("s2-where-ideas", "me", 4) == ("ideas", "mentor", None)


def test_a_doubt_counts_the_other_way_round():
    assert [tells("s2-limits", step)[1] for step in "12345"] == ["5", "4", "3", "2", "1"]


def test_words_and_answers_that_leave_it_open_tell_nothing():
    assert tells("s2-tried", None) is None
    assert tells("s2-next-goal", "unsure", 4) is None
    assert tells("s2-when-stuck", "tried") is None


def test_an_answer_about_a_goal_that_is_not_known_tells_nothing():
    assert tells("s2-next-goal", "yes") is None
    assert tells("s2-still-together", "yes", 4) == ("ready", "no", 4)


def test_every_topic_the_engine_reads_can_be_asked_in_the_stages_that_need_it():
    def topics(stage: Stage, role: Role) -> set[str]:
        return {each.first.topic for each in laid_out_bank().by_place[stage, role] if each.first.yields}

    assert all("limits" in topics(stage, role) for stage in (Stage.S1, Stage.S2, Stage.S3) for role in Role)
    for stage in (Stage.S2, Stage.S3):
        assert topics(stage, Role.MENTOR) >= {"limits", "ready", "ideas"}
        assert topics(stage, Role.MENTEE) >= TOPICS.keys()
    assert all(topics(stage, Role.MENTEE) & topics(stage, Role.MENTOR) - TOPICS.keys() for stage in Stage)
