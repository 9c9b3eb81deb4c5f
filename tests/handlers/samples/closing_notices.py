"""What is told of a closing, as usual and with the longest and strangest names and goals."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import closing_notices
from tests.handlers.samples.closings import WORDS

BUILDERS = ("begun", "both", "asked", "not_yet", "remind", "revisited", "closed")
SAMPLES = {name: [partial(getattr(closing_notices, name), word) for word in WORDS] for name in BUILDERS}
