"""Starts the stand-in and, beside it, the small apps on SDKs that nobody here wrote, each in a process of its own."""

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from playground.clocks import RunningClocks
from playground.manifest import read_manifest
from playground.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Server
from playground.workspace import Workspace
from tests.honesty.scene import Scene

HERE = Path(__file__).parent
APPS = HERE / "apps"
STARTING_SECONDS = 30.0
# Without Node there are no tests on Bolt for JavaScript, except on CI: there a missing Node is a failure.
NODE = shutil.which("node") and shutil.which("npm")
SDKS = ["python", "javascript"] if NODE or os.environ.get("CI") else ["python"]


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=[(sdk, transport) for sdk in SDKS for transport in ("socket", "http")],
    ids=lambda param: "-".join(param),
)
async def scene(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """The stand-in with a connected app: each SDK over Socket Mode and over HTTP."""
    sdk, transport = request.param
    command = _command(sdk, transport)
    clocks = RunningClocks()
    workspace = Workspace(read_manifest(HERE / "manifest.yaml"), calendar=clocks.calendar, elapsed=clocks.elapsed)
    server = Server(workspace, clocks=clocks)
    await server.start()
    process = await asyncio.create_subprocess_exec(
        *command,
        env=_environment(server.url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    log: list[str] = []
    try:
        port = await _ready(process, log)
        if transport == "http":
            server.dispatch.request_url = f"http://127.0.0.1:{port}/slack/events"
        reading = asyncio.create_task(_read(process, log))
        yield Scene(server, clocks, log)
        process.kill()
        await reading
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await server.stop()


def _command(sdk: str, transport: str) -> list[str]:
    if sdk == "python":
        return [sys.executable, str(APPS / "errands.py"), transport]
    node = shutil.which("node")
    assert node, "Node is missing: on CI the tests on Bolt for JavaScript have to run."
    _install()
    return [node, str(APPS / "errands.js"), transport]


def _install() -> None:
    """Bring node_modules up to the lock file, once, also when several test processes begin together."""
    done, lock = APPS / "node_modules" / ".package-lock.json", APPS / "package-lock.json"
    with lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=APPS, check=True)
            done.touch()


def _environment(url: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "SLACK_API_URL": f"{url}/api/",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }


async def _ready(process: asyncio.subprocess.Process, log: list[str]) -> str:
    """Read what the app prints until it says `ready PORT`; the port."""
    assert process.stdout is not None
    async with asyncio.timeout(STARTING_SECONDS):
        async for line in process.stdout:
            log.append(line.decode().rstrip())
            if log[-1].startswith("ready "):
                return log[-1].removeprefix("ready ")
    raise AssertionError("The app ended before it was ready:\n" + "\n".join(log))


async def _read(process: asyncio.subprocess.Process, log: list[str]) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        log.append(line.decode().rstrip())
