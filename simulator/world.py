"""A world: a workspace with its people, the companion in one life after another, the weather, and a watch over all of it."""

from __future__ import annotations

import asyncio
import contextlib
import math
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast
from zlib import crc32

import aiohttp

from bot.config import Settings
from bot.ports import NotSaved
from bot.safeguards import Safeguards
from handlers.slack.chat import TIMEOUT
from handlers.slack.manifest import manifest
from playground.dispatch import Envelope
from playground.manifest import manifest_from
from playground.workspace import Workspace
from simulator.beats import LONGEST_BEAT, Beats
from simulator.clocks import SimulatedClock, SimulatedClocks
from simulator.database import Opened, empty_database, looking
from simulator.happenings import Happenings
from simulator.hosted import Turns, Watched
from simulator.life import LIFE, Killed, Life, tasks_of_lives
from simulator.loop import VirtualLoop
from simulator.people import Somebody, Typing
from simulator.population import COORDINATOR, population, roster
from simulator.slack import ADDRESS, Chat, Delay
from simulator.watch import Watch
from simulator.weather import DAY, EXPECTED, Climate, Weather
from simulator.wire import Passage, Wire
from simulator.wishes import Wishes

BEGIN = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
"""A Monday; within a year clocks change everywhere where they do."""
MOMENT = 0.5
"""Seconds after a commit, at which it is looked whether it brought anything to be sent."""
ROUGH_FOR = 120.0
"""Seconds for which a trouble may still show in what comes too late."""
LONG_ENOUGH = 4
"""Days within which somebody is written to, whatever the weather."""
SETTLING = 2 * 3600.0
"""Seconds without any trouble after which everything must have come to its end."""


class Stalled(NamedTuple):
    """A process that stands still and was taken for dead, and the notices that it had in hand."""

    life: Life
    opened: Opened
    turns: Turns
    rows: frozenset[int]


class World:
    """`live` lets so many pairs live for so many days, or until one of the rules in `until` is broken. All chance comes from
    `seed`."""

    def __init__(
        self,
        folder: Path,
        seed: str,
        *,
        pairs: int,
        days: float,
        climate: Climate,
        safeguards: Safeguards,
        trace: Callable[[str], None] | None = None,
        until: frozenset[str] = frozenset(),
    ) -> None:
        self._until = until
        self.loop = VirtualLoop()
        self.loop.set_task_factory(tasks_of_lives)
        self.loop.set_exception_handler(self._unheard)
        self.seed, self.pairs, self.days, self.safeguards = seed, pairs, days, safeguards
        self._chance = random.Random(f"world:{seed}")
        self._trace = trace
        self._file = folder / "companion.db"
        self._file.write_bytes(empty_database())
        self._looking: sqlite3.Connection | None = None
        self.clock = SimulatedClock(self.loop, BEGIN)
        clocks = SimulatedClocks(self.clock)
        people = folder / "people.toml"
        people.write_text(population(pairs, self._chance), encoding="utf-8")
        workspace = Workspace(
            manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed, people=people
        )
        self.weather = Weather(seed, climate)
        self.chat = Chat(workspace, clocks, self._delay)
        self.typing = Typing()
        self.watch = Watch(
            workspace,
            self.typing,
            now=self.clock.now,
            passed=self.loop.time,
            look=self._look,
            coordinators=frozenset({COORDINATOR}),
            trouble=lambda: BEGIN.timestamp() + self.weather.last_trouble,
        )
        self.chat.carried_out, self.chat.limited = self.watch.carried_out, self.watch.limited
        self.chat.rough = lambda: self.loop.time() - self.weather.last_trouble < ROUGH_FOR
        self.chat.incoming.brought, self.chat.incoming.heard = self.watch.brought, self.watch.heard
        self.people = {
            user: Somebody(
                user, self.chat, self.typing, seed, now=self.clock.now, visits=self._chance.choice(climate.visits)
            )
            for user in workspace.people
            if user.startswith(("U0A", "U0B")) or user == COORDINATOR
        }
        for each in self.people.values():
            workspace.on_change.append(each.noticed)
        self._stirred = asyncio.Event()
        self._stirring = self._wrote = False
        self._ending = False
        self._marked: set[int] = set()
        self._stalled: list[Stalled] = []
        self.lives = self.digest = 0

    # -- what the companion stands on (database.Disk) ----------------------------------------------------------------

    def statement(self, sql: str, parameters: Any) -> None:
        """It is about to execute this."""
        self._alive(sql[:40])
        self.watch.steps["statements"] += 1
        wrong = self.weather.disk_fails(self.loop.time())
        if wrong is not None:
            raise sqlite3.OperationalError(wrong)
        self._wrote = self._wrote or sql.startswith(("UPDATE", "INSERT", "DELETE"))
        self.watch.statement(sql, parameters)

    def executed(self, db: sqlite3.Connection, sql: str) -> None:
        """It has."""
        self._marked |= self.watch.executed(db, sql)

    def committing(self) -> None:
        """It is about to commit."""
        self._alive("COMMIT")
        wrong = self.weather.disk_fails(self.loop.time())
        if wrong is not None:
            raise sqlite3.OperationalError(wrong)

    def committed(self) -> None:
        """It has committed."""
        self.watch.committed()
        if self._wrote and not self._stirring:  # once for all that is committed within a moment
            self._stirring = True
            self.loop.call_later(MOMENT, self._stir)
        for stalled in [each for each in self._stalled if each.rows & self._marked and each.life is not LIFE.get()]:
            self._stalled.remove(stalled)
            self._note("wakes", str(stalled.life.number))
            stalled.life.soon(partial(self._wake, stalled))
        self._marked.clear()
        self._wrote = False
        self._alive("committed")

    def _stir(self) -> None:
        self._stirring = False
        self._stirred.set()

    def _wake(self, stalled: Stalled) -> None:
        """It does what it was about to do; then it notices that another has its place."""
        stalled.turns.shutdown()
        self._end(stalled)

    @staticmethod
    def _end(stalled: Stalled) -> None:
        stalled.life.kill()
        stalled.opened.cut()

    def _stall(self, life: Life, opened: Opened, turns: Turns, method: str) -> None:
        if method != "chat.postMessage" or not life.alive or not self.weather.stalls(self.loop.time()):
            return
        self._note("stalls", str(life.number))
        rows = frozenset(row["id"] for row in self._look("SELECT id FROM outbox WHERE state IN ('claimed', 'sending')"))
        turns.stalled = True
        self._stalled.append(Stalled(life, opened, turns, rows))
        life.over.set()

    def _alive(self, where: str) -> None:
        life = LIFE.get()
        if life is not None:
            life.point(where)

    def _at_point(self, life: Life, where: str) -> None:
        now = self.loop.time()
        step = f"{now:.3f} {life.number} {where}"
        self.digest = crc32(step.encode(), self.digest)
        if self._trace is not None:
            self._trace(step)
        if self.weather.dies(now, where):
            self._note("deaths", where)
            if self._look(IN_MID_POST):
                self._note("deaths: in the middle of a post", where)
            life.kill()
            return
        if where not in ("COMMIT", "committed") and not where.startswith(
            "calls"
        ):  # there nothing could be looked at again
            seconds = self.weather.freezes(now)
            if seconds:
                self._note("freezes", f"{seconds} s at {where}")
                self.loop.freeze(seconds)
                self.watch.frozen = self.loop.time(), seconds

    def _note(self, what: str, where: str) -> None:
        self.watch.steps[what] += 1
        if self._trace is not None:
            self._trace(f"{self.loop.time():.3f} -- {what}: {where}")

    def _wire(self, life: Life, opened: Opened, turns: Turns) -> Wire:
        """The session carries part of the bound on a request, so it goes with that."""
        bound = TIMEOUT if self.safeguards.bound else None
        return Wire(
            self.chat,
            life,
            self._passage,
            self.watch,
            bound=bound,
            refused=lambda method: self._stall(life, opened, turns, method),
        )

    def _passage(self, _method: str) -> Passage:
        return self.weather.passage(self.loop.time())

    def _delay(self, envelope: Envelope) -> Delay:
        return self.weather.delay(envelope, self.loop.time())

    def _look(self, sql: str) -> list[Any]:
        assert self._looking is not None
        return self._looking.execute(sql).fetchall()

    def _unheard(self, _loop: Any, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is not None and not isinstance(error, Killed):  # without one: a task of the dead is cleared away
            self.watch.broken("unheard", f"{context.get('message')}: {error!r}")

    def counted(self) -> Counter[str]:
        """The steps of this world by what they were."""
        self.watch.steps["acts"] = sum(each.acts for each in self.people.values())
        return self.watch.steps

    # -- the companion's lives ---------------------------------------------------------------------------------------

    async def keep_running(self) -> None:
        """Start it, and start it again after each end of it."""
        while not self._ending:
            self.lives += 1
            life = Life(self.lives, self._at_point)
            opened = Opened(self._file, self)
            life.begin(self._live_once(life, opened))
            await life.over.wait()
            self.chat.incoming.life = None
            self.watch.forgets()
            if not life.alive:
                opened.cut()
            await asyncio.sleep(self.weather.down_for())

    async def _live_once(self, life: Life, opened: Opened) -> None:
        turns = Turns(lambda: self.weather.queue(self.loop.time()))
        companion = Watched(
            settings(self._file),
            self.clock,
            executor=turns,
            engine=opened.engine,
            open_session=lambda: cast(aiohttp.ClientSession, self._wire(life, opened, turns)),
            safeguards=self.safeguards,
        )
        companion.watch = self.watch
        try:
            await companion.start()
            with contextlib.suppress(NotSaved):
                await companion.delivery.begin()
            self.chat.incoming.bolt, self.chat.incoming.life = companion.bolt, life
            life.begin(companion.keep_sending())
            life.begin(companion.keep_drawing(swept=LONGEST_BEAT))
            passed, begin = self.loop.time, BEGIN.timestamp()
            await Beats(companion, passed=passed, begin=begin, look=self._look, stirred=self._stirred).beat()
        except Exception as error:  # it could not even start: whoever watches over the process starts it again
            self._note("starts in vain", repr(error))
            if not isinstance(error.__cause__ or error, EXPECTED):  # the cause: a disk that fails, said in words
                self.watch.broken("fault", f"a life came to nothing: {error!r}")
            life.kill()

    # -- the whole ---------------------------------------------------------------------------------------------------

    async def live(self) -> None:
        """From the first introduction to the last quiet hour."""
        self._looking = looking(self._file)
        running = self.loop.create_task(self.keep_running())
        happenings = Happenings(
            self.chat, roster(self.pairs), self._chance, moves=self.weather.climate.moves, look=self._look
        )
        self.loop.create_task(happenings.introduce())
        for each in self.people.values():
            self.loop.create_task(each.live())
            wishes = Wishes(each, self.seed, every=self.weather.climate.wishes, coordinates=each.user == COORDINATOR)
            self.loop.create_task(wishes.live())
        self.loop.create_task(happenings.move())
        found = asyncio.Event()
        self.watch.on_violation = lambda rule: found.set() if rule in self._until else None
        for _ in range(math.ceil(self.days)):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(DAY, self.days * DAY)):
                    await found.wait()
                break
            self._look_daily()
        else:
            await self._settle()
        self._ending = True
        running.cancel()
        for stalled in self._stalled:
            self._end(stalled)
        self._looking.close()

    async def _settle(self) -> None:
        """Good weather at last: now everything comes to its end."""
        self.weather.settle()
        await asyncio.sleep(SETTLING)
        self.watch.nothing_lost()
        self._rules_of_the_chat()
        if self.days >= LONG_ENOUGH:
            self.watch.something_happened()

    def _look_daily(self) -> None:
        if self.loop.time() - self.weather.last_trouble > SETTLING:
            self.watch.nothing_lost()
        self._rules_of_the_chat()

    def _rules_of_the_chat(self) -> None:
        for rule in self.chat.journal.broken_rules:
            self.watch.broken("chat", rule)
        self.chat.journal.broken_rules.clear()


IN_MID_POST = "SELECT 1 FROM outbox WHERE state = 'sending' AND reason IS NULL LIMIT 1"


def settings(file: Path) -> Settings:
    """As an operator would have written them."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        slack_bot_token="xoxb-simulated",
        slack_app_token="xapp-simulated",
        slack_api_url=f"{ADDRESS}/api/",
        database_url=f"sqlite:///{file}",
        companion_coordinators=(COORDINATOR,),
        companion_contact="U0FARAH",
        companion_celebration_channel="C0MENTOR",
    )
