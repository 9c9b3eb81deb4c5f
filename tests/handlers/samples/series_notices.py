"""What is said about a rhythm without being asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from bot.mentoring.program_pauses import ProgramPause, ProgramPauseId
from bot.usecases.series_rests import Skipped, Within
from handlers.slack.views import series_notices as view
from tests.builders import LONGEST, STRANGE, STRANGEST
from tests.handlers.samples.meetings import JONAS
from tests.handlers.samples.rhythms import MONTHLY, PAIR, RHYTHM, STRANGE_ONE, TOLD, meetings

EXAMS = ProgramPause(ProgramPauseId(1), "T1", date(2026, 10, 20), date(2026, 11, 15), "Exams", JONAS.id)
WITHIN = [
    Within(PAIR, RHYTHM, EXAMS, meetings(RHYTHM, 1)),
    Within(PAIR, RHYTHM, replace(EXAMS, name=""), meetings(RHYTHM, 3)),
    Within(PAIR, MONTHLY, replace(EXAMS, name="W" * 60), meetings(MONTHLY, 6)),
    Within(PAIR, STRANGE_ONE, replace(EXAMS, name=STRANGE[:60]), meetings(STRANGE_ONE)),
]
SKIPPED = [
    Skipped(PAIR, RHYTHM, JONAS, meetings(RHYTHM, 2), meetings(RHYTHM)[2]),
    Skipped(PAIR, RHYTHM, JONAS, (), None),
    Skipped(PAIR, MONTHLY, LONGEST, meetings(MONTHLY, 6), meetings(MONTHLY)[0]),
    Skipped(PAIR, STRANGE_ONE, STRANGEST, meetings(STRANGE_ONE), None),
]
RESTING = [TOLD[1], TOLD[2], *TOLD[3:]]
SAMPLES = {
    "planned": [partial(view.planned, each) for each in TOLD],
    "paused": [partial(view.paused, each) for each in RESTING],
    "resumed": [partial(view.resumed, each) for each in RESTING],
    "rests": [partial(view.rests, each) for each in WITHIN],
    "skipped": [partial(view.skipped, each) for each in SKIPPED],
    "ended": [partial(view.ended, each) for each in RESTING],
}
