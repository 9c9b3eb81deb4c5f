"""No question comes within its gap: whatever was asked before, and over a year of every life."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentoring import asking, cadence, explained
from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.evidence import Evidence
from bot.mentoring.habits import Habits
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.moves import Standing
from bot.mentoring.people import PersonId, Role
from bot.mentoring.questions import evidence_of
from bot.mentoring.stages import Stage
from bot.mentoring.thresholds import DEFAULTS
from prompts.questions import laid_out_bank
from tests.bot.mentoring.choosing import ONE_GOAL, QUESTIONS, asked, choose
from tests.lives import life_file
from tests.lives.life_file import PEOPLE, ROLES, at


@given(
    before=st.lists(st.tuples(st.sampled_from(sorted(QUESTIONS)), st.integers(0, 150), st.sampled_from([None, 1, 2]))),
    stage=st.sampled_from(Stage),
    step=st.sampled_from([None, "N1", "N4", "N5", "N9"]),
    role=st.sampled_from(Role),
    power=st.booleans(),
    seed=st.text(max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_no_question_comes_within_its_gap_whatever_was_asked_before(before, stage, step, role, power, seed):
    lines = ONE_GOAL + "day 22 goal g2 added\nevery 21 days from day 40 to day 145: meeting held, set up by mentor\n"
    history = [asked(id, day, goal=goal) for id, day, goal in sorted(before, key=lambda each: -each[1])]
    where = {"stage": stage, "step": step}
    choice = choose(lines, day=150, person=PEOPLE[role], history=history, power=power, seed=seed, **where)
    if choice is None:
        return
    question = choice.question
    assert {stage, step} & question.stages
    assert role in question.roles
    assert not (power and question.delicate)
    assert question.about_goal == (choice.goal is not None)
    for each in history:
        if each.question == question.id:
            assert at(150, 22) - each.asked_at >= timedelta(weeks=question.gap_weeks)


@pytest.mark.parametrize("file", life_file.every(), ids=lambda file: file.stem)
@pytest.mark.parametrize("role", Role)
def test_over_a_year_no_question_comes_within_its_gap_and_no_topic_within_two_weeks(file, role):
    life = life_file.read(file)
    person, history, said = PEOPLE[role], [], []
    moment = cadence.first_check_in(life.frame.introduced_at, Habits("UTC"))
    while moment.date() < life.frame.end:
        _ask(life, person, history, said, moment)
        moment = cadence.next_check_in(life.frame.introduced_at, Habits("UTC"), role=role, silent=0, after=moment)
    assert len(history) >= 8
    newest: dict[object, datetime] = {}
    for each in reversed(history):
        question = QUESTIONS[each.question]
        gap = timedelta(weeks=question.gap_weeks)
        assert question.id not in newest or each.asked_at - newest[question.id] >= gap
        if question.yields:
            told = (question.topic, each.goal)
            assert told not in newest or each.asked_at - newest[told] >= timedelta(days=14)
            newest[told] = each.asked_at
        newest[question.id] = each.asked_at


def _ask(life, person: PersonId, history: list[CheckIn], said: list[Evidence], now: datetime) -> None:
    """Ask what is chosen, and answer it by the middle one of its answers."""
    pieces = [piece for piece in [*life.evidence, *said] if piece.at <= now]
    lived, read = explained.known_to(person, life.frame, pieces, rules=DEFAULTS, now=now)
    standing = Standing(read.stage, now, read.stage, now)
    if life.frame.steps:
        step = life.frame.steps[min((now - life.frame.introduced_at).days // 21, 8)]
        standing = Standing(step.counts_as, now, step.counts_as, now, step=step.id, read_step=step.id)
    choice = asking.choose(
        laid_out_bank(),
        role=ROLES[person],
        person=person,
        life=lived,
        reading=read,
        standing=standing,
        history=history,
        power=life.frame.power,
        now=now,
        seed=f"{now}",
    )
    if choice is None:
        return
    check_in = CheckIn(
        CheckInId(len(history) + 1),
        MentorshipId(1),
        person,
        "w",
        choice.question.id,
        now,
        asked_at=now,
        goal=choice.goal,
    )
    history.insert(0, check_in)
    options = choice.question.options
    value = options[len(options) // 2].value if options else None
    piece = evidence_of(choice.question, value, id=check_in.id, by=person, at=now, goal=choice.goal)
    if piece is not None:
        said.append(piece)
