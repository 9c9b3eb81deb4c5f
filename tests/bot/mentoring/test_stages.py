"""When the first stage is over (field guide, S1.focus)."""

from __future__ import annotations

import pytest

from bot.mentoring.stages import is_created


@pytest.mark.parametrize(
    ("signed", "held", "over"),
    [(0, 0, False), (2, 1, False), (1, 5, False), (2, 2, True), (2, 9, True)],
)
def test_building_begins_when_all_have_signed_and_a_second_meeting_was_held(signed, held, over):
    assert is_created(signed=signed, members=2, held=held) is over


def test_in_a_team_of_three_two_signatures_are_not_all():
    assert not is_created(signed=2, members=3, held=4)
