"""From nothing to the first answer, and memory when idle, beside a process that imports the same third-party modules."""

from __future__ import annotations

import json
import time
from pathlib import Path

from bench import program
from bench.processes import ROOT, command_body, first_answer, process
from bench.rows import Row, row


async def measure(folder: Path, runs: int) -> list[Row]:
    """Seconds until the first full answer to `/mentor`; resident megabytes afterwards."""
    folder.mkdir()
    body = command_body("U0PRIYA")
    times: list[tuple[float, float]] = []
    memory: list[tuple[float, float]] = []
    async with program.slack() as api:
        ready = folder / "ready"
        modules = folder / "modules.json"
        modules.write_text(
            json.dumps(await program.modules_after_an_answer(folder / "look.db", api, body)), encoding="utf-8"
        )
        for _ in range(runs + 1):
            with program.ours(folder / "start.db", api) as running:
                await first_answer(running.url, body)
                taken = time.perf_counter() - running.began
                resident = running.resident_megabytes
            began = time.perf_counter()
            with process(str(ROOT / "bench" / "floors" / "imports.py"), str(modules), str(ready)) as floor:
                program.wait_for(ready)
                floor_taken = time.perf_counter() - began
                floor_resident = program.resident_megabytes(floor.pid)
            ready.unlink()
            times.append((taken, floor_taken))
            memory.append((resident, floor_resident))
    return [
        row("start to first answer", "s", times[1:], 1.25),
        row("idle memory", "MB", memory[1:], 1.25),
    ]
