"""The page of a closing, wherever it stands."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import closing
from tests.handlers.samples.closings import SEEN

SAMPLES = {"build": [partial(closing.build, seen, leave=leave) for seen in SEEN for leave in (False, True)]}
