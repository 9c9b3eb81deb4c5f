"""Pauses of the program: none, usual ones, as many as are shown, with the strangest name."""

from __future__ import annotations

from datetime import date

from bot.mentoring.people import PersonId
from bot.mentoring.program_pauses import LONGEST_NAME, ProgramPause, ProgramPauseId
from bot.usecases.program_pauses import Line, Pauses
from handlers.slack.views import program_pauses
from tests.builders import STRANGE, TEAM

TODAY = date(2026, 12, 22)


def pause(id: int = 1, name: str = "Winter holidays", year: int = 2026) -> ProgramPause:
    first, last = date(year, 12, 21), date(year + 1, 1, 3)
    return ProgramPause(ProgramPauseId(id), TEAM, first, last, name, PersonId(1))


USUAL = Line(pause(), 12, lasts=True)
STRANGEST = Line(pause(2, STRANGE[:LONGEST_NAME], 2027), 1, lasts=False)
NAMELESS = Line(pause(3, "", 2028), 0, lasts=False)

SAMPLES = {
    "listed": [
        lambda say: program_pauses.listed(Pauses((), TODAY), say),
        lambda say: program_pauses.listed(Pauses((USUAL, STRANGEST, NAMELESS), TODAY), say),
        lambda say: program_pauses.listed(
            Pauses((USUAL, *(Line(pause(year, year=year), 3, lasts=False) for year in range(2027, 2087))), TODAY), say
        ),
    ],
    "build": [
        lambda say: program_pauses.build(None, say, below="V1"),
        lambda say: program_pauses.build(USUAL, say, below="V1"),
        lambda say: program_pauses.build(STRANGEST, say, below="V1"),
    ],
    "taken_back": [program_pauses.taken_back],
}
