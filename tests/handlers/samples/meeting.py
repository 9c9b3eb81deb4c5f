"""One meeting, as it stands at different times."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import meeting
from tests.handlers.samples.meetings import AIMED, STANDINGS

SAMPLES = {
    "build": [
        *(partial(meeting.build, each) for each in (*STANDINGS, *AIMED)),
        *(partial(meeting.build, each, done="booked") for each in STANDINGS[:4]),
        *(partial(meeting.build, STANDINGS[0], done=each) for each in ("moved", "untold", "saved")),
    ]
}
