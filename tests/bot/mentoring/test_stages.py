"""Which stage a mentorship is read to be in (field guide, S1.focus)."""

from __future__ import annotations

import pytest

from bot.mentoring.stages import Stage, read


@pytest.mark.parametrize(
    ("signed", "held", "stage"),
    [(0, 0, Stage.S1), (2, 1, Stage.S1), (1, 5, Stage.S1), (2, 2, Stage.S2), (2, 9, Stage.S2)],
)
def test_building_begins_when_all_have_signed_and_a_second_meeting_was_held(signed, held, stage):
    assert read(signed=signed, members=2, held=held).stage is stage


def test_in_a_team_of_three_two_signatures_are_not_all():
    assert read(signed=2, members=3, held=4).stage is Stage.S1
