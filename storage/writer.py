"""The one thread that writes: units of work that wait together share a transaction, and each still stands or falls alone."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import OperationalError

from bot.ports import NotSaved
from bot.safeguards import ALL, Safeguards
from storage.dialect import under_way, written
from storage.prepared import say

log = structlog.get_logger("storage")
MOST = 64
"""Units that share one commit at the most."""
LONGEST = 0.05
"""Seconds after which a transaction takes no further unit, so that nobody in it waits long for the others."""


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of work, and what came of it. `act` does it on a connection, `committed` is called once it is kept;
    `deadline`, on the clock that only passes, is when its person has waited long enough; one without is waited for by nobody.
    `act` is called again where it was undone for others in its transaction that were too late or failed."""

    act: Callable[[Connection], Any]
    committed: Callable[[], None]
    deadline: float | None
    answer: Any = None
    acted: bool = False
    error: Exception | None = None
    waits: asyncio.Future[Any] | None = None


class Writer:
    """Takes units in the order they come, and answers after their commit.

    `elapsed` gives seconds that only pass; `executor` runs one thing at a time, on the thread that the connection is for.
    """

    def __init__(
        self, engine: Engine, *, elapsed: Callable[[], float], executor: Executor, safeguards: Safeguards = ALL
    ) -> None:
        self._engine = engine
        self._safeguards = safeguards
        self._elapsed = elapsed
        self._executor = executor
        self._db: Connection | None = None
        self._waiting: deque[Unit] = deque()
        self._busy = False
        self._apart = False
        """Whether the units of the next transaction are behind savepoints."""

    async def run(self, unit: Unit) -> Any:
        """The unit's answer once it is committed. Raises what the unit raised; NotSaved."""
        unit.waits = asyncio.get_running_loop().create_future()
        self._waiting.append(unit)
        if not self._busy:
            self._busy = True
            self._executor.submit(self._work_off)
        return await unit.waits

    def run_here(self, unit: Unit) -> Any:
        """The same on the calling thread, where nothing else runs."""
        self._waiting.append(unit)
        while self._waiting:
            self._take_turn()
        if unit.error is not None:
            raise unit.error
        return unit.answer

    def close(self) -> None:
        """Let what waits end, then let go of the connection."""
        self._executor.shutdown(wait=True)
        self._let_go()

    def _work_off(self) -> None:
        while True:
            while self._waiting:
                self._take_turn()
            self._busy = False  # from here on whoever comes has it looked anew; who came before that is seen now
            if not self._waiting:
                return

    def _take_turn(self) -> None:
        """One transaction for as many as wait. Where it cannot begin or commit, none of them is kept. They need no savepoints
        until one of them fails when it has written: then all are done again, each behind one."""
        taken: list[Unit] = []
        try:
            with self._connection().begin() as transaction:
                apart, self._apart = self._apart, False
                self._apart = not self._fill(taken, transaction, apart=apart)
                if self._apart:
                    transaction.rollback()
                    self._waiting.extendleft(reversed(taken))
                    return
                late = [unit for unit in taken if unit.error is None and self._is_late(unit)]
                if late:  # by what came behind them; the others are done again, without what these had written
                    transaction.rollback()
                    self._waiting.extendleft(unit for unit in reversed(taken) if unit not in late)
                    taken = late
                    for unit in late:
                        unit.error = NotSaved("the deadline had passed")
        except Exception as error:
            self._let_go()
            taken = taken or [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            for unit in taken:
                if self._safeguards.commit_first or not unit.acted:
                    unit.error = unit.error or _not_saved(error)
        for unit in taken:
            if unit.error is None:
                _kept(unit)
        _tell(taken)

    def _fill(self, taken: list[Unit], transaction: RootTransaction, *, apart: bool) -> bool:
        """Take units as long as there is time; False where one failed and what it wrote can't be told from the rest. Behind
        one that a person waits for none is taken that may last: those wait for the next transaction, in their order."""
        people, left, ends = False, list[Unit](), self._elapsed() + LONGEST
        try:
            while self._waiting and (not taken or (len(taken) < MOST and self._elapsed() < ends)):
                unit = self._waiting.popleft()
                if people and unit.deadline is None:
                    left.append(unit)
                    continue
                alone = not taken and not self._waiting
                taken.append(unit)
                if self._is_late(unit):  # what nobody waits for any more keeps nobody behind it waiting either
                    unit.error = NotSaved("the deadline had passed")
                    continue
                people = unit.deadline is not None
                clean = self._act(unit, transaction.connection, apart=apart and not alone)
                if alone and unit.error is not None:
                    transaction.rollback()
                    return True
                if not clean and self._safeguards.savepoint:
                    return False
        finally:
            self._waiting.extendleft(reversed(left))
        return True

    def _is_late(self, unit: Unit) -> bool:
        return unit.deadline is not None and self._elapsed() > unit.deadline and self._safeguards.deadline

    def _act(self, unit: Unit, db: Connection, *, apart: bool) -> bool:
        """Do it; whether the transaction holds nothing of it, where it failed."""
        if apart:
            say(db, "SAVEPOINT unit")
        unit.error, before = None, written(db)
        try:
            unit.answer = unit.act(db)
            unit.acted = True
            if self._is_late(unit):
                raise NotSaved("the deadline had passed")
        except Exception as error:
            unit.error = _not_saved(error)
        if not under_way(db):
            raise NotSaved("the database has undone all of it")  # whatever the unit took that for
        if apart:
            if unit.error is not None:
                say(db, "ROLLBACK TO SAVEPOINT unit")
            say(db, "RELEASE SAVEPOINT unit")
        return apart or unit.error is None or written(db) == before

    def _connection(self) -> Connection:
        """Kept from turn to turn: one thread writes, so one is enough."""
        if self._db is None or self._db.closed or self._db.invalidated:
            self._db = self._engine.connect()
        return self._db

    def _let_go(self) -> None:
        """Whatever state the connection is in, the next turn begins with one that has nothing under way."""
        if self._db is not None:
            self._db.close()
            self._db = None


def _not_saved(error: Exception) -> Exception:
    """What the database could not do, as what it means to a person."""
    if isinstance(error, StopIteration):  # a future takes none, and whoever waits would wait for ever
        ended = RuntimeError("StopIteration")
        ended.__cause__ = error
        return ended
    if not isinstance(error, OperationalError):
        return error
    told = NotSaved(str(error.orig))
    told.__cause__ = error
    return told


def _kept(unit: Unit) -> None:
    """Say that it is committed. What goes wrong at that changes nothing of it, and keeps nobody else waiting."""
    try:
        unit.committed()
    except Exception:
        log.exception("what follows a commit went wrong")


def _tell(units: Sequence[Unit]) -> None:
    """Wake whoever waits for these, once for all of them. In a loop that is closed nobody waits."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Unit]] = {}
    for unit in units:
        if unit.waits is not None:
            by_loop.setdefault(unit.waits.get_loop(), []).append(unit)
    for loop, theirs in by_loop.items():
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_answer, theirs)


def _answer(units: Sequence[Unit]) -> None:
    for unit in units:
        assert unit.waits is not None
        if unit.waits.done():  # whoever waited has gone; what was done stays done
            continue
        if unit.error is not None:
            unit.waits.set_exception(unit.error)
        else:
            unit.waits.set_result(unit.answer)
