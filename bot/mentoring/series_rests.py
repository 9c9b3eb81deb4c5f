"""What a series had booked on days on which the whole program has come to rest: it stands, and the pair is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.mentoring import appointments, cadence
from bot.mentoring.appointments import Appointment
from bot.mentoring.decision import NOTHING, Decision
from bot.mentoring.mentorship import Mentorship
from bot.mentoring.notices import Notice, ToGroup
from bot.mentoring.program_pauses import TOLD_AHEAD, ProgramPause, covering
from bot.mentoring.series import Series

PUT_RIGHT = timedelta(hours=1)
"""A pause that was planned by mistake can be taken back for so long before any pair is asked."""


def on_days_of(meetings: Iterable[Appointment], pauses: Iterable[ProgramPause]) -> list[Appointment]:
    """Those whose day in their series lies in one of these pauses."""
    pauses = tuple(pauses)
    return [each for each in meetings if each.occurrence is not None and covering(pauses, each.occurrence) is not None]


def asked(
    series: Series,
    mentorship: Mentorship,
    untouched: Sequence[Appointment],
    pauses: Iterable[ProgramPause],
    *,
    now: datetime,
) -> Decision:
    """Ask the pair about its meetings in each pause, in its group, from two weeks before on; once, however often this is
    looked at, and anew where the days of the pause are others."""
    decision = NOTHING
    for pause in pauses:
        within = on_days_of(untouched, [pause])
        if not within:
            continue
        shown_from = cadence.at(pause.first - TOLD_AHEAD, cadence.MORNING, series.zone)
        notice = Notice(
            kind="series.rests",
            to=ToGroup(mentorship.id),
            key=f"series:{series.id}:rests:{pause.id}:{pause.first}:{pause.last}",
            due=appointments.awake(mentorship, max(now + PUT_RIGHT, shown_from)),
            latest=within[-1].starts,
            about={
                "mentorship": mentorship.id,
                "series": series.id,
                "pause": pause.id,
                "first": pause.first.isoformat(),
                "last": pause.last.isoformat(),
            },
        )
        decision += Decision(notices=(notice,))
    return decision
