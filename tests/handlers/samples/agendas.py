"""The agenda of the first meeting."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import agendas
from tests.builders import LONGEST, STRANGEST

SAMPLES = {"build": [partial(agendas.build, name) for name in ("Jonas", LONGEST.first_name, STRANGEST.first_name)]}
