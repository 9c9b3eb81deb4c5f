"""The real `companion play`, as people start it, on a free port, with the story at a fixed date."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEGIN = "2026-09-07T08:30"
"""A Monday, with no clock change in any of the story's zones for the six weeks that follow."""


@contextmanager
def playing(folder: Path, *more: str) -> Iterator[str]:
    """The address that it prints once the opening (or what `more` asks for) is told; stopped at the end. `folder` holds no
    .env."""
    settings = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "play", "--port", "0", "--from", BEGIN, *more]
    both = subprocess.STDOUT
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=both, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.send_signal(signal.SIGINT)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "http://" in line:
            return next(word for word in line.split() if word.startswith("http://"))
    raise AssertionError("companion play ended at once:\n" + "".join(said))
