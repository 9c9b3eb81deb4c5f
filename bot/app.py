"""Composition root: settings -> store, surface, handlers, sweeps; nothing else knows them all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from sqlalchemy import Engine

from bot import scheduler
from bot.clock import Clock
from bot.config import Settings
from bot.delivery import Delivery
from bot.mentoring.program import Program
from bot.pace import Limits
from bot.ports import NotSaved
from bot.safeguards import ALL, Safeguards
from handlers.slack.chat import Chat, session, web_client
from handlers.slack.desk import Desk
from handlers.slack.health import SlackHealth
from handlers.slack.home import redraw
from handlers.slack.homes import Homes
from handlers.slack.http import Door
from handlers.slack.listeners import make_app
from handlers.slack.socket import connect
from handlers.slack.surface import SlackSurface
from handlers.slack.views.wording import Wording
from prompts import thresholds
from prompts.content import words
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store

P = ParamSpec("P")
T = TypeVar("T")
LAST_POST = 8.0
"""Seconds a stop waits for the post under way and for what is still being shown. A post that has no answer by then is parked: its
fate is unknown."""
SWEPT = 60.0
"""Seconds after which Homes are looked at without anybody's doing: a sweep may have changed something."""
SHORTEST = 0.05
"""Seconds between two looks at the outbox where the pace holds it back."""
log = structlog.get_logger("companion")


def program_of(settings: Settings) -> Program:
    """What the settings say about the program. Raises WrongTexts where its file of thresholds, or its own
    words, have become wrong since."""
    return Program(
        content=words(settings.companion_prompts).content,
        coordinators=settings.companion_coordinators,
        contact=settings.companion_contact,
        celebration_channel=settings.companion_celebration_channel,
        thresholds=thresholds.load(settings.companion_thresholds or thresholds.OURS),
    )


FIRST_SWEEP_AFTER = 1.0
"""Seconds after the start: whoever waits for an answer just then comes first."""


class Companion:
    """The running whole. `start` before anything else, `stop` at the end. What it stands on can be given: the `executor` that
    its units of work run on, the `engine` of its database, the session that its calls to Slack go through."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        executor: Executor | None = None,
        engine: Engine | None = None,
        open_session: Callable[[], aiohttp.ClientSession] = session,
        safeguards: Safeguards = ALL,
    ) -> None:
        self.settings = settings
        self.safeguards = safeguards
        self.clock = clock
        self.engine = engine or engine_for(settings.database_url)
        self._open_session = open_session
        self.program = program_of(settings)
        self.store = Store(self.engine, self.program, elapsed=clock.elapsed, executor=executor, safeguards=safeguards)
        self._wake = asyncio.Event()
        self._changed = asyncio.Event()
        self._background: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Upgrade the database, read every text, connect the parts; nothing is sent yet."""
        upgrade(self.engine)
        say = Wording(words(self.settings.companion_prompts).library)
        self.session = self._open_session()
        token, address = self.settings.slack_bot_token or "", self.settings.slack_api_url
        client = web_client(token, address, self.session, safeguards=self.safeguards)
        self.health = SlackHealth(client)
        chat = Chat(client, self.session)
        self.delivery = Delivery(
            self.store,
            SlackSurface(client, say),
            now=self.clock.now,
            look_up=chat.profile,
            limits=Limits(per_minute=self.settings.companion_posts_per_minute),
            at_once=self.settings.companion_posts_at_once,
            patience=timedelta(seconds=self.settings.companion_look_after),
        )
        homes = Homes(self.clock.elapsed)
        self.desk = Desk(run=self.run, now=self.clock.now, say=say, program=self.program, chat=chat, homes=homes)
        self.bolt: AsyncApp = make_app(client, self.desk, signing_secret=None)
        doubt = scheduler.Doubt(self.clock.real_time, self.clock.elapsed)
        self.metronome = scheduler.metronome(self.store, self.delivery, now=self.clock.now, doubt=doubt)

    async def begin(self) -> None:
        """Take up what a stop left half-way, do what is due, and go on doing so by itself."""
        try:
            await self.delivery.begin()
        except NotSaved as error:  # then the leases run out by themselves
            log.warning("what was left half-way could not be taken up yet", reason=str(error))
        soon = datetime.fromtimestamp(self.clock.real_time() + FIRST_SWEEP_AFTER, UTC)
        self.metronome.modify_job("plan", next_run_time=soon)
        self.metronome.start()
        watch = scheduler.Watch(self.clock.real_time, self.clock.elapsed)
        kept = (self.keep_sending(), self.keep_drawing(), scheduler.keep_beat(self.metronome, watch))
        self._background = [asyncio.create_task(each) for each in kept]

    async def connect_socket(self) -> AsyncSocketModeHandler:
        """Open Socket Mode with the app-level token of the settings."""
        return await connect(self.bolt, self.settings.slack_app_token or "")

    def door(self) -> Door:
        """The ASGI app for HTTP mode."""
        return Door(self.bolt, signing_secret=self.settings.slack_signing_secret or "", real_time=self.clock.real_time)

    async def run(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what a person did; where that brought a message, let delivery look at once."""
        answer = await self.store.run(usecase, *args, **kwargs)
        if self.store.planned.is_set():
            self.store.planned.clear()
            self._wake.set()
        if self.store.shared:
            self._changed.set()
        return answer

    async def keep_sending(self) -> None:
        """Send as soon as something was planned, or the pace allows more; the metronome looks after what becomes due by
        itself."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._pause())
            self._wake.clear()
            try:
                await self.delivery.drain()
            except NotSaved as error:
                log.warning("the outbox could not be read", reason=str(error))
            except Exception:  # whoever writes next is to have an answer all the same
                log.exception("failed", work="keep_sending")

    def _pause(self) -> float | None:
        """Seconds until more may go out, where the pace holds everything back."""
        opens = self.delivery.opens()
        return None if opens is None else max((opens - self.clock.now()).total_seconds(), SHORTEST)

    async def keep_drawing(self, *, swept: float = SWEPT) -> None:
        """Show what one member did, and what came by itself, to the others who have Home before them."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), swept)
            self._changed.clear()
            await self.draw_homes()

    async def draw_homes(self) -> None:
        """Draw anew the Homes in sight that show something changed since the last time."""
        changes = [self.store.shared.popleft() for _ in range(len(self.store.shared))]
        await redraw(changes, self.desk)

    async def settle(self) -> None:
        """Do everything that is due at this moment of the calendar: sweeps, what is under way, the outbox, open Homes."""
        await scheduler.sweep_all(self.store, now=self.clock.now())
        await self.delivery.release()
        await self.delivery.drain()
        await self.draw_homes()

    async def stop(self) -> None:
        """Let what is under way end, the post under way first; close the session and the database."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(self.delivery.close(), self.desk.behind.close()), LAST_POST)
        if self.metronome.running:
            self.metronome.shutdown(wait=False)
        for task in self._background:
            task.cancel()
        await self.session.close()
        self.store.close()
