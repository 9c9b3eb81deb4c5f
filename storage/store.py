"""One transaction = one unit of work, on the one thread that writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.mentoring.decision import Decision
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.objectives import WORTH_A_LOOK
from bot.mentoring.people import PersonId
from bot.mentoring.program import Program
from bot.ports import NotSaved
from bot.safeguards import ALL, Safeguards
from storage.agendas import AgendaTicks
from storage.agreements import Agreements
from storage.appointments import Appointments
from storage.check_ins import CheckIns
from storage.closings import Closings
from storage.digests import Digests
from storage.drafts import Drafts
from storage.evidence import EvidenceLog
from storage.expectations import AllExpectations
from storage.fates import Fates
from storage.first_words import AllFirstWords
from storage.hellos import Hellos
from storage.invitations import Invitations
from storage.mentorships import Mentorships
from storage.milestones import Milestones
from storage.objectives import Objectives
from storage.outbox import Outbox
from storage.people import People
from storage.plans import Plans
from storage.prepared import say
from storage.program_pauses import ProgramPauses
from storage.records import record
from storage.series import AllSeries
from storage.signals import Signals
from storage.stages import Stages
from storage.standings import Standings
from storage.thoughts import Thoughts
from storage.tips import Tips
from storage.writer import Unit, Writer

if TYPE_CHECKING:
    from storage.deliveries import Deliveries

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")
DEADLINE = 2.0
"""Seconds a person waits at the most (platform facts, Storage)."""


class Of(Generic[S]):
    """The store of one kind of thing in a unit of work, made when it is first asked for: most units need a few of them."""

    def __init__(self, make: Callable[[Connection], S]) -> None:
        self._make = make

    def __set_name__(self, _owner: type[Work], name: str) -> None:
        self._name = name

    def __get__(self, work: Work, _owner: type[Work]) -> S:
        made = work.__dict__[self._name] = self._make(work.db)  # which is found first from now on
        return made


class Work:
    """What a use case gets: stored things by name, and `record` for what was decided."""

    people = Of(People)
    mentorships = Of(Mentorships)
    plans = Of(Plans)
    check_ins = Of(CheckIns)
    agreements = Of(Agreements)
    milestones = Of(Milestones)
    digests = Of(Digests)
    appointments = Of(Appointments)
    series = Of(AllSeries)
    stages = Of(Stages)
    signals = Of(Signals)
    hellos = Of(Hellos)
    invitations = Of(Invitations)
    evidence = Of(EvidenceLog)
    standings = Of(Standings)
    tips = Of(Tips)
    agendas = Of(AgendaTicks)
    drafts = Of(Drafts)
    expectations = Of(AllExpectations)
    first_words = Of(AllFirstWords)
    objectives = Of(Objectives)
    thoughts = Of(Thoughts)
    closings = Of(Closings)
    program_pauses = Of(ProgramPauses)

    def __init__(self, db: Connection, program: Program, safeguards: Safeguards = ALL) -> None:
        self.db = db
        self.program = program
        self.safeguards = safeguards
        self.outbox = Outbox(db, safeguards)
        self.shared: list[Any] = []
        """What was recorded that all members of a mentorship see."""

    @cached_property
    def fates(self) -> Fates:
        """What became of messages that no answer came to."""
        return Fates(self.db, self.safeguards)

    @property
    def deliveries(self) -> Deliveries:
        """What became of messages; looked at rarely, so that no start waits for its statements."""
        from storage.deliveries import Deliveries

        return Deliveries(self.db)

    def look_ahead(self, ids: Sequence[MentorshipId], person: PersonId, now: datetime) -> None:
        """Before looking at several mentorships for one of their members: read what that takes in one statement each."""
        self.agreements.look_ahead(ids)
        self.appointments.look_ahead(ids, person)
        self.check_ins.look_ahead(ids, person, now)
        self.plans.look_ahead(ids)
        self.standings.look_ahead_for_questions(ids)
        self.expectations.look_ahead(ids)
        self.objectives.look_ahead(ids, now - WORTH_A_LOOK)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done in here is kept as a whole or not at all, whatever becomes of the rest of the unit. Raises NotSaved where
        the database itself fails: then nothing of the unit is kept."""
        say(self.db, "SAVEPOINT apart")
        try:
            yield
        except OperationalError as error:
            raise NotSaved(str(error.orig)) from error
        except Exception:
            say(self.db, "ROLLBACK TO SAVEPOINT apart")
            say(self.db, "RELEASE SAVEPOINT apart")
            self.mentorships.forget()
            raise
        say(self.db, "RELEASE SAVEPOINT apart")

    def record(self, decision: Decision) -> None:
        """Keep everything a decision holds: its changes, its messages, and what must not go out any more."""
        record(self, decision)


class Store:
    """Runs use cases one after another, each in its own transaction.

    `elapsed` gives seconds that only pass; `executor` may be replaced by one that runs at once, for a virtual clock.
    """

    def __init__(
        self,
        engine: Engine,
        program: Program,
        *,
        elapsed: Callable[[], float],
        executor: Executor | None = None,
        safeguards: Safeguards = ALL,
    ) -> None:
        self._engine = engine
        self._program = program
        self._elapsed = elapsed
        self.safeguards = safeguards
        one_thread = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._writer = Writer(engine, elapsed=elapsed, executor=one_thread, safeguards=safeguards)
        self.planned = Event()
        """Set when a committed unit has put something into the outbox; whoever sends it clears it."""
        self.shared: deque[Any] = deque(maxlen=1000)
        """What committed units have changed that all members of a mentorship see; whoever shows it takes it out."""

    async def run(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what a person waits for. Raises NotSaved when it could not be committed within two seconds."""
        answer: T = await self._writer.run(self._unit(usecase, args, kwargs, self._elapsed() + DEADLINE))
        return answer

    async def sweep(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what nobody waits for, without a deadline."""
        answer: T = await self._writer.run(self._unit(usecase, args, kwargs, None))
        return answer

    def run_here(self, usecase: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case on the calling thread, in a process where no event loop runs."""
        answer: T = self._writer.run_here(self._unit(usecase, args, kwargs, None))
        return answer

    def _unit(
        self, usecase: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float | None
    ) -> Unit:
        done: list[Work] = []

        def act(db: Connection) -> Any:
            done.append(Work(db, self._program, self.safeguards))  # more than once where others were too late
            return usecase(done[-1], *args, **kwargs)

        def committed() -> None:
            if done[-1].outbox.has_more:
                self.planned.set()
            self.shared.extend(done[-1].shared)

        return Unit(act, committed, deadline)

    def close(self) -> None:
        """Let the unit under way end, then close the database."""
        self._writer.close()
        self._engine.dispose()
