"""A companion's store on a small file system that is really full, in a process that may mount one of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.chaos.faults import NO_ROOM, Faulty

MOUNT = ("mount", "-t", "tmpfs", "-o", "size=12m", "none")
"""Small, and yet more than the log of changes may come to before it is folded in (storage.dialect.FOLDED_IN): where that alone
does not fit, whatever is written is refused for good."""
APART = ("unshare", "--map-root-user", "--mount")
"""A name space of its own: what is mounted in it is gone with the process, and nobody has to be root for it."""


async def run(folder: Path, seed: int, number: int) -> tuple[str, list[str]] | None:
    """Let it be full so many times: what came of it, and what was lost or left by halves; None where nothing can be mounted."""
    room = folder / "room"
    room.mkdir()
    if not await _may_mount(room):
        return None
    given = (sys.executable, "-m", "tests.chaos.small", str(room), str(folder), str(seed), str(number))
    process = await asyncio.create_subprocess_exec(*APART, *given, stdout=subprocess.PIPE)
    told, _ = await process.communicate()
    assert process.returncode == 0, f"it ended with {process.returncode}"
    said, violations = json.loads(told.splitlines()[-1])
    return said, violations


async def _may_mount(room: Path) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(*APART, *MOUNT, str(room), stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        return False
    return await process.wait() == 0


async def main(room: Path, copies: Path, seed: int, number: int) -> None:
    """In the process apart: mount it, write to it while it is full, and say what came of it."""
    subprocess.run([*MOUNT, str(room)], check=True)
    faulty = Faulty(room / "companion.db", seed, copies=copies)
    for _ in range(number):
        await faulty.run(NO_ROOM)
    faulty.close()
    print(json.dumps([str(faulty.tally), faulty.tally.violations]))


if __name__ == "__main__":
    _, where, beside, seed, number = sys.argv
    asyncio.run(main(Path(where), Path(beside), int(seed), int(number)))
