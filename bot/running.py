"""Runs the companion on Slack, over Socket Mode or HTTP, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from collections.abc import Iterator

import structlog

from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings
from bot.lock import OneProcess
from handlers.slack.health import Unreachable

log = structlog.get_logger("companion")
HAND_OVER = 0.0005
"""Seconds a thread may go on while the other waits. Two threads take turns here, and a unit of work gives way at each of
its statements; with Python's usual 5 ms a person would wait for that as often."""
LONGEST_PAUSE = 60
"""Seconds between two tries to reach Slack, at the most."""


class CannotStart(Exception):
    """The companion cannot start; the message is a sentence that tells what to do."""


async def run(settings: Settings) -> None:
    """Start, connect, and keep going until SIGTERM or Ctrl+C; then let what is under way end.

    Raises CannotStart, AlreadyRunning, WrongDatabase, each with one sentence for whoever starts it.
    """
    sys.setswitchinterval(HAND_OVER)
    stop = _told_to_stop()
    with OneProcess(settings.database_url), contextlib.ExitStack() as opened:
        listening = opened.enter_context(port_of(settings)) if settings.mode == "http" else None
        companion = Companion(settings, Clock())
        await companion.start()
        gc.freeze()  # modules, texts and statements live as long as we do: the collector need not look at them again
        gc.enable()
        try:
            if listening is None:
                await _over_socket(companion, stop)
            else:
                await _over_http(companion, listening, stop)
        finally:
            await companion.stop()
    log.info("stopped")


async def _over_socket(companion: Companion, stop: asyncio.Event) -> None:
    if not await _greeted(companion, stop):
        return
    handler = await companion.connect_socket()
    try:
        await companion.begin()
        log.info("connected over Socket Mode")
        await stop.wait()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _over_http(companion: Companion, listening: socket.socket, stop: asyncio.Event) -> None:
    from bot.serving import server_of  # uvicorn takes its time to import, and Socket Mode needs none of it

    server = server_of(companion.door())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    host, port = listening.getsockname()[:2]
    log.info("listening", address=f"http://{host}:{port}/slack/events")
    try:
        if await _greeted(companion, stop):
            await companion.begin()
            log.info("sending")
            await stop.wait()
    finally:
        server.should_exit = True
        await serving


async def _greeted(companion: Companion, stop: asyncio.Event) -> bool:
    """Wait until Slack knows us; False where we were told to stop meanwhile. Raises CannotStart where it refuses us."""
    settings, pause = companion.settings, 1
    while not stop.is_set():
        try:
            await _ask_slack(companion)
        except Unreachable as error:
            log.warning("Slack can't be reached", address=settings.slack_api_url, reason=str(error), again_in=pause)
        else:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(2 * pause, LONGEST_PAUSE)
    return False


async def _ask_slack(companion: Companion) -> None:
    settings = companion.settings
    who, wrong = await companion.health.who_am_i()
    if who is None:
        raise CannotStart(f"SLACK_BOT_TOKEN was refused by Slack ({wrong}). `companion check` tells what to do.")
    if settings.mode == "socket":
        refused = await companion.health.socket_refused(settings.slack_app_token or "")
        if refused is not None:
            raise CannotStart(f"SLACK_APP_TOKEN was refused by Slack ({refused}). `companion check` tells what to do.")
    log.info("known to Slack", bot=who["user"], workspace=who["team"])


@contextlib.contextmanager
def port_of(settings: Settings) -> Iterator[socket.socket]:
    """The port, taken before anything else is done. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        opened = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise CannotStart(
            f"HOST {settings.host} with PORT {settings.port} can't be used: {error.strerror}. Set others."
        ) from error
    with opened:
        # Inherited by every connection: without it an answer waits 40 ms for the other side's acknowledgement.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield opened


def _told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop
