"""The form for a time."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import meet_time
from tests.handlers.samples.meetings import CHOOSING

SAMPLES = {"build": [partial(meet_time.build, each) for each in CHOOSING]}
