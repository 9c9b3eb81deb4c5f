"""Both clocks, place and objective."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import meet_place
from tests.builders import STRANGE
from tests.handlers.samples.meetings import PROPOSALS

SAMPLES = {
    "build": [
        *(partial(meet_place.build, each) for each in PROPOSALS),
        *(partial(meet_place.build, each, written=("W" * 200, f"{STRANGE} {'W' * 400}")) for each in PROPOSALS),
    ]
}
