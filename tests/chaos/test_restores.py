"""Who is killed while putting a backup back leaves the old database or the new one, and nothing by halves."""

from __future__ import annotations

from tests.chaos.restores import Restoring

KILLS = 3
"""`make chaos` has sixty."""


async def test_who_is_killed_leaves_one_of_the_two_whole_and_it_can_be_done_again(tmp_path):
    restoring = Restoring(tmp_path, seed=1)
    await restoring.kill(KILLS)
    assert restoring.found.violations == []
    assert restoring.found.old + restoring.found.new == KILLS
