"""What is said about a rhythm without being asked for."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import series_notices as view
from tests.handlers.samples.rhythms import TOLD

RESTING = [TOLD[1], TOLD[2], *TOLD[3:]]
SAMPLES = {
    "planned": [partial(view.planned, each) for each in TOLD],
    "paused": [partial(view.paused, each) for each in RESTING],
    "resumed": [partial(view.resumed, each) for each in RESTING],
    "ended": [partial(view.ended, each) for each in RESTING],
}
