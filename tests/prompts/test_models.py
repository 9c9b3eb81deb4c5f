"""The process models: complete, and a wrong file is refused with all that is wrong in it."""

from __future__ import annotations

import pytest

from bot.mentoring.mentorship import Model
from bot.mentoring.process import EndsWhen
from bot.mentoring.stages import Stage
from prompts.library import HERE, WrongTexts, load
from prompts.models import process, read

SECTIONS_3_AND_4 = """
S1.task S1.lead S1.best-side S1.styles S1.mentee-question S1.mentor-question S1.focus
S2.task S2.work S2.limits S2.input S2.refine S2.confidence S2.most-time
S3.task S3.sounding-board S3.done S3.move-on-caution S3.reversal S3.missed
S4.task S4.accomplished S4.outgrown S4.too-broad S4.new-goals S4.end-or-transform
S4.after.informal S4.after.friends S4.after.periodic
N1 N2 N3 N4 N5 N6 N7 N8 N9
"""
FILES = {name: (HERE / "models" / f"{name}.toml").read_text(encoding="utf-8") for name in Model}
NAMED = "nine.toml: "


def faults(right: str, wrong: str, *, of: Model = Model.NINE_STEP) -> list[str]:
    """What is said of a model's file with this put in place of that, wherever it stands first."""
    assert right in FILES[of]
    return refused(FILES[of].replace(right, wrong, 1))


def refused(text: str) -> list[str]:
    with pytest.raises(WrongTexts) as found:
        read(text, "nine.toml")
    lines = str(found.value).splitlines()
    assert all(line.startswith(NAMED) for line in lines)
    return [line.removeprefix(NAMED) for line in lines]


def test_every_id_of_the_field_guide_is_covered_once():
    sources = [source for model in Model for step in process(model).steps for source in step.sources]
    assert sources == SECTIONS_3_AND_4.split()


def test_the_stages_are_called_as_everywhere_else():
    library = load()
    for model in Model:
        assert process(model).name == library.text(f"pairing.modal.{model}")


def test_each_step_counts_as_its_stage():
    counted = [step.counts_as for step in process(Model.NINE_STEP).steps]
    assert counted == [Stage.S1] * 2 + [Stage.S2] * 4 + [Stage.S3] * 2 + [Stage.S4]


def test_what_the_pair_needs_in_any_case_may_not_be_skipped():
    skippable = [step.id for model in Model for step in process(model).steps if step.may_be_skipped]
    assert skippable == ["N3", "N4", "N5", "N6", "N7", "N8"]


def test_each_condition_ends_something_and_the_conversation_ends_both_models():
    used = {condition for model in Model for step in process(model).steps for condition in step.ends_when}
    assert used == set(EndsWhen)
    assert all(process(model).steps[-1].ends_when == (EndsWhen.CLOSING,) for model in Model)


def test_what_people_read_of_a_step_can_be_asked_for_by_key():
    said = load().text("process.N3.task", {"mentor": "Helen", "mentee": "Ewa"})
    assert said.startswith("Helen shows Ewa around")


def test_a_model_that_nobody_knows_is_none():
    with pytest.raises(KeyError):
        process("five_stage")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('id = "nine_step"', 'id = "ten_step"', "id: 'ten_step' is none of four_stage, nine_step"),
        ('id = "nine_step"', "id = []", "id: [] is none of four_stage, nine_step"),
        ('id = "nine_step"\n', "", "id is missing"),
        ('name = "Nine steps"', "mood = 1\nname = 'Nine steps'", "mood is not known"),
        ('name = "Nine steps"', "name = '{mentor}'", "name: {mentor} is no place; there is none"),
        ("months = [6, 9, 12]", "months = [9, 6]", "months: some of 6, 9, 12, in this order"),
        ("months = [6, 9, 12]", "months = 6", "months: some of 6, 9, 12, in this order"),
        ('focus = "Your', 'fokus = "Your', "N1: focus is missing|N1: fokus is not known"),
        ('name = "Getting acquainted"', 'name = " "', "N1: name: a text of at most 24 characters, without exclamation"),
        ('name = "Getting acquainted"', f'name = "{"a" * 25}"', "N1: name: a text of at most 24 characters"),
        ("for the first time.", "for the first time!", "N1: ends: a text of at most 200 characters"),
        ("{mentor} shows", "{coach} shows", "N3: task: {coach} is no place; there is {mentee} and {mentor}"),
        ("{mentor} shows", "{mentor shows", "N3: task: a brace that is not closed or not opened"),
        ('["first_meeting"]', '["third_meeting"]', "N1: ends_when: 'third_meeting' is none of first_meeting, "),
        ('["first_meeting"]', "[]", "N1: ends_when: at least one of first_meeting, "),
        ('["first_meeting"]', '["closing", "closing"]', "N1: ends_when: closing is there twice"),
        ("{ 6 = 1, 9", "{ 6 = 0, 9", "N1: weeks.6: more than 0 and at most 52, not 0"),
        ("{ 6 = 1, 9", "{ 6 = -1, 9", "N1: weeks.6: more than 0 and at most 52, not -1"),
        ("{ 6 = 1, 9", "{ 6 = nan, 9", "N1: weeks.6: more than 0 and at most 52, not nan"),
        ("{ 6 = 1, 9", "{ 6 = true, 9", "N1: weeks.6: more than 0 and at most 52, not True"),
        ("{ 6 = 1, 9", "{ 9", "N1: weeks: a number for each of 6, 9, 12 months"),
        ("{ 6 = 1, 9", "{ 6 = 2, 9", "weeks.6: 26 together, not 27"),
        ('counts_as = "S1"', 'counts_as = "S7"', "N1: counts_as: 'S7' is none of S1, S2, S3, S4"),
        ('counts_as = "S1"', 'counts_as = "S3"', "N2: counts_as: S1 comes before S3"),
        ("may_be_skipped = true", 'may_be_skipped = "yes"', "N3: may_be_skipped: true or false"),
        ('id = "N2"', 'id = "N2"\nmay_be_skipped = true', "N2: may_be_skipped: the first two and the last may not"),
        ('id = "N9"', 'id = "N9"\nmay_be_skipped = true', "N9: may_be_skipped: the first two and the last may not"),
        ('sources = ["N1"]', 'sources = ["page 4"]', "N1: sources: 'page 4' is no field-guide id of sections 3 and 4"),
        ('sources = ["N1"]', 'sources = ["N4"]', "N1: sources: N4 is not of N1"),
        ('sources = ["N1"]', "sources = []", "N1: sources: at least one field-guide id, as S1.task or N1"),
        ('sources = ["N1"]', 'sources = ["N1", "N1"]', "sources: N1 is there twice"),
        ('id = "N1"\n', "", "entry 1: id is missing|N1: is missing"),
    ],
)
def test_each_fault_is_named_with_its_entry_and_its_reason(right, wrong, said):
    found = faults(right, wrong)
    assert len(found) == len(said.split("|"))
    assert all(line.startswith(start) for line, start in zip(found, said.split("|"), strict=True))


def test_a_stage_counts_as_itself():
    found = faults('counts_as = "S2"', 'counts_as = "S1"', of=Model.FOUR_STAGE)
    assert found == ["S2: counts_as: a stage counts as itself"]


def test_steps_out_of_order_strange_doubled_and_missing_ones_are_all_told():
    moved = FILES[Model.NINE_STEP]
    for old, new in [("N4", "N5 "), ("N5", "N4"), ("N5 ", "N5"), ("N8", "N10"), ("N7", "N6")]:
        moved = moved.replace(f'id = "{old}"', f'id = "{new}"', 1).replace(
            f'sources = ["{old}"]', f'sources = ["{new}"]', 1
        )
    found = refused(moved)
    assert "N4: stands after N5" in found
    assert "N10: none of N1, N2, N3, N4, N5, N6, N7, N8, N9" in found
    assert {"N7: is missing", "N8: is missing", "N6: is there twice"} <= set(found)


def test_all_faults_of_a_file_are_told_at_once():
    text = FILES[Model.NINE_STEP].replace("\nmonths", "\nmonate").replace("usual_time", "soon").replace("S4", "S5")
    found = refused(text)
    assert found[:2] == ["months is missing", "monate is not known"]
    assert [line.split(": ")[0] for line in found[2:]] == ["N3", "N5", "N6", "N9"]


@pytest.mark.parametrize("text", ["", "steps = []", 'steps = "many"', "steps = [1]", "months = 3", "[[steps]]"])
def test_what_is_no_model_at_all_is_refused_in_words(text):
    assert refused(text)


def test_a_file_that_is_no_toml_is_told_so():
    assert len(refused("[[steps")) == 1
