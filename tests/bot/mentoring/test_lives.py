"""Every scripted life: exactly these signals and moves, in these weeks, and no others."""

from __future__ import annotations

import pytest

from tests.lives import life_file
from tests.lives.living import live

LIVES = life_file.every()


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_a_life_leads_to_these_conclusions_and_no_others(file):
    life = life_file.read(file)
    assert live(life) == life.expected


@pytest.mark.parametrize("file", LIVES, ids=[file.stem for file in LIVES])
def test_looking_only_when_something_came_or_is_due_finds_the_same(file):
    life = life_file.read(file)
    assert live(life, only_when_due=True) == live(life)
