"""Plans, changes and takes back pauses of the program, and says whom one concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.mentoring import cadence, program_pauses
from bot.mentoring.pauses import Pauses as Rests
from bot.mentoring.pauses import together
from bot.mentoring.people import Handle, Person
from bot.mentoring.program_pauses import ProgramPause, ProgramPauseId
from bot.mentoring.refusals import Refusal
from bot.usecases import pairing
from storage.store import Work

TOLD_BEFORE = timedelta(days=7)
"""How long before a pause a message that goes out anyway says so."""


class Line(NamedTuple):
    """A pause in the list: how many pairs it concerns, and whether it lasts."""

    pause: ProgramPause
    pairs: int
    lasts: bool


class Pauses(NamedTuple):
    """Those that last or lie ahead, in the order of time; `today` is the reader's."""

    lines: tuple[Line, ...]
    today: date


def listed(work: Work, actor: Handle, *, now: datetime) -> Pauses:
    """What is planned. Raises Refusal: not a coordinator."""
    return _listed(work, pairing.require_coordinator(work, actor), now)


def one(work: Work, actor: Handle, id: ProgramPauseId, *, now: datetime) -> Line:
    """One of them, to be changed. Raises Refusal: not a coordinator, taken back or over by now."""
    coordinator = pairing.require_coordinator(work, actor)
    return _one(_listed(work, coordinator, now), id)


def plan(
    work: Work,
    actor: Handle,
    id: ProgramPauseId | None,
    *,
    name: str,
    first: date,
    last: date,
    now: datetime,
) -> Pauses:
    """Plan a pause, or change the one with this id. The same again changes nothing. Raises Refusals at "name", "first" and
    "last"; Refusal: not a coordinator, taken back or over by now."""
    coordinator = pairing.require_coordinator(work, actor)
    today = cadence.local(now, coordinator.zone).date()
    there = work.program_pauses.of(actor.team)
    if id is None and any((each.first, each.last, each.name) == (first, last, name) for each in there):
        return _listed(work, coordinator, now)
    before = None if id is None else _one(_listed(work, coordinator, now), id).pause
    wanted = ProgramPause(
        id=before.id if before is not None else work.program_pauses.next_id(),
        team=actor.team,
        first=first,
        last=last,
        name=name,
        set_by=coordinator.id,
    )
    program_pauses.check(wanted, there, before=before, today=today)
    if before is None or replace(wanted, set_by=before.set_by) != before:
        work.program_pauses.save(wanted)
        _look_anew(work, actor.team, now, fill=before is not None)
    return _listed(work, coordinator, now)


def take_back(work: Work, actor: Handle, id: ProgramPauseId, *, now: datetime) -> Pauses:
    """Take a pause back, or end the one that lasts; what it held back may go out. Taken back twice, it is taken back. Raises
    Refusal: not a coordinator."""
    coordinator = pairing.require_coordinator(work, actor)
    today = cadence.local(now, coordinator.zone).date()
    for each in work.program_pauses.of(actor.team):
        if each.id == id and each.last >= today:
            left = program_pauses.taken_back(each, today)
            if left is None:
                work.program_pauses.remove(id)
            else:
                work.program_pauses.save(left)
            _look_anew(work, actor.team, now, fill=True)
    return _listed(work, coordinator, now)


def _look_anew(work: Work, team: str, now: datetime, *, fill: bool) -> None:
    """Every clock of the program may run to another moment now, and what was held back may not have to wait; `fill`: a series
    books again what a pause had left out."""
    work.standings.hasten_all(team, now)
    work.series.wake_all(team, now, fill=fill)
    work.outbox.hasten_all(team, reason=PAUSED, now=now)


PAUSED = "a pause of the program"
"""Why unasked notices wait while it lasts."""


def _listed(work: Work, coordinator: Person, now: datetime) -> Pauses:
    today = cadence.local(now, coordinator.zone).date()
    team = coordinator.handle.team
    ahead = [each for each in work.program_pauses.of(team) if each.last >= today]
    lines = [Line(each, work.mentorships.going_on(team, each.first), each.first <= today) for each in ahead]
    return Pauses(tuple(lines), today)


def _one(pauses: Pauses, id: ProgramPauseId) -> Line:
    for line in pauses.lines:
        if line.pause.id == id:
            return line
    raise Refusal("program_pauses.gone")


def shown_to(work: Work, me: Person, now: datetime) -> ProgramPause | None:
    """The pause that Home tells somebody of: that which lasts, or one that is near."""
    return program_pauses.shown(work.program_pauses.of(me.handle.team), cadence.local(now, me.zone).date())


def rests_of(work: Work, team: str) -> Rests:
    """When the program of a workspace rests."""
    return together(program_pauses.spans(work.program_pauses.of(team)))


def to_tell(work: Work, me: Person, now: datetime) -> ProgramPause | None:
    """The pause that begins within a week, for the first unasked message that somebody gets in that week; None otherwise."""
    today = cadence.local(now, me.zone).date()
    for pause in work.program_pauses.of(me.handle.team):
        if today < pause.first <= today + TOLD_BEFORE:
            since = cadence.at(pause.first - TOLD_BEFORE, time(0), me.zone)
            return None if work.outbox.unasked_to(me.id, since=since) else pause
    return None


def rests(work: Work, me: Person, now: datetime) -> bool:
    """Whether the program rests where this person is."""
    day = cadence.local(now, me.zone).date()
    return program_pauses.covering(work.program_pauses.of(me.handle.team), day) is not None


def waits_until(work: Work, people: Sequence[Person], now: datetime) -> datetime | None:
    """Until when nothing unasked goes to these people; None where it may go now."""
    mornings = [
        program_pauses.morning_after(work.program_pauses.of(each.handle.team), now, each.habits) for each in people
    ]
    return max((each for each in mornings if each is not None), default=None)
