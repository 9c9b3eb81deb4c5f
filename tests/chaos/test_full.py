"""A real companion whose disk is full says so to whoever does something, keeps nothing of it, and goes on once there is room."""

from __future__ import annotations

from tests.chaos.judging import judge, pairs
from tests.chaos.world import World


async def test_whoever_does_something_on_a_full_disk_reads_that_it_was_not_saved_and_then_does_it_again(tmp_path):
    before = ("U0P002", "U0P003")
    world = World(tmp_path, seed=1, people=4, transport="http")
    await world.open(owed=0)
    try:
        await world.live()
        ruth = world.slack.acting_as("U0RUTH")
        await ruth.say("/mentor-program pair @u0p002 @u0p003")
        await ruth.submit()
        await ruth.say("/mentor-program pair @u0p000 @u0p001")
        world.full(True)
        assert "wasn’t saved" in "".join((await ruth.submit()).values()).replace("'", "’")
        await world.slack.acting_as("U0P002").say("hello?")
        assert pairs(world) == [before]
        world.full(False)
        assert await ruth.submit() == {}
        await world.settle()
    finally:
        await world.close()
    assert judge(world).violations == []
    assert pairs(world) == [before, ("U0P000", "U0P001")]
    assert [message.by_app for message in world.slack.acting_as("U0P002").messages()] == [False, True]
