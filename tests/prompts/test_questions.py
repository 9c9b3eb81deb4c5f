"""The bank of questions: complete, at its level, and checked as a whole."""

from __future__ import annotations

import json

import pytest
import tomli

from bot.mentoring.people import Role
from bot.mentoring.questions import TOPICS, Answered, Yields, as_put, from_put, laid_out
from bot.mentoring.signs_in_answers import PRIVATE
from bot.mentoring.stages import Stage
from prompts.field_guide import ids
from prompts.library import WrongTexts
from prompts.questions import ALLOWED, ASKED_OF, bank
from prompts.questions import read as read_files

GOOD = """
[evidence]
trust = "how safe it is to be open"
[questions.a-question]
text = "How easy was it?"
stages = ["S1"]
roles = ["mentee"]
answered = "scale"
ends = ["Hard", "Easy"]
evidence = "trust"
sources = ["S1.task"]
shared = false
"""


SCALE = 'answered = "scale"\nends = ["Hard", "Easy"]'


def read(text):
    return read_files({"own.toml": text}, ids=ids())


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", Role)
def test_every_stage_and_role_has_three_questions_of_its_own_answered_in_different_ways(stage, role):
    own = [each for each in bank() if each.stages >= {stage} and each.roles == {role}]
    assert len(own) >= 3
    assert {each.answered for each in own} >= {Answered.SCALE, Answered.WORDS}


def test_before_they_met_there_is_something_to_ask_in_the_first_stage():
    for place in ("S1", "N1"):
        for role in Role:
            met = [each for each in bank() if place in each.stages and role in each.roles]
            assert len([each for each in met if not each.after_meeting and not each.last_meeting]) >= 3


def test_a_good_file_is_read():
    (question,) = read(GOOD)
    assert [option.text for option in question.options] == ["1 · Hard", "2", "3", "4", "5 · Easy"]
    assert question.gap_weeks == 6


def faults(text):
    try:
        read(text)
    except WrongTexts as wrong:
        return str(wrong).splitlines()
    return []


def test_a_question_of_a_step_is_answered_by_yes_or_no_and_followed_up_by_the_answer():
    followed = SCALE.replace("scale", "yes_no").splitlines()[0] + '\nfollow_up = { no = "What would help?" }'
    (question,) = read(GOOD.replace(SCALE, followed).replace('["S1"]', '["N3", "S2"]'))
    assert question.stages == {"N3", "S2"}
    assert [(option.value, option.text) for option in question.options] == [("yes", "Yes"), ("no", "No")]
    assert question.follow_up == {"no": "What would help?"}
    assert from_put("a-question", as_put(question), laid_out([])).follow_up == {"no": "What would help?"}


def test_yes_and_no_may_have_words_of_their_own():
    (question,) = read(GOOD.replace(SCALE, 'answered = "yes_no"\nchoices = { yes = "We did", no = "Not yet" }'))
    assert [option.text for option in question.options] == ["We did", "Not yet"]


@pytest.mark.parametrize("key", sorted(ALLOWED))
def test_whatever_stands_at_a_key_it_is_a_fault_with_its_question_and_never_a_crash(key):
    said = tomli.loads(GOOD)["questions"]["a-question"]
    for odd in (
        "3",
        "0",
        "true",
        "false",
        '""',
        "[]",
        "[3]",
        "[[1]]",
        "{}",
        "{ a = 3 }",
        "[{ a = 3 }]",
        '{ topic = "ready", values = { a = [1] } }',
        "1979-05-27",
    ):
        others = "".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items() if name != key)
        found = faults(f'[evidence]\ntrust = "it"\n[questions.a-question]\n{others}{key} = {odd}\n')
        assert all(each.startswith("own.toml: a-question: ") for each in found)
    with pytest.raises(WrongTexts, match="a-question: a table of its own"):
        read("[questions]\na-question = 3\n")
    with pytest.raises(WrongTexts, match="questions: a table of entries"):
        read("questions = 3\n")


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('text = "How easy was it?"', 'text = "Say how easy it was."', "text: one question of at most 24 words"),
        ('text = "How easy was it?"', f'text = "{"very " * 30}easy?"', "text: one question of at most 24 words"),
        (
            'text = "How easy was it?"',
            'text = "How easy was it? And for whom?"',
            "text: one question of at most 24 words",
        ),
        ('["S1"]', '["S9"]', "stages: 'S9' is none of N1, N2, "),
        ('["mentee"]', "[]", "roles: at least one of"),
        ('"scale"', '"stars"', "answered: 'stars' is none of"),
        ('["Hard", "Easy"]', '["Hard"]', "ends: a scale has two"),
        ('["Hard", "Easy"]', '["Hard", "Hard"]', "ends: a scale has two"),
        ('"scale"', '"choice"', "choices: 2 to 5 for choice"),
        ('"scale"', '"yes_no"', "ends: a scale has two"),
        (
            SCALE,
            'answered = "yes_no"\nchoices = { yes = "Yes", maybe = "Maybe" }',
            "choices: yes and no, in words of their own",
        ),
        (SCALE, SCALE + '\nfollow_up = { 1 = "What is it." }', "follow_up.1: one question of at most 24 words"),
        (SCALE, SCALE + '\nfollow_up = { 6 = "Why?" }', "follow_up: by the answer that is kept: 1, 2, 3, 4, 5"),
        (SCALE, 'answered = "yes_no"\nfollow_up = { 1 = "Why?" }', "follow_up: by the answer that is kept: no, yes"),
        (SCALE, 'answered = "words"\nfollow_up = { 1 = "Why?" }', "follow_up: by the answer that is kept: nothing"),
        ('evidence = "trust"', 'evidence = "luck"', "evidence: 'luck' is none of trust"),
        ('["S1.task"]', "[]", "sources: at least one field-guide id, as S1.task"),
        ('["S1.task"]', '["S1.task", "S1.tusk"]', "sources: S1.tusk is no id of prompts/field_guide.toml"),
        ('["S1"]', "false", "stages: at least one of N1"),
        ("shared = false", 'shared = "no"', "shared: true or false"),
        ("shared = false", "", "shared is missing"),
        ("shared = false", "shared = false\ngap_weeks = 2", "gap_weeks: a whole number of at least 6"),
        ("shared = false", 'shared = false\npower = "salary"', "power: 'salary' is none of"),
        ("shared = false", 'shared = false\ncondition = "C.luck"', "condition: 'C.luck' is none of"),
        ("shared = false", "shared = false\nmood = 1", "mood is not known"),
        ("a-question", "A_Question", "an id is made of small letters"),
    ],
)
def test_each_fault_is_named_with_its_question(right, wrong, fault):
    with pytest.raises(WrongTexts) as found:
        read(GOOD.replace(right, wrong))
    assert fault in str(found.value)
    assert "question:" in str(found.value).casefold()


NEEDS = """
[evidence]
pace = "whether the rhythm suits"
[questions.a-question]
text = "On this goal, what would help?"
stages = ["S2"]
roles = ["mentee"]
answered = "choice"
choices = { people = "Introductions", alone = "Nothing" }
evidence = "pace"
sources = ["S3.task"]
about_goal = true
yields = { topic = "needs", values = { people = "introductions", alone = "alone" } }
shared = false
"""


def test_what_an_answer_tells_is_read():
    (question,) = read(NEEDS)
    assert question.about_goal
    assert question.yields == Yields("needs", {"people": "introductions", "alone": "alone"})


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('topic = "needs"', 'topic = "luck"', "yields: 'luck' is none of"),
        ('topic = "needs", ', "", "yields: a topic, and values for a choice"),
        ('topic = "needs"', 'topic = ["needs"]', "yields: a topic, and values for a choice"),
        ('topic = "needs"', 'topic = "needs", mood = 1', "yields: a topic, and values for a choice"),
        ('people = "introductions"', 'people = "money"', "yields: values are some of alone, people = "),
        ('people = "introductions"', 'nobody = "alone"', "yields: values are some of alone, people = "),
        (', values = { people = "introductions", alone = "alone" }', "", "yields: values are some of"),
        ("shared = false", "shared = true", "yields: needs is private, and for mentee"),
        ('["mentee"]', '["mentor"]', "yields: needs is private, and for mentee"),
        ('topic = "needs"', 'topic = "pace"', "yields: pace is a shared scale that both are asked"),
        ("about_goal = true", "about_goal = 1", "about_goal: true or false"),
        (
            'about_goal = true\nyields = { topic = "needs", values = { people = "introductions", alone = "alone" } }',
            'yields = { topic = "ready", values = { people = "yes" } }',
            "yields: ready is about a goal",
        ),
        (
            'answered = "choice"\nchoices = { people = "Introductions", alone = "Nothing" }',
            'answered = "scale"\nends = ["No", "Yes"]',
            "yields: a scale tells a step of needs by itself",
        ),
        (
            'answered = "choice"\nchoices = { people = "Introductions", alone = "Nothing" }',
            'answered = "words"',
            "words tell nothing",
        ),
    ],
)
def test_each_fault_of_what_an_answer_tells_is_named(right, wrong, fault):
    assert right in NEEDS
    with pytest.raises(WrongTexts) as found:
        read(NEEDS.replace(right, wrong))
    assert fault in str(found.value)


def test_the_private_topics_are_those_that_signals_take_for_private():
    assert set(TOPICS) == set(ASKED_OF) == PRIVATE


def test_all_faults_of_a_question_are_told_at_once():
    wrong = GOOD.replace("shared = false", "mood = 1").replace("it?", "it.").replace("S1.task", "S1.tusk")
    assert [each.rpartition(": ")[2] for each in faults(wrong.replace('"Hard", ', ""))] == [
        "shared is missing",
        "mood is not known",
        "one question of at most 24 words, with one question mark, at its end",
        "S1.tusk is no id of prompts/field_guide.toml",
        "a scale has two, each of at most 26 characters; nothing else has any",
    ]


def test_every_id_of_the_field_guide_can_be_what_a_question_covers():
    (question,) = read(GOOD.replace('["S1.task"]', json.dumps([*ids()])))
    assert question.sources == tuple(ids())


def test_all_faults_of_all_files_are_told_at_once_each_with_its_file_and_question():
    other = GOOD.replace('["S1"]', '["S7"]').replace('evidence = "trust"', 'evidence = "luck"')
    with pytest.raises(WrongTexts) as found:
        read_files(
            {
                "one.toml": GOOD.replace("shared = false", ""),
                "two.toml": other.replace("a-question", "another").replace("it?", "this?"),
                "three.toml": "[questions",
                "four.toml": GOOD.replace("[questions", "[question"),
            }
        )
    faults = str(found.value).splitlines()
    assert [each.rpartition(": ")[0] for each in faults if "Expected" not in each] == [
        "four.toml",
        "one.toml: a-question",
        "two.toml: another: stages",
        "two.toml: another: evidence",
    ]
    assert len(faults) == 5


def test_an_id_and_a_text_stand_in_the_folder_once():
    again = GOOD.split("[questions.a-question]")[1]
    with pytest.raises(WrongTexts) as found:
        read_files({"one.toml": GOOD, "two.toml": GOOD, "three.toml": "[questions.another]" + again})
    assert str(found.value).splitlines() == [
        "two.toml: a-question: stands in one.toml too",
        "three.toml: another: asks the same as a-question",
    ]


def test_a_file_that_is_no_toml_is_told_so():
    with pytest.raises(WrongTexts, match="own.toml: "):
        read("[questions")
