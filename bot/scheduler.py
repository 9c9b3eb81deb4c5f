"""APScheduler as metronome: a table of sweeps, each over an indexed table, none of them a calendar."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery import Delivery
from bot.ports import NotSaved
from bot.usecases import absences, agreement, check_ins, closing, closure, goals, looks, reports, series, tips
from storage.store import Store, Work

log = structlog.get_logger("metronome")

JUMP = 5.0
"""Seconds by which a clock has to be off at once to count as set; less is made good within a beat or two."""
LOOKS_EVERY = 10.0
"""Seconds from one look at the clock to the next: a sleep counts time that passes, whatever the clock shows."""

ENDING = ("closure.carry_out_leavings", "closing.carry_on")
"""What ends mentorships by the clock, and cannot be undone for all at once."""
TOO_FAR = 86_400.0
"""Seconds by which a clock that was set on at once may well be wrong, and for which nothing is ended then: time to put it right."""

Sweep = Callable[[Work, datetime], object]

SWEEPS: dict[str, Sweep] = {
    "absences.come_to_count": absences.come_to_count,
    "closure.carry_out_leavings": closure.carry_out_leavings,
    "closing.carry_on": closing.carry_on,
    "goals.settle_goals": goals.settle_goals,
    "check_ins.plan_due": check_ins.plan_due,
    "agreement.nudge": agreement.nudge,
    "reports.settle_silent": reports.settle_silent,
    "series.keep_all": series.keep_all,
    "looks.look_due": looks.look_due,
    "tips.plan_due": tips.plan_due,
}
"""What is looked at again as time passes; every sweep decides from stored facts and may run twice without harm. One that took
no more than a part of what is due, so that nobody waits long behind it, returns True."""
MOST_PARTS = 200
"""Parts of a sweep in one beat; what is left then has the next."""

NEXT_MOMENTS: dict[str, Callable[[Work], datetime | None]] = {
    "absences": absences.next_moment,
    "closure": closure.next_moment,
    "closing": closing.next_moment,
    "goals": goals.next_moment,
    "check_ins": check_ins.next_moment,
    "reports": reports.next_moment,
    "series": series.next_moment,
    "looks": looks.next_moment,
    "tips": tips.next_moment,
}
"""When each sweep has something to do next; for playing and for a preview, where time is moved from event to event."""


def next_moment(work: Work) -> datetime | None:
    """The next time at which anything happens by itself: a planned notice, or something for a sweep."""
    moments = [work.outbox.next_due(), work.fates.next(), *(look(work) for look in NEXT_MOMENTS.values())]
    return min((moment for moment in moments if moment is not None), default=None)


async def sweep_all(store: Store, *, now: datetime) -> None:
    """Run every sweep, in the order of the table."""
    for sweep in SWEEPS.values():
        await _swept(store, sweep, now)


async def _swept(store: Store, sweep: Sweep, now: datetime) -> None:
    """All parts of a sweep, each a unit of its own: between them come those who wait for an answer."""
    for _ in range(MOST_PARTS):
        if await store.sweep(sweep, now) is not True:
            return


async def _unharmed(work: Awaitable[object], name: str) -> None:
    """What goes wrong in one of them is logged and tried again at the next beat; the others go on."""
    try:
        await work
    except NotSaved as error:
        log.warning("not saved", work=name, reason=str(error))
    except Exception:
        log.exception("failed", work=name)


def _beat(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The job, unless the last beat is at it still: that one takes whatever becomes due."""
    busy = asyncio.Lock()

    async def beat() -> None:
        if not busy.locked():
            async with busy:
                await job()

    return beat


def _is_no_stop(record: logging.LogRecord) -> bool:
    """A stop in the middle of a job is no error: what it had begun is kept or not, as a whole."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


class Watch:
    """Notices that the machine's clock was set. `real_time` shows what it shows, `elapsed` seconds that only pass."""

    def __init__(self, real_time: Callable[[], float], elapsed: Callable[[], float]) -> None:
        self._real_time, self._elapsed = real_time, elapsed
        self._was = self._ahead()

    def jumped(self) -> float:
        """By how many seconds the clock was set since this was asked last, on (above 0) or back; 0 for next to nothing."""
        before, self._was = self._was, self._ahead()
        return self._was - before if abs(self._was - before) >= JUMP else 0.0

    def _ahead(self) -> float:
        return self._real_time() - self._elapsed()

    def now(self) -> datetime:
        """What the machine's clock shows."""
        return datetime.fromtimestamp(self._real_time(), UTC)


class Doubt:
    """Whether the clock of the machine is to be trusted with an end: not for a day after it was set on by more than a day."""

    def __init__(self, real_time: Callable[[], float], elapsed: Callable[[], float]) -> None:
        self._watch, self._elapsed = Watch(real_time, elapsed), elapsed
        self._until: float | None = None

    def lasts(self) -> bool:
        """Look at the clock: whether there is doubt. Set back as far, it is trusted again."""
        seconds = self._watch.jumped()
        if seconds > TOO_FAR:
            self._until = self._elapsed() + TOO_FAR
            log.error("the clock was set on by more than a day; nothing is ended for a day", seconds=round(seconds))
        elif seconds < -TOO_FAR:
            self._until = None
        return self._until is not None and self._elapsed() < self._until


async def keep_beat(beating: AsyncIOScheduler, watch: Watch, *, every: float = LOOKS_EVERY) -> None:
    """Let the metronome beat from now on where the clock was set back: it would be silent until the old time came again."""
    while True:
        await asyncio.sleep(every)
        seconds = watch.jumped()
        if seconds:
            log.warning("the clock of the machine was set", seconds=round(seconds))
            for job in beating.get_jobs():
                job.modify(next_run_time=watch.now())


def metronome(
    store: Store, delivery: Delivery, *, now: Callable[[], datetime], doubt: Doubt | None = None
) -> AsyncIOScheduler:
    """Two jobs: plan what has become due soon after the start and every minute, send what is due every second. In
    memory, nothing is kept. While there is `doubt` about the clock nothing is ended."""

    async def plan() -> None:
        waits = ENDING if doubt is not None and doubt.lasts() else ()
        for name, sweep in SWEEPS.items():
            if name not in waits:
                await _unharmed(_swept(store, sweep, now()), name)
        await _unharmed(delivery.read_profiles(), "profiles")

    async def send() -> None:
        await _unharmed(delivery.release(), "release")
        await _unharmed(delivery.drain(), "drain")

    jobs: list[tuple[Callable[[], Awaitable[None]], int]] = [(plan, 60), (send, 1)]
    logging.getLogger("apscheduler.executors.default").addFilter(_is_no_stop)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job, seconds in jobs:
        scheduler.add_job(
            _beat(job),
            "interval",
            seconds=seconds,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=2,  # one that is at it, and one that finds this: else a line is logged at every beat
            id=job.__name__,
        )
    return scheduler
