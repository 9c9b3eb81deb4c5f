"""One mentorship of several in its modal."""

from __future__ import annotations

from handlers.slack.views import part
from tests.builders import person
from tests.handlers.samples.here import PARTS

SAMPLES = {"build": [lambda say, each=each: part.build(each, person(), say) for each in PARTS.values()]}
