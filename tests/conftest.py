"""Fixtures that every part of the tests uses."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog

from handlers.slack.views.wording import Wording
from prompts.library import load
from tests.builders import Hand, hands

if TYPE_CHECKING:
    from playground.server import Server

IN_MEMORY = Path("/dev/shm")


def pytest_configure() -> None:
    """Files of tests lie in memory where the system offers it: SQLite waits for a disk at every commit, longer than most tests
    take. Faults that are provoked are logged plainly: drawing one with all its variables takes longer still."""
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])
    if os.access(IN_MEMORY, os.W_OK):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


@pytest.fixture
def hand() -> Iterator[Hand]:
    """A store in memory with the cast in it."""
    yield from hands()


@pytest.fixture(scope="session")
def say() -> Wording:
    """The real texts."""
    return Wording(load())


@pytest.fixture
async def slack() -> AsyncIterator[Server]:
    """A stand-in for Slack, served over HTTP, in which the app was installed."""
    from tests.bot.processes import stand_in

    server = stand_in()
    await server.start()
    yield server
    await server.stop()
