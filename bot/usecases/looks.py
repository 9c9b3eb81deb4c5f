"""Looks at mentorships with the engine: at once after something was done together, otherwise when something came or is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.mentoring import engine, process, program_pauses
from bot.mentoring.decision import Decision
from bot.mentoring.engine import Look
from bot.mentoring.evidence import Evidence, Refused
from bot.mentoring.frame import Frame
from bot.mentoring.mentorship import Mentorship, MentorshipId, Model
from bot.mentoring.people import Role
from bot.mentoring.terms import Initiator
from bot.usecases import signals, stages
from bot.usecases.sweeping import PUT_OFF, one_by_one
from storage.store import Work

log = structlog.get_logger("engine")
AT_ONCE = 200
"""Mentorships in one unit of work: somebody may be waiting for theirs."""
BY_ROLE: Mapping[Initiator, Role] = {Initiator.MENTOR: Role.MENTOR, Initiator.MENTEE: Role.MENTEE}


def frame_of(work: Work, mentorship: Mentorship) -> Frame:
    """What is settled about a mentorship, as the engine needs it."""
    newest = work.agreements.newest(mentorship.id)
    initiator = newest.terms.initiator if newest is not None and newest.holds(mentorship) else None
    months = process.months_of(mentorship.start, mentorship.end)
    content = work.program.content
    return Frame(
        members={member.person.id: member.role for member in mentorship.members},
        introduced_at=mentorship.introduced_at,
        end=mentorship.end,
        weeks=mentorship.week(mentorship.end)[1],
        usual=content.usual[mentorship.model, months],
        initiator=BY_ROLE.get(initiator) if initiator is not None else None,
        power=mentorship.power,
        steps=content.models[mentorship.model].steps if mentorship.model is Model.NINE_STEP else (),
        pauses=program_pauses.spans(work.program_pauses.of(mentorship.team)),
    )


def see(work: Work, mentorship: Mentorship, now: datetime) -> Look:
    """What a look at this moment would lead to; nothing is recorded."""
    return _see(work, mentorship, work.evidence.of(mentorship.id, now), now)


def _see(work: Work, mentorship: Mentorship, pieces: Sequence[Evidence], now: datetime) -> Look:
    return engine.look(
        frame_of(work, mentorship),
        pieces,
        work.standings.of(mentorship),
        work.signals.told(mentorship.id),
        rules=work.program.thresholds,
        now=now,
    )


def look_at(work: Work, id: MentorshipId, now: datetime) -> None:
    """Look at a mentorship and keep what it leads to: a move, a signal, when to look again."""
    _look(work, work.mentorships.get(id), now)


def _look(work: Work, mentorship: Mentorship, now: datetime) -> None:
    before, id = mentorship, mentorship.id
    if mentorship.is_ended:
        work.standings.rest(id)
        return
    pieces, comes_at = work.evidence.of_and_next(id, now)
    seen = _see(work, mentorship, pieces, now)
    _note(id, seen.refused)
    if seen.move.moved_from is not None:
        place = seen.standing.place
        mentorship = replace(mentorship, stage=place.stage, step=place.step, stage_since=now)
        work.record(Decision(changes=(mentorship,)))
    signals.record_look(work, mentorship, seen, now)
    stock_at = stages.after_look(work, before, mentorship, seen, now)
    ahead = [moment for moment in (seen.next_at, stock_at, comes_at) if moment is not None]
    work.standings.save(id, seen.standing, look_at=min(ahead, default=None), shown=seen.shown)


def look_due(work: Work, now: datetime) -> None:
    """Sweep: those in which something came or is due, and no others. One that cannot be looked at is put off for a day
    and harms none of the others."""
    ids = work.standings.due(now, limit=AT_ONCE)
    _read_ahead(work, ids)
    read = _read(work, ids)
    one_by_one(
        work,
        "looks.look_due",
        ids,
        lambda id: _look(work, read.get(id) or work.mentorships.get(id), now),
        put_off=lambda id: work.standings.put_off(id, now + PUT_OFF),
    )


def _read(work: Work, ids: Sequence[MentorshipId]) -> Mapping[MentorshipId, Mentorship]:
    """These mentorships; none where one of them cannot be read, so that each is read by itself."""
    try:
        return {each.id: each for each in work.mentorships.several(ids)}
    except (ValueError, KeyError):
        return {}


def _read_ahead(work: Work, ids: Sequence[MentorshipId]) -> None:
    """All that looks read besides the mentorships themselves, in one statement each."""
    # Nothing of it has gone stale when its turn comes: a look reads before it writes, what it writes are rows of its own
    # mentorship alone, and each has one look in a unit. Whatever somebody does meanwhile is in a unit of its own.
    work.agreements.look_ahead(ids)
    work.evidence.look_ahead(ids)
    work.standings.look_ahead(ids)
    work.signals.look_ahead(ids)


def next_moment(work: Work) -> datetime | None:
    """When the next look is due."""
    return work.standings.next_due()


def _note(id: MentorshipId, refused: tuple[Refused, ...]) -> None:
    """Evidence that cannot be true is kept out and logged, never guessed at."""
    for each in refused:
        log.warning("evidence kept out", mentorship=id, what=each.piece.what.value, reason=each.reason)
