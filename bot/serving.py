"""Serves HTTP with uvicorn, under signals and on a socket that are not its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import uvicorn

from handlers.slack.http import Door


class _Server(uvicorn.Server):
    """A server that leaves the signals to us: its own handling ends the process before the database is closed."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(door: Door) -> uvicorn.Server:
    """A server for this door; it runs until its `should_exit` is set, and lets requests under way end."""
    return _Server(
        uvicorn.Config(
            door, log_config=None, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=5
        )
    )
