"""Something is wrong with the disk while people write: whoever was told that it is kept finds it, nobody finds half of it."""

from __future__ import annotations

import pytest

from bot.safeguards import Safeguards
from tests.chaos.faults import A_MINUTE, FAULTS, Faulty

RUNS = 8
"""Of each kind; `make chaos` has forty."""


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_was_acknowledged_is_kept_and_what_was_refused_is_kept_once_it_is_tried_again(fault, tmp_path):
    faulty = Faulty(tmp_path / "companion.db", seed=7)
    for _ in range(RUNS):
        await faulty.run(fault)
    faulty.close()
    assert faulty.tally.violations == []
    assert faulty.tally.kept >= 2 * RUNS
    assert faulty.tally.refused >= RUNS


async def test_a_lock_of_a_minute_is_outlived(tmp_path):
    faulty = Faulty(tmp_path / "companion.db", seed=8)
    await faulty.run("locked", A_MINUTE)
    faulty.close()
    assert faulty.tally.violations == []
    assert faulty.tally.refused >= A_MINUTE


async def test_whoever_acknowledged_before_the_commit_would_be_found_out(tmp_path):
    faulty = Faulty(tmp_path / "companion.db", seed=7, safeguards=Safeguards(commit_first=False))
    for _ in range(RUNS):
        await faulty.run("file too large")
    faulty.close()
    assert faulty.tally.lost
