"""Nothing of the field guide is left out, and nothing is named that it does not have."""

from __future__ import annotations

from prompts.content import built_in
from prompts.field_guide import covered, ids, in_texts

COVERED = covered(built_in().content)


def test_every_id_of_the_field_guide_is_covered():
    assert len(ids()) == 136
    assert [id for id in ids() if not COVERED[id]] == []


def test_nothing_is_named_that_the_field_guide_does_not_have():
    assert {id: by for id, by in COVERED.items() if id not in ids()} == {}


def test_what_covers_an_id_is_there():
    assert [what for by in COVERED.values() for what in by if what.endswith("?")] == []


def test_a_text_covers_what_its_key_is_or_its_file_says():
    data = {
        "sources": {"ask.goals": ["A.goals"], "gone": ["A.roles"]},
        "ask": {"goals": "?"},
        "X": {"mentee": {"help": "!"}},
    }
    assert list(in_texts("own", data)) == [
        ("A.goals", "own.ask.goals"),
        ("A.roles", "own.gone?"),
        ("X.mentee.help", "own.X.mentee.help"),
    ]
