"""APScheduler as metronome: a table of sweeps, each over an indexed table, none of them a calendar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery import Delivery
from bot.ports import NotSaved
from bot.usecases import absences, agreement, check_ins, closing, closure, goals, looks, reports, series, tips
from storage.store import Store, Work

log = structlog.get_logger("metronome")

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
"""What is looked at again as time passes; every sweep decides from stored facts and may run twice without harm."""

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
    moments = [work.outbox.next_due(), *(look(work) for look in NEXT_MOMENTS.values())]
    return min((moment for moment in moments if moment is not None), default=None)


async def sweep_all(store: Store, *, now: datetime) -> None:
    """Run every sweep once, in the order of the table."""
    for sweep in SWEEPS.values():
        await store.sweep(sweep, now)


async def _unharmed(work: Awaitable[object], name: str) -> None:
    """What goes wrong in one of them is logged and tried again at the next beat; the others go on."""
    try:
        await work
    except NotSaved as error:
        log.warning("not saved", work=name, reason=str(error))
    except Exception:
        log.exception("failed", work=name)


def metronome(store: Store, delivery: Delivery, *, now: Callable[[], datetime]) -> AsyncIOScheduler:
    """Two jobs: plan what has become due soon after the start and every minute, send what is due every second. In
    memory, nothing is kept."""

    async def plan() -> None:
        for name, sweep in SWEEPS.items():
            await _unharmed(store.sweep(sweep, now()), name)

    async def send() -> None:
        await _unharmed(delivery.release(), "release")
        await _unharmed(delivery.drain(), "drain")

    jobs: list[tuple[Callable[[], Awaitable[None]], int]] = [(plan, 60), (send, 1)]
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job, seconds in jobs:
        scheduler.add_job(
            job, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1, id=job.__name__
        )
    return scheduler
