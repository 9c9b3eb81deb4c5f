"""The answer to `/mentor` alone."""

from __future__ import annotations

from handlers.slack.views import where_you_are
from tests.handlers.samples.here import HERES

SAMPLES = {"where_you_are": [lambda say, here=here: where_you_are.where_you_are(here, say) for here in HERES.values()]}
