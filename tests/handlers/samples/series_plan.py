"""The form for a rhythm."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import series_plan
from tests.handlers.samples.rhythms import CHOOSING

SAMPLES = {"build": [partial(series_plan.build, each) for each in CHOOSING]}
