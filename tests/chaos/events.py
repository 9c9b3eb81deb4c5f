"""Events as Slack brings them on a bad day: each several times, in any order, many at once. What is kept is the state of once."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest

from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings
from bot.mentoring.people import Handle
from bot.usecases import people
from handlers.slack.chat import profile_of
from playground import payloads, shapes
from playground.records import Person
from playground.server import BOT_TOKEN, Server
from tests.builders import upgraded_file

BEGAN = 1_790_000_000
TRIES = 4
AT_ONCE = 16
"""Events under way side by side."""


def written(server: Server, number: int) -> list[dict[str, Any]]:
    """So many events, in their order, as Slack would bring each: people write to the companion, and every fifth has a new name."""
    users = [person.id for person in server.workspace.people.values() if not person.is_bot]
    make = [_message] * 4 + [_renamed]
    return [make[nth % 5](server, users[nth % 7 % len(users)], nth) for nth in range(number)]


def _renamed(server: Server, user: str, nth: int) -> dict[str, Any]:
    changed = replace(server.workspace.person(user), real_name=f"Number {nth}")
    shape = shapes.user_of(server.workspace, changed)
    event = {"type": "user_change", "user": shape, "event_ts": f"{BEGAN + nth}.000100"}
    return {**payloads.event_callback(server.workspace, event), "event_id": f"Ev0{nth:08}"}


def _message(server: Server, user: str, nth: int) -> dict[str, Any]:
    dm = server.workspace.im_with(user).id
    stamp = f"{BEGAN + nth}.000100"
    event = {
        "type": "message",
        "channel": dm,
        "channel_type": "im",
        "user": user,
        "text": ("hello?", "I want to plan something", "help me")[nth % 3],
        "ts": stamp,
        "event_ts": stamp,
    }
    return {**payloads.event_callback(server.workspace, event), "event_id": f"Ev0{nth:08}"}


async def state_after(folder: Path, server: Server, events: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    """What a companion keeps that was brought these events; every one of them it acknowledged."""
    folder.mkdir()
    file = folder / "companion.db"
    file.write_bytes(upgraded_file())
    settings = Settings(
        _env_file=None,
        slack_bot_token=BOT_TOKEN,
        slack_app_token="xapp-1",
        slack_api_url=f"{server.url}/api/",
        database_url=f"sqlite:///{file}",
        companion_coordinators=("U0RUTH",),
    )
    companion = Companion(settings, Clock())
    await companion.start()
    known = {
        Handle(server.workspace.id, each.id): _as_it_was(server, each) for each in server.workspace.people.values()
    }
    await companion.store.sweep(people.remember, known, now=companion.clock.now())
    waiting = asyncio.Semaphore(AT_ONCE)
    try:
        await asyncio.gather(*(_bring(companion, event, waiting) for event in events))
    finally:
        await companion.stop()
    return _kept(file)


def _as_it_was(server: Server, person: Person) -> dict[str, Any]:
    """A profile that was read before all of these events."""
    return {**profile_of(shapes.user_of(server.workspace, person)), "profile_changed_at": BEGAN * 1_000_000}


async def _bring(companion: Companion, event: dict[str, Any], waiting: asyncio.Semaphore) -> None:
    """As Slack does: again where it was not acknowledged, which a machine that is too slow may bring about."""
    async with waiting:
        for _ in range(TRIES):
            answer = await companion.bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=json.dumps(event)))
            if answer.status == 200:
                return
    raise AssertionError(f"{event['event_id']} was answered {answer.status} {TRIES} times")


def _kept(file: Path) -> dict[str, list[Any]]:
    """Everything that does not depend on when it came or in which order; and of every table how much it holds."""
    with closing(sqlite3.connect(file)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        numbers = [(table, db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in sorted(tables)]
        return {
            "numbers": numbers,
            "outbox": db.execute(
                "SELECT o.key, o.kind, o.about, o.state, p.user_id FROM outbox o JOIN person p ON p.id = o.person_id ORDER BY 1"
            ).fetchall(),
            "people": db.execute("SELECT user_id, full_name, zone, deactivated FROM person ORDER BY 1").fetchall(),
        }


def shuffled(events: Sequence[dict[str, Any]], *, times: int, seed: int) -> list[dict[str, Any]]:
    """Each so many times, in any order."""
    every = [event for event in events for _ in range(times)]
    random.Random(seed).shuffle(every)
    return every
