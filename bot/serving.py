"""Serves HTTP with uvicorn, on a socket that was opened before."""

from __future__ import annotations

import uvicorn

from handlers.slack.http import Door


def server_of(door: Door) -> uvicorn.Server:
    """A server for this door. It runs until its `should_exit` is set, or ends at a signal and hands that on to whoever
    waited for it before; either way requests under way may end."""
    return uvicorn.Server(
        uvicorn.Config(
            door, log_config=None, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=5
        )
    )
