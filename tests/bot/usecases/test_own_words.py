"""A program with words of its own asks and suggests in them, and knows its stages by their own lengths."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentoring.people import Role
from bot.mentoring.program import Program
from bot.usecases import check_ins, looks
from prompts.content import built_in, words
from tests.builders import JONAS, MONDAY, RUTH, Hand


@pytest.fixture
def own(tmp_path):
    """A program that says every question of the first stage otherwise, and lets that stage last longer."""
    bank = built_in().content.questions
    asked = [each.id for alike in bank.asked_in("S1", Role.MENTEE) for each in alike.questions]
    questions = "".join(f'[questions.{id}]\ntext = "Ours instead of {id}?"\n' for id in asked)
    (tmp_path / "en" / "check_ins").mkdir(parents=True)
    (tmp_path / "en" / "check_ins" / "ours.toml").write_text(questions, encoding="utf-8")
    (tmp_path / "models").mkdir()
    weeks = ((1, "6 = 5, 9 = 6, 12 = 7"), (2, "6 = 11, 9 = 18, 12 = 25"))
    steps = "".join(f'[[steps]]\nid = "S{n}"\nweeks = {{ {each} }}\n' for n, each in weeks)
    (tmp_path / "models" / "four_stage.toml").write_text(steps, encoding="utf-8")
    hand = Hand(Program(words(tmp_path).content, coordinators=(RUTH.user,)))
    yield hand
    hand.store.close()


def test_what_is_asked_are_its_own_words(own):
    id = own.pair()
    asked = own.run(check_ins.ask_now, JONAS, id, now=MONDAY + timedelta(days=4))
    assert asked.question.text == f"Ours instead of {asked.question.id}?"


def test_a_stage_lasts_as_long_as_it_says(own):
    id = own.pair()
    frame = own.run(lambda work: looks.frame_of(work, work.mentorships.get(id)))
    assert frame.usual["S1"] == timedelta(weeks=5)
