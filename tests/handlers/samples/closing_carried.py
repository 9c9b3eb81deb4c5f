"""Open goals to take along: none, two, and more than fit."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import closing_carried
from tests.builders import STRANGE
from tests.handlers.samples.closings import goals, seen

LEFT = (goals(), (), goals("W" * 150, 12) * 3, goals(STRANGE))
SAMPLES = {"build": [partial(closing_carried.build, seen(left=left)) for left in LEFT]}
