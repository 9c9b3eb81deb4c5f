"""The `companion` command as real processes, beside a stand-in for Slack in this one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from handlers.slack.manifest import manifest
from playground.clocks import RunningClocks
from playground.manifest import manifest_from
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import Workspace
from tests import warm

ROOT = Path(__file__).parents[2]
SURROUNDINGS = {"PATH": os.environ["PATH"], "NO_COLOR": "1", "COLUMNS": "160"}


@dataclass(frozen=True)
class Told:
    """What a finished command said."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def stand_in(*, without: tuple[str, ...] = ()) -> Server:
    """A workspace in which the app was installed, without these scopes."""
    made = manifest()
    scopes = made["oauth_config"]["scopes"]
    scopes["bot"] = [scope for scope in scopes["bot"] if scope not in without]
    clocks = RunningClocks()
    workspace = Workspace(manifest_from(made), calendar=clocks.calendar, elapsed=clocks.elapsed)
    return Server(workspace, clocks=clocks)


def settings_for(server: Server, transport: str = "socket", **more: str) -> dict[str, str]:
    """What stands in `.env` for this workspace."""
    way_in = {"SLACK_APP_TOKEN": APP_TOKEN} if transport == "socket" else {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"{server.url}/api/",
        "COMPANION_COORDINATORS": "U0RUTH",
        "COMPANION_CELEBRATION_CHANNEL": "C0MENTOR",
        **way_in,
        **more,
    }


async def start(folder: Path, *words: str, **settings: str) -> asyncio.subprocess.Process:
    """Start `companion WORDS` in a folder with these settings and nothing else."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=folder,
        env={**SURROUNDINGS, "PYTHONPATH": str(ROOT), **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@dataclass
class Forked:
    """The same in a process that was forked warm, as far as these tests look at one; all that it says is in `stderr`."""

    number: int
    stderr: asyncio.StreamReader
    returncode: int | None = None

    def send_signal(self, how: int) -> None:
        os.kill(self.number, how)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> None:
        self.returncode = await asyncio.to_thread(warm.ended, self.number)

    async def communicate(self) -> tuple[bytes, bytes]:
        said = await self.stderr.read()
        await self.wait()
        return b"", said


async def fork(folder: Path, *words: str, **settings: str) -> Forked:
    """Start `companion WORDS` without importing everything anew."""
    said, reader = folder / ".said", asyncio.StreamReader()
    os.mkfifo(said)
    number = warm.start(folder, words, {**SURROUNDINGS, **settings}, said)
    opened = await asyncio.to_thread(said.open, "rb", 0)
    said.unlink()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), opened)
    return Forked(number, reader)


async def ended(process: asyncio.subprocess.Process | Forked, *, within: float = 30) -> Told:
    """What it said once it has ended by itself."""
    out, err = await asyncio.wait_for(process.communicate(), within)
    assert process.returncode is not None
    return Told(process.returncode, out.decode(), err.decode())


async def companion(folder: Path, *words: str, **settings: str) -> Told:
    """Run `companion WORDS` to its end, in a process that was forked warm."""
    return Told(*await asyncio.to_thread(warm.run, folder, words, {**SURROUNDINGS, **settings}))
