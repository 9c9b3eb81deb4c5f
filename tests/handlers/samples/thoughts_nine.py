"""What was written to the nine questions, from nothing to everything, private and shown, and after the end."""

from __future__ import annotations

from functools import partial

from bot.mentoring.thoughts import PARTS, Subject
from bot.usecases.thoughts import Brought
from handlers.slack.views import thoughts_nine as view
from tests.builders import LONGEST, STRANGE, STRANGEST, person
from tests.handlers.samples.thoughts import ALL_NINE, FEW, alone

NINE = Subject.NINE
SAMPLES = {
    "end": [
        partial(view.end, FEW, below="V0123456789"),
        *(partial(view.end, each) for each in (*ALL_NINE, alone(NINE, words=dict.fromkeys(PARTS[NINE], "")))),
        partial(view.end, ALL_NINE[2], room=False),
        partial(view.end, FEW._replace(ended=True)),
    ],
    "brought": [
        partial(view.brought, Brought(person(2), (("1", "Work that matters to others"),))),
        partial(view.brought, Brought(person(2), ())),
        partial(view.brought, Brought(LONGEST, tuple((part, "W" * 500) for part in PARTS[NINE]))),
        partial(view.brought, Brought(STRANGEST, tuple((part, STRANGE) for part in PARTS[NINE]))),
    ],
}
