"""Leaving, as usual and with the longest and strangest names."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.closure import Farewell, Told
from handlers.slack.views import closure
from tests.builders import LONGEST, STRANGEST, person


def _farewell(leaver, readers="Amara", *, asked=False):
    monday = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    return Farewell(MentorshipId(41), leaver, readers, "Africa/Lagos", monday, asked)


FAREWELLS = [
    lambda: _farewell(person()),
    lambda: _farewell(LONGEST, LONGEST.first_name),
    lambda: _farewell(STRANGEST, STRANGEST.first_name, asked=True),
]


def _each(build):
    return [lambda say, make=make: build(make(), say) for make in FAREWELLS]


SAMPLES = {
    "build": _each(closure.build),
    "asked": _each(closure.asked),
    "taken_back": [
        *_each(closure.taken_back),
        lambda say: closure.taken_back(_farewell(person())._replace(stopped=True), say),
    ],
    "told": [lambda say, who=who: closure.told(Told(who), say) for who in (person(), LONGEST, STRANGEST)],
}
