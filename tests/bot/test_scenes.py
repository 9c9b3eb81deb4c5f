"""Scenes of the playground: each opens in the middle of a life, and what its calendar brings is the engine at work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.play import Stage
from bot.scenes import library
from playground.acting import Acting

BEGIN = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
MISSED = "didn't take place"


@asynccontextmanager
async def opened(folder: Path, name: str) -> AsyncIterator[Stage]:
    """A scene as `companion play --scene` opens it; no rule of the stand-in may be broken in it."""
    stage = Stage(folder, BEGIN, library.scene(name))
    await stage.open("127.0.0.1", 0)
    try:
        yield stage
    finally:
        await stage.close()
    assert stage.server.broken_rules == []


async def press_day(stage: Stage) -> None:
    """Press *+ Day* in the page's bar."""
    await stage.server.calendar.move("day", fast=True)


async def live(stage: Stage, *, until: float) -> None:
    """Live on to the morning so many days after the scene has opened."""
    await stage.live_until(BEGIN + timedelta(days=until))


def heard(person: Acting, words: str) -> int:
    """How many messages in the DM with the app have these words."""
    return sum(words in message.text for message in person.messages())


async def stage_of(person: Acting) -> str:
    """What `/mentor stage` says."""
    await person.say("/mentor stage")
    said = str(person.modal().blocks[0])
    await person.close()
    return said


async def home_of_ruth(stage: Stage) -> str:
    """What the coordinator sees."""
    ruth = stage.server.acting_as("U0RUTH")
    await ruth.open_home()
    assert ruth.home is not None
    return str(ruth.home.blocks)


async def test_the_one_that_goes_back_moves_by_two_yeses_and_not_by_one(tmp_path):
    async with opened(tmp_path, "there-and-back") as stage:
        priya, tomas = stage.server.acting_as("U0PRIYA"), stage.server.acting_as("U0TOMAS")
        assert "Taking the lead" in await stage_of(priya)
        assert not heard(priya, "Does “Building” fit you")
        people = stage.server.workspace.people
        assert (people["U0PRIYA"].role, people["U0JONAS"].role) == ("mentee of Tomás", "")
        await press_day(stage)
        assert heard(priya, "Does “Building” fit you and Tomás again?") == 1
        assert heard(tomas, "Does “Building” fit you and Priya again?") == 1
        await priya.click("Yes, that fits")
        await stage.do_what_is_due()
        assert "Taking the lead" in await stage_of(priya)
        await tomas.click("Yes, that fits")
        await stage.do_what_is_due()
        assert heard(priya, "What comes now: Building again") == heard(tomas, "What comes now: Building again") == 1
        assert "Building" in await stage_of(tomas)


async def test_the_rough_patch_brings_a_kind_word_to_both_and_meeting_again_ends_it(tmp_path):
    async with opened(tmp_path, "a-rough-patch") as stage:
        jonas, amara = stage.server.acting_as("U0JONAS"), stage.server.acting_as("U0AMARA")
        assert not heard(jonas, MISSED)
        assert stage.server.hint.startswith("Jonas and Amara: a second meeting has fallen through")
        assert "say “We met” as both" in stage.server.hint
        await press_day(stage)
        assert heard(jonas, MISSED) == heard(amara, MISSED) == 1
        await jonas.click("Find a time", at=jonas.app_dm)
        await jonas.submit({"date": "2026-11-20", "time": "14:00"})
        await jonas.submit()
        await jonas.close()
        await live(stage, until=5)
        for person in (jonas, amara):
            await person.click("We met", at=person.app_dm)
        await live(stage, until=16)
        assert "could use a hand" not in await home_of_ruth(stage)


async def test_left_alone_the_rough_patch_is_seen_by_the_coordinator_after_two_weeks(tmp_path):
    async with opened(tmp_path, "a-rough-patch") as stage:
        await live(stage, until=13)
        assert "could use a hand" not in await home_of_ruth(stage)
        await live(stage, until=16)
        assert "could use a hand" in await home_of_ruth(stage)
        await stage.server.reset()
        jonas = stage.server.acting_as("U0JONAS")
        assert abs(stage.clock.now() - BEGIN) < timedelta(minutes=1)
        assert jonas.messages()
        assert not heard(jonas, MISSED)


async def test_the_last_stage_comes_by_two_yeses_and_then_the_end_is_named(tmp_path):
    async with opened(tmp_path, "moving-on") as stage:
        ewa, daniel = stage.server.acting_as("U0EWA"), stage.server.acting_as("U0DANIEL")
        assert "Taking the lead" in await stage_of(ewa)
        await press_day(stage)
        for person in (ewa, daniel):
            await person.click("Yes, that fits")
        await stage.do_what_is_due()
        assert heard(ewa, "What comes now: Moving on") == heard(daniel, "What comes now: Moving on") == 1
        await live(stage, until=6.9)
        assert not heard(ewa, "ends on Sunday 20 December"), "four weeks before it is a Sunday"
        await live(stage, until=8)
        assert heard(ewa, "ends on Sunday 20 December") == heard(daniel, "ends on Sunday 20 December") == 1


def test_a_scene_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(library.NoScene) as refused:
        library.scene("nowhere")
    assert "no scene “nowhere”" in str(refused.value)
    assert all(f"--scene {name}" in str(refused.value) for name in library.names())


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("day 9 mentee sings", "'mentee sings' is not understood"),
        ("day 9 mentee snoozes 14 days", "day 9: a scene cannot act"),
        ("day 9 step g1.z added", "no words for g1.z"),
        ("day 9 goal g9 added", "no words for g9"),
    ],
)
def test_a_line_that_cannot_be_acted_is_said_with_its_day(tmp_path, line, wrong):
    text = (library.HERE / "a-rough-patch.toml").read_text(encoding="utf-8")
    file = tmp_path / "wrong.toml"
    file.write_text(text.replace("day 0    introduced", f"day 0    introduced\n{line}"), encoding="utf-8")
    with pytest.raises(ValueError, match=wrong):
        library.read(file)
