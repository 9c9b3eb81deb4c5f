"""What there is to ask, to suggest and to say: counted, and looked at as it will be seen."""

from __future__ import annotations

import pytest

from bot import content, content_preview
from bot.mentoring.people import Role
from bot.mentoring.signals import TOLD_TO
from handlers.slack.views.wording import Wording
from prompts.content import built_in, words
from prompts.field_guide import ids

HERE = built_in()
LINES = list(content.lines(HERE))


def shown(id, there=HERE):
    return "\n".join(content_preview.lines(there, id))


def test_questions_are_counted_by_stage_and_role():
    bank = HERE.content.questions.by_id.values()
    for stage in ("S1", "N5"):
        name = next(step.name for model in HERE.content.models.values() for step in model.steps if step.id == stage)
        line = next(line for line in LINES if line.startswith(f"  {stage}  "))
        counts = [int(each) for each in line.split(name)[1].split()]
        assert counts[:2] == [sum(stage in q.stages and role in q.roles for q in bank) for role in Role]
        assert sum(counts[2:6]) == sum(stage in q.stages for q in bank)


def test_tips_are_counted_by_condition_and_function():
    assert f"Tips: {len(HERE.content.tips)}" in LINES
    listening = sum(tip.function == "listening" for tip in HERE.content.tips)
    assert any(line.startswith("  support") and f"listening {listening}," in line for line in LINES)


def test_each_id_of_the_field_guide_stands_there_with_what_covers_it():
    assert [id for id in ids() if not any(line.startswith(f"  {id} ") for line in LINES)] == []
    assert any("A.goals" in line and "agreement.ask.goals" in line for line in LINES)
    assert LINES[-1] == "Not covered: none"


def test_what_one_has_added_or_put_away_is_counted(tmp_path):
    (tmp_path / "en" / "check_ins").mkdir(parents=True)
    file = tmp_path / "en" / "check_ins" / "ours.toml"
    file.write_text("[questions.s1-easy-to-say]\nstages = []\n", encoding="utf-8")
    tips = "[tips.small-note]\noff = true\n[tips.last-five]\noff = true\n"
    (tmp_path / "en" / "tips.toml").write_text(tips, encoding="utf-8")
    lines = list(content.lines(words(tmp_path)))
    assert f"Questions: {len(HERE.content.questions.by_id) - 1}" in lines
    assert f"Tips: {len(HERE.content.tips) - 2}" in lines
    assert [line for line in lines if line.startswith("Put away")] == ["Put away: 1", "Put away: 2"]
    assert "put away" in shown("s1-easy-to-say", words(tmp_path))


def test_a_question_is_shown_with_its_promise_its_buttons_and_what_follows():
    seen = shown("s1-easy-to-say")
    assert HERE.content.questions.by_id["s1-easy-to-say"].text in seen.replace("\n", " ")
    assert "Only you see your answer" in seen
    assert "[1 · Hard]  [2]  [3]  [4]  [5 · Easy]" in seen
    assert "After “1 · Hard”:" in seen


def test_a_tip_a_suggestion_an_agenda_a_stage_and_a_text_are_shown_too():
    assert "One thing to try with Ewa:" in shown("small-note")
    assert "[Leave it]" in shown("W.missed")
    assert "S3 Taking the lead" in shown("W.missed")
    assert "[We talked about it]" in shown("first-meeting")
    assert shown("S2").startswith("Building\nEwa tries things")
    assert shown("agreement.initiator.mentee") == "{mentee}"


def test_everything_that_can_be_named_can_be_looked_at():
    there, say = content_preview.everything(HERE), Wording(HERE.library)
    assert set(TOLD_TO) - set(there) == {"W.imbalance"}
    assert set(HERE.content.questions.by_id) | {tip.id for tip in HERE.content.tips} <= set(there)
    assert [id for id, look in there.items() if not "".join(look(say)).strip()] == []


def test_what_nobody_knows_is_told_with_what_is_near():
    with pytest.raises(content_preview.Unknown, match="Near it: s1-easy-to-say"):
        shown("s1-easy-to-sya")
    with pytest.raises(content_preview.Unknown, match="`companion content` tells what there is"):
        shown("%%%")
