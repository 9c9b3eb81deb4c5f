"""The nine questions, from nothing written to everything, private and shown."""

from __future__ import annotations

from functools import partial

from bot.mentoring.thoughts import PARTS, WITH_POWER, Subject
from bot.usecases.thoughts import Brought
from handlers.slack.views import thoughts_nine as view
from tests.builders import LONGEST, STRANGE, STRANGEST, person
from tests.handlers.samples.thoughts_vision import alone, full

NINE = Subject.NINE
FEW = alone(NINE, words={"1": "Work that matters to others", "2": "", "3": "Leading a team"}, shown=("3",))
LONG = full(NINE, "W" * 500, LONGEST)
ODD = full(NINE, STRANGE * 4, STRANGEST, WITH_POWER[NINE])
ALL = [alone(NINE), FEW, LONG, ODD]
SAMPLES = {
    "build": [partial(view.build, each) for each in ALL] + [partial(view.build, FEW, part="1", below="V0123456789")],
    "page": [partial(view.page, FEW, part) for part in PARTS[NINE]]
    + [partial(view.page, each, part) for each in (LONG, ODD) for part in each.order],
    "end": [
        partial(view.end, FEW, below="V0123456789"),
        *(partial(view.end, each) for each in (*ALL, alone(NINE, words=dict.fromkeys(PARTS[NINE], "")))),
        partial(view.end, LONG, room=False),
    ],
    "brought": [
        partial(view.brought, Brought(person(2), (("1", "Work that matters to others"),))),
        partial(view.brought, Brought(person(2), ())),
        partial(view.brought, Brought(LONGEST, tuple((part, "W" * 500) for part in PARTS[NINE]))),
        partial(view.brought, Brought(STRANGEST, tuple((part, STRANGE) for part in PARTS[NINE]))),
    ],
}
