"""The agenda of the first meeting."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import agendas
from tests.builders import LONGEST, STRANGEST

NAMES = ("Jonas", LONGEST.first_name, STRANGEST.first_name)
SAMPLES = {"build": [partial(agendas.build, name, power=power) for name in NAMES for power in (False, True)]}
