"""One transaction = one unit of work, on the one thread that writes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import Event
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.program import Program
from bot.ports import NotSaved
from storage.agreements import Agreements
from storage.appointments import Appointments
from storage.check_ins import CheckIns
from storage.hellos import Hellos
from storage.mentorships import Mentorships
from storage.milestones import Milestones
from storage.outbox import Outbox
from storage.people import People
from storage.plans import Plans
from storage.records import record
from storage.signals import Signals
from storage.stages import Stages

P = ParamSpec("P")
T = TypeVar("T")
DEADLINE = 2.0
"""Seconds a person waits at the most (platform facts, Storage)."""


class Work:
    """What a use case gets: stored things by name, and `record` for what was decided."""

    def __init__(self, db: Connection, program: Program) -> None:
        self.db = db
        self.program = program
        self.people = People(db)
        self.mentorships = Mentorships(db)
        self.plans = Plans(db)
        self.check_ins = CheckIns(db)
        self.agreements = Agreements(db)
        self.milestones = Milestones(db)
        self.outbox = Outbox(db)
        self.appointments = Appointments(db)
        self.stages = Stages(db)
        self.signals = Signals(db)
        self.hellos = Hellos(db)
        self.shared: list[Any] = []
        """What was recorded that all members of a mentorship see."""

    def look_ahead(self, ids: Sequence[MentorshipId], person: PersonId, now: datetime) -> None:
        """Before looking at several mentorships for one of their members: read what that takes in one statement each."""
        self.agreements.look_ahead(ids)
        self.appointments.look_ahead(ids, person)
        self.check_ins.look_ahead(ids, person, now)
        self.plans.look_ahead(ids)

    def record(self, decision: Decision) -> None:
        """Keep everything a decision holds: its changes, its messages, and what must not go out any more."""
        record(self, decision)


class Store:
    """Runs use cases one after another, each in its own transaction.

    `elapsed` gives seconds that only pass; `executor` may be replaced by one that runs at once, for a virtual clock.
    """

    def __init__(
        self, engine: Engine, program: Program, *, elapsed: Callable[[], float], executor: Executor | None = None
    ) -> None:
        self._engine = engine
        self._program = program
        self._elapsed = elapsed
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._db: Connection | None = None
        self.planned = Event()
        """Set when a committed unit has put something into the outbox; whoever sends it clears it."""
        self.shared: deque[Any] = deque(maxlen=1000)
        """What committed units have changed that all members of a mentorship see; whoever shows it takes it out."""

    async def run(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what a person waits for. Raises NotSaved when it could not be committed within two seconds."""
        return await self._submit(usecase, args, kwargs, self._elapsed() + DEADLINE)

    async def sweep(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what nobody waits for, without a deadline."""
        return await self._submit(usecase, args, kwargs, None)

    async def _submit(
        self, usecase: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float | None
    ) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, partial(self._transact, usecase, args, kwargs, deadline))

    def _transact(
        self, usecase: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float | None
    ) -> T:
        try:
            db = self._connection()
            with db.begin():
                work = Work(db, self._program)
                answer = usecase(work, *args, **kwargs)
                if deadline is not None and self._elapsed() > deadline:
                    raise NotSaved("the deadline had passed")
            if work.outbox.has_more:
                self.planned.set()
            self.shared.extend(work.shared)
            return answer
        except OperationalError as error:
            raise NotSaved(str(error.orig)) from error

    def _connection(self) -> Connection:
        """The writer's own, kept from unit to unit: one thread writes, so one is enough."""
        if self._db is None or self._db.closed or self._db.invalidated:
            self._db = self._engine.connect()
        return self._db

    def close(self) -> None:
        """Let the unit under way end, then close the database."""
        self._executor.shutdown(wait=True)
        if self._db is not None:
            self._db.close()
        self._engine.dispose()
