"""The meetings ahead and their rhythm."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import series
from tests.handlers.samples import rhythms as some

SAMPLES = {
    "build": [
        *(partial(series.build, each) for each in some.PAGES),
        partial(series.build, some.PAGES[0], done="planned"),
        partial(series.build, some.PAGES[2], done="done_paused"),
        partial(series.build, some.PAGES[0], done="done_resumed"),
        partial(series.build, some.PAGES[3], done="done_ended"),
    ]
}
