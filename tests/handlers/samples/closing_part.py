"""One's own part, every page of it."""

from __future__ import annotations

from handlers.slack.views import closing_part
from tests.handlers.samples.closings import SEEN

SAMPLES = {
    "build": [lambda say, seen=seen, nth=nth: closing_part.build(seen, nth, say) for seen in SEEN for nth in (0, 1, 2)]
}
