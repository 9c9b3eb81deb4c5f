"""Asks a pair what becomes of its regular meetings on the days on which the whole program rests, and skips them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.mentoring import appointments, series_rests
from bot.mentoring.appointments import Appointment
from bot.mentoring.decision import NOTHING
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.notices import Unwanted
from bot.mentoring.people import Handle, Person
from bot.mentoring.program_pauses import ProgramPause, ProgramPauseId
from bot.mentoring.refusals import Refusal
from bot.mentoring.series import Series
from bot.usecases import series as all_series
from bot.usecases.invitations import with_files
from storage.planned import Planned
from storage.store import Work


class Within(NamedTuple):
    """The regular meetings of a pair that nobody has touched and that lie in this pause of the program."""

    mentorship: MentorshipId
    series: Series
    pause: ProgramPause
    meetings: tuple[Appointment, ...]


class Skipped(NamedTuple):
    """What somebody skipped of them, and the next one that stands."""

    mentorship: MentorshipId
    series: Series
    by: Person
    meetings: tuple[Appointment, ...]
    following: Appointment | None


def skip(work: Work, actor: Handle, id: MentorshipId, pause: ProgramPauseId, *, now: datetime) -> Skipped:
    """Skip all regular meetings on days of this pause that nobody has touched; skipped twice, they are skipped. They stay so,
    also where the pause is taken back. Raises Refusal: not a member, ended, there is no series."""
    me, mentorship = all_series.own(work, actor, id)
    series = work.series.of(id)
    if series is None:
        raise Refusal("series.none")
    pauses = [each for each in work.program_pauses.of(mentorship.team) if each.id == pause]
    within = series_rests.on_days_of(all_series.untouched(work, series, now), pauses)
    decision = NOTHING
    for each in within:
        decision += appointments.called_off(each, now=now)
    work.record(with_files(work, mentorship, decision, now))
    all_series.keep(work, series, now)
    following = next((each for each in work.appointments.ahead(id, now) if each.series == series.id), None)
    return Skipped(id, series, me, tuple(within), following)


def ask(work: Work, row: Planned, now: datetime) -> Within:
    """Gather the question. Raises Unwanted where the pause or the meetings are others by now."""
    id = MentorshipId(row.about["mentorship"])
    mentorship, series = work.mentorships.get(id), work.series.of(id)
    days = (row.about["first"], row.about["last"])
    pauses = [each for each in work.program_pauses.of(mentorship.team) if each.id == row.about["pause"]]
    pause = next((each for each in pauses if (each.first.isoformat(), each.last.isoformat()) == days), None)
    if pause is None:
        raise Unwanted("the pause of the program is another one by now")
    if series is None or series.id != row.about["series"]:
        raise Unwanted("the series has ended")
    within = series_rests.on_days_of(all_series.untouched(work, series, now), [pause])
    if not within:
        raise Unwanted("no regular meeting lies in the pause any more")
    return Within(id, series, pause, tuple(within))


NOTICES = {"series.rests": ask}
