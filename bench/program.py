"""A small program in a database, made by the product's own use cases, and what the bench wants to know of a process."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import Engine

from bench.processes import ROOT, SECRET, first_answer, free_port, process
from bench.recording import Recorder, Statement
from bot.app import Companion
from bot.clock import Clock
from bot.config import Settings
from bot.mentoring.action_plan import Activity, StepWords
from bot.mentoring.check_ins import Answered
from bot.mentoring.goals import GoalWords
from bot.mentoring.mentorship import Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, Role
from bot.mentoring.program import Program
from bot.mentoring.questions import as_put
from bot.usecases import action_plan, appointments, goals, pairing, people
from bot.usecases.appointments import Wanted
from handlers.slack.manifest import manifest
from playground.clocks import RunningClocks
from playground.manifest import manifest_from
from playground.records import Person as Chatter
from playground.server import Server
from playground.workspace import Workspace
from prompts.content import built_in
from prompts.questions import bank
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store, Work

TEAM = "T0COMMON"
RUTH, PRIYA, TOMAS, EWA = (Handle(TEAM, f"U0{name}") for name in ("RUTH", "PRIYA", "TOMAS", "EWA"))


@asynccontextmanager
async def slack() -> AsyncIterator[str]:
    """A stand-in that answers auth.test; the address of its API."""
    clocks = RunningClocks()
    workspace = Workspace(manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed)
    for handle in (RUTH, PRIYA, TOMAS, EWA):  # as they are kept: what is read anew after a start changes no answer
        said = _profile(handle)
        name, title = said["full_name"], said["title"]
        workspace.people[handle.user] = Chatter(handle.user, handle.user.lower(), name, title=title, tz=said["zone"])
    server = Server(workspace, clocks=clocks)
    await server.start()
    try:
        yield f"{server.url}/api/"
    finally:
        await server.stop()


def settings(database: Path, api: str) -> Settings:
    """The companion's settings in the bench."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        slack_bot_token="xoxb-playground",
        slack_signing_secret=SECRET,
        slack_api_url=api,
        database_url=f"sqlite:///{database}",
        companion_coordinators=(RUTH.user,),
    )


def prepare(database: Path, *, check_ins: int = 0, now: datetime | None = None) -> Store:
    """Priya is Tomás's mentee and Ewa's mentor: two mentorships with plans, meetings and questions; a fresh file, as it is
    `now`."""
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    engine = engine_for(f"sqlite:///{database}")
    upgrade(engine)
    store = store_on(engine)
    now = now or Clock().now()
    by_hand(store, people.remember, {handle: _profile(handle) for handle in (RUTH, PRIYA, TOMAS, EWA)}, now=now)
    for mentor, mentee in ((TOMAS, PRIYA), (PRIYA, EWA)):
        start = now - timedelta(weeks=8)
        request = PairRequest(
            mentor, mentee, Model.FOUR_STAGE, start.date(), (start + timedelta(weeks=39)).date(), power=False
        )
        id = by_hand(store, pairing.pair, RUTH, request, now=start)
        for title in ("Lead a project from start to finish", "Give feedback that people can use"):
            words = GoalWords(title, "The release is out.", "", None)
            plan = by_hand(store, goals.add, mentee, id, words, now=now)
            goal = plan.plan.goals[-1].id
            for step in ("Write the list of risks", "Find a team of three", "Run the kickoff"):
                by_hand(
                    store, action_plan.add_step, mentee, goal, StepWords(step, Activity.DOING, "", "", None), now=now
                )
        starts = (now + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
        by_hand(
            store,
            appointments.set_up,
            mentee,
            Wanted(id, starts.date(), starts.time(), 60),
            place="",
            objective="",
            now=now,
        )
    add_check_ins(store, check_ins, now)
    return store


def store_on(engine: Engine, *, executor: Executor | None = None) -> Store:
    """The companion's store on this engine."""
    program = Program(built_in().content, coordinators=(RUTH.user,))
    return Store(engine, program, elapsed=lambda: 0.0, executor=executor)


def by_hand(store: Store, usecase: Any, *args: Any, **kwargs: Any) -> Any:
    """One committed unit of work, outside any event loop."""
    return store.run_here(usecase, *args, **kwargs)


def add_check_ins(store: Store, count: int, now: datetime) -> None:
    """Questions that were asked and wait for a tap, all of them Priya's in her first mentorship."""

    def insert(work: Work) -> None:
        question = next(each for each in bank() if Role.MENTEE in each.roles and each.answered is Answered.SCALE)
        for number in range(count):
            work.db.exec_driver_sql(
                "INSERT INTO check_in (mentorship_id, person_id, cycle, question, asked, asked_at, expires_at)"
                " SELECT 1, id, ?, ?, ?, ?, ? FROM person WHERE user_id = 'U0PRIYA'",
                (
                    f"bench-{number}",
                    question.id,
                    as_put(question),
                    int(now.timestamp()),
                    int(now.timestamp()) + 400_000,
                ),
            )

    by_hand(store, insert)


def priyas_check_ins(store: Store) -> list[int]:
    """The ids of the questions that wait for Priya."""
    rows: list[int] = by_hand(
        store, lambda work: [row[0] for row in work.db.exec_driver_sql("SELECT id FROM check_in ORDER BY id")]
    )
    return rows


def _profile(handle: Handle) -> dict[str, Any]:
    return {
        "full_name": handle.user.removeprefix("U0").title() + " Nair",
        "first_name": handle.user.removeprefix("U0").title(),
        "title": "Data analyst",
        "zone": "Europe/Madrid",
        "locale": "en-GB",
        "is_bot": False,
        "deactivated": False,
    }


async def statements_of_mentor(database: Path, api: str, body: bytes) -> tuple[list[Statement], dict[str, Any]]:
    """The SQL that `/mentor` runs once everything is warm, and its JSON."""
    prepare(database).close()
    companion = Companion(settings(database, api), Clock())
    recorder = Recorder(companion.engine)
    await companion.start()
    try:
        request = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        answer = None
        for _ in range(2):
            recorder.start()
            answer = await companion.bolt.async_dispatch(AsyncBoltRequest(body=request, mode="socket_mode"))
        assert answer is not None
        return recorder.stop(), json.loads(answer.body)
    finally:
        await companion.stop()


async def modules_after_an_answer(database: Path, api: str, body: bytes) -> list[str]:
    """Every module that a process of ours has loaded when it has answered once over HTTP."""
    told = database.with_suffix(".modules")
    with ours(database, api, script=str(ROOT / "bench" / "telling.py"), TELL=str(told)) as running:
        await first_answer(running.url, body)
        os.kill(running.pid, signal.SIGUSR1)
        wait_for(told)
    found: list[str] = json.loads(told.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own."""

    url: str
    pid: int
    began: float
    """When the process was started, in seconds of the performance counter."""

    @property
    def resident_megabytes(self) -> float:
        return resident_megabytes(self.pid)


@contextmanager
def ours(database: Path, api: str, *, script: str = "", fresh: bool = True, **more: str) -> Iterator[Running]:
    """The companion as it runs in production, over HTTP, on this database; where it is to be `fresh`, prepared anew."""
    if fresh:
        prepare(database).close()
    port = free_port()
    words = (script,) if script else ("-m", "bot", "run")
    began = time.perf_counter()
    with process(
        *words,
        SLACK_BOT_TOKEN="xoxb-playground",
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_API_URL=api,
        DATABASE_URL=f"sqlite:///{database}",
        COMPANION_COORDINATORS="U0RUTH",
        PORT=str(port),
        **more,
    ) as running:
        yield Running(f"http://127.0.0.1:{port}/slack/events", running.pid, began)


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process as Linux counts it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def wait_for(file: Path, *, within: float = 60.0) -> None:
    """Wait until a process has written this file. Raises TimeoutError."""
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        if file.exists() and file.stat().st_size > 0:
            return
        time.sleep(0.002)
    raise TimeoutError(file)
