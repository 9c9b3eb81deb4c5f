"""`python -m playground` alone: it serves, and says in one line what is missing."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import aiohttp
import pytest

from playground.manifest import manifest_from, read_manifest
from playground.workspace import read_people

MANIFEST = """
display_information: {name: Probe}
settings: {socket_mode_enabled: true}
"""


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "playground",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )


async def test_it_serves_the_page_at_the_address_that_it_prints(tmp_path: Path) -> None:
    (tmp_path / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    process = await start("--manifest", str(tmp_path / "manifest.yaml"), "--port", "0")
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().split()[-1]
    async with aiohttp.ClientSession() as session, session.get(f"{address}/play/state?as=U0PRIYA") as response:
        assert (await response.json())["app"]["name"] == "Probe"
    process.terminate()
    await process.communicate()


async def test_a_missing_manifest_is_one_line_and_exit_2(tmp_path: Path) -> None:
    process = await start("--manifest", str(tmp_path / "nowhere.yaml"))
    _, said = await process.communicate()
    assert process.returncode == 2
    assert said.decode().count("\n") == 1
    assert "nowhere.yaml cannot be read: No such file or directory." in said.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: [", "neither YAML nor JSON"), ("", "empty"), ("- a list", "not a mapping"), ("settings: {}", "name")],
)
def test_a_broken_manifest_is_said_plainly(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "manifest.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_manifest(tmp_path / "manifest.yaml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[workspace", "not TOML"),
        ("people = []", "channels"),
        ('people = [{id = "U1", nmae = "x"}]\nchannels = []', "nmae"),
        (
            'people = []\nchannels = [{id = "C1", name = "x", members = ["U9"]}]\n'
            '[workspace]\nid = "T1"\nname = "x"\ndomain = "x"',
            "nobody is called U9",
        ),
    ],
)
def test_a_broken_people_file_is_said_plainly(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "people.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_people(tmp_path / "people.toml")


def test_a_manifest_says_what_the_app_may_do() -> None:
    manifest = manifest_from(
        {
            "display_information": {"name": "Probe"},
            "features": {"slash_commands": [{"command": "/probe", "description": "Try", "should_escape": True}]},
            "oauth_config": {"scopes": {"bot": ["chat:write"]}},
            "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
        }
    )
    command = manifest.command("/probe")
    assert command is not None
    assert (command.should_escape, manifest.command("/other")) == (True, None)
    assert (manifest.scopes, manifest.events) == (frozenset({"chat:write"}), frozenset({"message.im"}))
    assert (manifest.home_tab, manifest.interactive, manifest.bot_name) == (False, False, "Probe")
