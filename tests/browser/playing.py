"""The real `companion play`, as people start it, on a free port, with the story at a fixed date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import warm

BEGIN = "2026-09-07T08:30"
"""A Monday, with no clock change in any of the story's zones for the six weeks that follow."""


@contextmanager
def playing(folder: Path, *more: str) -> Iterator[str]:
    """The address that it prints once the opening (or what `more` asks for) is told; stopped at the end. `folder` holds no
    .env."""
    words = ("play", "--port", "0", "--from", BEGIN, *more)
    with warm.running(folder, words, {"PATH": os.environ["PATH"]}) as lines:
        said = []
        for line in lines:
            said.append(line)
            if "http://" in line:
                yield next(word for word in line.split() if word.startswith("http://"))
                return
        raise AssertionError("companion play ended at once:\n" + "".join(said))
