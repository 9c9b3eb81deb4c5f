"""The bank of tips is checked as a whole."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from prompts.good_questions import UNKIND, likeness
from prompts.library import WrongTexts
from prompts.tips import bank, read

GOOD = """
[functions]
"C.support" = ["listening"]
[tips.wait]
text = "Wait for three breaths before you answer."
condition = "C.support"
function = "listening"
"""


def test_every_function_of_every_condition_has_five_tips_or_more():
    each = Counter((tip.condition, tip.function) for tip in bank())
    assert len(each) == 16
    assert min(each.values()) >= 5


def test_tips_differ_in_how_they_begin_and_in_what_they_say():
    begins = Counter((tip.condition, tip.text.split()[0]) for tip in bank())
    assert max(begins.values()) <= 3
    assert [(one.id, other.id) for one, other in combinations(bank(), 2) if likeness(one.text, other.text) > 0.5] == []


def test_no_tip_holds_a_word_to_do_without():
    assert [tip.id for tip in bank() for words in UNKIND.values() if words.search(tip.text)] == []


def test_a_wrong_file_is_refused_whole_with_all_its_faults():
    wrong = GOOD.replace('"listening"]', '"listening", "gestures"]').replace(
        "Wait for three breaths before you answer.", "Hm"
    )
    with pytest.raises(WrongTexts) as refused:
        read(wrong + '[tips.other]\ntext = "Something long enough to be a tip."\nmood = "good"\n')
    assert str(refused.value).splitlines() == [
        "wait: text: a sentence or two of at most 300 characters",
        "other: condition is missing",
        "other: function is missing",
        "other: mood is not known",
        "functions: C.support has no tip about gestures",
    ]


@pytest.mark.parametrize("key", ["text", "condition", "function", "off"])
@pytest.mark.parametrize("odd", ["3", "0", "[]", '["listening"]', "{}", "{ a = 3 }", "1979-05-27"])
def test_whatever_stands_at_a_key_it_is_a_fault_with_its_tip_and_never_a_crash(key, odd):
    others = [line for line in GOOD.splitlines()[4:] if not line.startswith(f"{key} ")]
    with pytest.raises(WrongTexts, match=r"^wait: "):
        read("\n".join(['[functions]\n"C.support" = ["listening"]\n[tips.wait]', *others, f"{key} = {odd}"]))


@pytest.mark.parametrize(
    ("line", "other", "fault"),
    [
        ('condition = "C.support"', 'condition = "C.luck"', "wait: condition: one of C.support"),
        ('function = "listening"\n', 'function = "talking"\n', "wait: function: one of listening"),
    ],
)
def test_a_tip_belongs_to_a_function_of_a_condition(line, other, fault):
    with pytest.raises(WrongTexts, match=fault):
        read(GOOD.replace(line, other))
