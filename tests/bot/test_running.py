"""`companion run` as a real process beside a stand-in: it answers, sends by itself, stops cleanly, and says why it cannot start."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.config import Settings
from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.running import port_of
from bot.usecases import home, people
from prompts.content import built_in
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store
from tests.bot.processes import companion, ended, fork, free_port, settings_for, stand_in, start
from tests.builders import JONAS, MONDAY, AtOnce, profile

SECONDS = 15
"""A stop takes well below one on a machine that has nothing else to do."""
SOON = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
PRIVATE = "my-most-private-words"


async def until(true, process=None, *, within=30.0):
    """Wait until this holds; a process that ends meanwhile says why."""
    give_up = time.monotonic() + within
    while not true():
        if process is not None and process.returncode is not None:
            raise AssertionError((await process.stderr.read()).decode())
        assert time.monotonic() < give_up, "this never came"
        await asyncio.sleep(0.05)


@asynccontextmanager
async def running(folder, slack, transport="socket", begin=fork):
    """A companion that is connected; killed at the end if it still runs."""
    settings = settings_for(slack, transport)
    if transport == "http":
        port = free_port()
        settings |= {"PORT": str(port)}
        slack.dispatch.request_url = f"http://127.0.0.1:{port}/slack/events"
    process = await begin(folder, "run", **settings)
    try:
        while b"connected over" not in (line := await process.stderr.readline()) and b"event=sending" not in line:
            assert line, await process.stderr.read()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def stopped(process, how=signal.SIGTERM):
    began = time.monotonic()
    process.send_signal(how)
    told = await ended(process)
    return told, time.monotonic() - began


def owed_a_hello(folder, user):
    """A database in which a message to this person is due, whatever the time of day."""
    (folder / "data").mkdir()
    engine = engine_for(f"sqlite:///{folder / 'data' / 'companion.db'}")
    upgrade(engine)
    store = Store(
        engine, Program(built_in().content, coordinators=("U0RUTH",)), elapsed=time.monotonic, executor=AtOnce()
    )
    who, now = Handle("T0COMMON", user), datetime.now(UTC)
    store.run_here(people.remember, {who: profile(JONAS)}, now=MONDAY)
    store.run_here(home.say_hello, who, event="Ev1", word=None, now=now)
    store.close()


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_it_answers_sends_what_is_due_by_itself_and_stops_cleanly(slack, tmp_path, transport):
    owed_a_hello(tmp_path, "U0JONAS")
    jonas, amara = slack.acting_as("U0JONAS"), slack.acting_as("U0AMARA")
    async with running(tmp_path, slack, transport, begin=start) as process:
        await until(lambda: jonas.messages(), process)
        await amara.say("/mentor help")
        assert "/mentor meet" in str(amara.last().blocks)
        await amara.say("hello?")
        await until(lambda: len(amara.messages()) > 2, process)
        told, took = await stopped(process)
    assert (told.code, "Traceback" in told.all) == (0, False)
    assert took < SECONDS
    assert "event=stopped" in told.err
    with sqlite3.connect(tmp_path / "data" / "companion.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert set(db.execute("SELECT state FROM outbox")) == {("sent",)}
    db.close()
    assert slack.broken_rules == []


async def test_ctrl_c_stops_it_cleanly_too(slack, tmp_path):
    async with running(tmp_path, slack) as process:
        told, _ = await stopped(process, signal.SIGINT)
    assert (told.code, "Traceback" in told.all) == (0, False)


async def test_http_serves_slack_and_whoever_watches(slack, tmp_path):
    async with running(tmp_path, slack, "http"), aiohttp.ClientSession() as session:
        address = slack.dispatch.request_url
        async with session.get(address.replace("/slack/events", "/healthz")) as answer:
            assert (answer.status, await answer.json()) == (200, {"ok": True})
        async with session.post(address, data=f"text={PRIVATE}") as answer:
            assert answer.status == 401


async def test_a_second_process_on_the_same_database_refuses_to_start(slack, tmp_path):
    async with running(tmp_path, slack) as process:
        told = await companion(tmp_path, "run", **settings_for(slack))
        assert told.code == 2
        [line] = told.err.splitlines()
        assert line.startswith("Another companion is running on data/companion.db. Stop it first")
        assert process.returncode is None


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)."),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN was refused by Slack (invalid_auth)."),
        ({"DATABASE_URL": "sqlite:////dev/null/x.db"}, "The database /dev/null/x.db can't be used: "),
    ],
)
async def test_what_cannot_start_says_so_in_a_sentence(slack, tmp_path, settings, says):
    told = await companion(tmp_path, "run", **settings_for(slack, **settings))
    assert told.code == 2
    assert told.err.splitlines()[-1].startswith(says)
    assert "Traceback" not in told.all


@pytest.mark.parametrize("command", [("run",), ("upgrade",), ("preview", "--until", SOON), ("backup", "copy.db")])
async def test_a_file_that_is_no_database_is_left_alone_and_said(slack, tmp_path, command):
    (tmp_path / "letter.db").write_text("Dear Ruth, " * 500, encoding="utf-8")
    settings = settings_for(slack, DATABASE_URL="sqlite:///letter.db")
    told = await companion(tmp_path, *command, **settings)
    assert (told.code, "Traceback" in told.all) == (2, False)
    assert (
        told.err
        == "The database letter.db is no SQLite database. Set DATABASE_URL to another file, or move this one away.\n"
    )
    assert (tmp_path / "letter.db").read_text(encoding="utf-8").startswith("Dear Ruth")


async def test_a_database_of_a_newer_companion_is_left_alone(tmp_path):
    await companion(tmp_path, "upgrade")
    with sqlite3.connect(tmp_path / "data" / "companion.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    told = await companion(tmp_path, "upgrade")
    assert told.code == 2
    assert "at version 9999, which a newer companion made" in told.err


@pytest.mark.parametrize("words", [("run",), ("play",)])
async def test_a_port_that_is_taken_is_one_line(slack, tmp_path, words):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        settings = settings_for(slack, "http") if words == ("run",) else {}
        told = await companion(tmp_path, *words, **settings, PORT=port)
    assert told.code == 2
    [line] = told.err.splitlines()
    assert "can't be" in line
    assert "in use" in line


def test_an_answer_leaves_at_once_on_every_connection():
    settings = Settings(_env_file=None, host="127.0.0.1", port=free_port())
    with port_of(settings) as port, socket.create_connection(port.getsockname()) as _:
        accepted, _ = port.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_slack_out_of_reach_at_the_start_is_waited_for(slack, tmp_path):
    port = free_port()
    process = await fork(tmp_path, "run", **settings_for(slack, SLACK_API_URL=f"http://127.0.0.1:{port}/api/"))
    while b"Slack can't be reached" not in (line := await process.stderr.readline()):
        assert line
    late = stand_in()
    await late.start(port=port)
    try:
        while b"connected over Socket Mode" not in (line := await process.stderr.readline()):
            assert line
        told, _ = await stopped(process)
    finally:
        await late.stop()
    assert (told.code, "Traceback" in told.all) == (0, False)


async def test_it_can_be_stopped_while_slack_is_out_of_reach(slack, tmp_path):
    address = f"http://127.0.0.1:{free_port()}/api/"
    process = await fork(tmp_path, "run", **settings_for(slack, SLACK_API_URL=address))
    while b"Slack can't be reached" not in (line := await process.stderr.readline()):
        assert line
    told, took = await stopped(process)
    assert told.code == 0
    assert took < SECONDS


async def test_what_people_typed_is_not_in_the_log_whatever_fails(slack, tmp_path):
    async with running(tmp_path, slack) as process:
        jonas = slack.acting_as("U0JONAS")
        await jonas.say("/mentor help")
        database = sqlite3.connect(tmp_path / "data" / "companion.db")
        with database as db:
            db.execute("DROP TABLE hello")
            db.execute("DROP TABLE outbox")
            db.execute("DROP TABLE member")
        database.close()
        await jonas.say(PRIVATE)
        await jonas.say(f"/mentor {PRIVATE}")
        await jonas.say(f"/mentor snooze {PRIVATE}")
        told, _ = await stopped(process)
    assert PRIVATE not in told.all
    assert 'reason="no such table: ' in told.err
    assert "Traceback" not in told.err
