"""Runs the companion on Slack, over Socket Mode or HTTP, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal

import structlog

from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings
from bot.lock import OneProcess

log = structlog.get_logger("companion")


async def run(settings: Settings) -> None:
    """Start, connect, and keep going until SIGTERM or Ctrl+C; then let what is under way end."""
    companion = Companion(settings, Clock())
    with OneProcess(settings.database_url):
        await companion.start()
        try:
            await companion.begin()
            if settings.mode == "socket":
                await _over_socket(companion)
            else:
                await _over_http(companion)
        finally:
            await companion.stop()


async def _over_socket(companion: Companion) -> None:
    handler = await companion.connect_socket()
    log.info("connected over Socket Mode")
    try:
        await _stopped()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _over_http(companion: Companion) -> None:
    import uvicorn

    settings = companion.settings
    config = uvicorn.Config(
        companion.door(), host=settings.host, port=settings.port, log_level="warning", access_log=False, lifespan="off"
    )
    log.info("listening", address=f"http://{settings.host}:{settings.port}/slack/events")
    await uvicorn.Server(config).serve()


async def _stopped() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    await stop.wait()
