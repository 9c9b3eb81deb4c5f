"""The first meetings of a rhythm on both clocks."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import series_book
from tests.handlers.samples.rhythms import PROPOSALS

SAMPLES = {"build": [partial(series_book.build, each) for each in PROPOSALS]}
