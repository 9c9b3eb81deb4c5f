"""Until when a rhythm rests."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import series_pause
from tests.handlers.samples.rhythms import PAGES

SAMPLES = {"build": [partial(series_pause.build, PAGES[nth]) for nth in (0, 5, 6)]}
