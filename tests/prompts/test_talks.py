"""The words to begin a conversation with."""

from __future__ import annotations

import pytest

from bot.mentoring.stages import Stage
from prompts.library import load

LIBRARY = load()


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_ten_starters_or_more_each_a_short_open_question(stage):
    keys = LIBRARY.below(f"talks.starters.{stage}")
    assert len(keys) >= 10
    for key in keys:
        text = LIBRARY.text(key)
        assert text.endswith("?")
        assert text.count("?") == 1
        assert len(text.split()) < 25
