"""Answers tapped over HTTP by many people at once, beside a bare AsyncApp that shares commits over the same statements."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_bolt.request.async_request import AsyncBoltRequest

from bench import full, many, posting, program
from bench.mentor import p99
from bench.processes import ROOT, ask, free_port, process
from bench.recording import Recorder, Statement
from bench.rows import Row, row
from bot.app import Companion
from bot.clock import Clock
from bot.mentoring.check_ins import CheckInId
from bot.mentoring.people import Handle
from bot.usecases import check_ins
from storage.dialect import engine_for

WARMING, MANY, FEW = 320, 1_600, 1_280
"""Taps of one run, each on a question of its own: before it counts, at 64 connections, at 16."""
RATE, LONGEST = 0.6, 2.0
ANSWER = "3"
SENT = "1795000000.000100"


async def measure(folder: Path, runs: int) -> list[Row]:
    """Taps a second at 64 connections, and p99 at 16."""
    return await measured(folder, runs, warming=WARMING, many_taps=MANY, few_taps=FEW)


async def measured(folder: Path, runs: int, *, warming: int, many_taps: int, few_taps: int) -> list[Row]:
    """The same with so many taps. In each run both begin with fresh processes on the same file, and take turns."""
    folder.mkdir()
    count = warming + many_taps + few_taps
    prepare(folder / "asked.db", count)
    async with posting.chat(0.0) as chat:
        taps = [tap(number) for number in range(count)]
        parts = (taps[:warming], taps[warming : warming + many_taps], taps[warming + many_taps :])
        given = folder / "statements.json"
        given.write_text(json.dumps(await statements(folder / "asked.db", count)), encoding="utf-8")
        shown = folder / "answer.json"
        shown.write_text(await shown_answer(folder / "asked.db", taps[0], chat), encoding="utf-8")
        rates, longest = [], []
        for number in range(runs):
            own, raw = folder / f"ours-{number}.db", folder / f"floor-{number}.db"
            for each in (own, raw):
                shutil.copy(folder / "asked.db", each)
            with program.ours(own, chat, fresh=False) as running, floor(raw, given, shown, chat) as floor_url:
                urls = (running.url, floor_url)
                for url in urls:
                    await _listens(url)
                    await tapped(url, parts[0], 64)
                together = [await tapped(url, parts[1], 64) for url in urls]
                apart = [await tapped(url, parts[2], 16) for url in urls]
            for each in (own, raw):
                all_answered(each, count)
            await _all_shown(chat, 2 * count)
            rates.append((many_taps / together[0][0], many_taps / together[1][0]))
            longest.append((p99(apart[0][1]) * 1000, p99(apart[1][1]) * 1000))
    return [
        row("tapped answers at 64 connections", "/s", rates, RATE, more=True),
        row("a tapped answer, p99 at 16 connections", "ms", longest, LONGEST),
    ]


def prepare(database: Path, count: int) -> None:
    """So many mentees, each with a question that stands in the chat and waits."""
    now = Clock().now()
    full.prepare(database, count, now)
    with sqlite3.connect(database) as db:
        asked, ends = many.stamp(now) - 60, many.stamp(now) + 400_000
        db.execute("UPDATE check_in SET asked_at = ?, expires_at = ? WHERE id >= ?", (asked, ends, full.FIRST))
        channel = "(SELECT dm_channel FROM person WHERE person.id = outbox.person_id)"
        db.execute(
            f"UPDATE outbox SET state = 'sent', sent_at = ?, sent_ts = ?, sent_channel = {channel}", (asked, SENT)
        )
    db.close()


def tap(number: int) -> bytes:
    """What Slack sends as the so-manieth mentee taps 3."""
    id, user, channel = full.FIRST + number, full.user(number), full.conversation(number)
    block = {"type": "actions", "block_id": f"checkin:{id}", "elements": [_button(id, each) for each in "12345"]}
    payload: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": user, "username": "priya", "name": "priya", "team_id": program.TEAM},
        "api_app_id": "A0APP",
        "token": "t",
        "container": {"type": "message", "message_ts": SENT, "channel_id": channel, "is_ephemeral": False},
        "trigger_id": "1.2.3",
        "team": {"id": program.TEAM, "domain": "northlight"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "directmessage"},
        "message": {"type": "message", "user": "U0BOT", "ts": SENT, "text": "How is it going?", "blocks": [block]},
        "state": {"values": {}},
        "response_url": "http://127.0.0.1:1/respond/x",
        "actions": [{**_button(id, ANSWER), "block_id": f"checkin:{id}", "action_ts": "1795000001.000100"}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def _button(id: int, choice: str) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": f"checkin.answer.{choice}",
        "text": {"type": "plain_text", "text": choice, "emoji": True},
        "value": f"checkin:{id}:{choice}",
    }


async def statements(database: Path, count: int) -> dict[int, list[Statement]]:
    """What each tap runs, by the question that it answers."""
    copy = database.with_name("record.db")
    shutil.copy(database, copy)
    engine = engine_for(f"sqlite:///{copy}")
    recorder, store, found = Recorder(engine), program.store_on(engine), {}
    for number in range(count):
        id, who = full.FIRST + number, Handle(program.TEAM, full.user(number))
        recorder.start()
        await store.run(check_ins.tap, who, CheckInId(id), ANSWER, now=Clock().now())
        found[id] = recorder.stop()
    store.close()
    return found


async def shown_answer(database: Path, body: bytes, chat: str) -> str:
    """What takes the place of the first question once it is answered, as JSON."""
    copy = database.with_name("shown.db")
    shutil.copy(database, copy)
    companion = Companion(program.settings(copy, chat), Clock())
    await companion.start()
    try:
        request = AsyncBoltRequest(body=body.decode(), headers={"content-type": "application/x-www-form-urlencoded"})
        await companion.bolt.async_dispatch(request)
    finally:
        await companion.stop()
    last: str = (await posting.counted(chat))["last"]
    if f'"checkin:{full.FIRST}"' not in last:
        raise RuntimeError(f"the tap was answered with {last}")
    return last


@contextmanager
def floor(database: Path, given: Path, shown: Path, api: str) -> Iterator[str]:
    """The floor on this database; its address."""
    port = free_port()
    files = (str(database), str(given), str(shown), str(full.FIRST))
    with process(str(ROOT / "bench" / "floors" / "tapping.py"), *files, str(port), api):
        yield f"http://127.0.0.1:{port}/slack/events"


async def _listens(url: str, *, within: float = 60.0) -> None:
    ends = time.monotonic() + within
    host, port = url.split("/")[2].split(":")
    while True:
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except ConnectionRefusedError:
            if time.monotonic() > ends:
                raise
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return


async def tapped(url: str, bodies: Sequence[bytes], connections: int) -> tuple[float, list[float]]:
    """Seconds for all of it, and of each, over so many kept-alive connections."""
    taken: list[float] = []
    waiting = iter(bodies)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session:

        async def client() -> None:
            for body in waiting:
                began = time.perf_counter()
                await ask(session, url, body)
                taken.append(time.perf_counter() - began)

        began = time.perf_counter()
        await asyncio.gather(*(client() for _ in range(connections)))
        return time.perf_counter() - began, taken


def all_answered(database: Path, count: int) -> None:
    """Raises RuntimeError where not every question got its answer."""
    with sqlite3.connect(database) as db:
        answered = db.execute("SELECT count(*) FROM check_in WHERE choice = ?", (ANSWER,)).fetchone()[0]
    db.close()
    if answered != count:
        raise RuntimeError(f"{answered} of {count} answers were kept in {database.name}")


async def _all_shown(chat: str, count: int) -> None:
    told = await posting.counted(chat)
    if told["shown"] != count:
        raise RuntimeError(f"{told['shown']} of {count} answers were shown")
