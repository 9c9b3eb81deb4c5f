"""When a pair meets next, after a meeting that is called off."""

from __future__ import annotations

from datetime import datetime

from bot.mentoring import series as core
from bot.mentoring.appointments import Appointment
from storage.store import Work


def after(work: Work, meeting: Appointment, now: datetime) -> datetime | None:
    """The start of the pair's first meeting after this one, also where its rhythm books that only once this one is called
    off; None where there is none."""
    ahead = [each for each in work.appointments.ahead(meeting.mentorship, now) if each.id != meeting.id]
    starts = [each.starts for each in ahead] + _to_come(work, meeting, ahead, now)
    return min((each for each in starts if each > meeting.starts), default=None)


def _to_come(work: Work, meeting: Appointment, ahead: list[Appointment], now: datetime) -> list[datetime]:
    series, mentorship = work.series.of(meeting.mentorship), work.mentorships.get(meeting.mentorship)
    if series is None or series.id != meeting.series:
        return []
    if core.stands_still(mentorship) or core.rests_until(mentorship, now) is not None:
        return []
    taken, pauses = work.series.taken(series.id), work.program_pauses.of(mentorship.team)
    return [each.slot.starts for each in core.coming(series, mentorship.end, ahead, taken, pauses, now=now)]
