"""The second step before an answer is deleted."""

from __future__ import annotations

from handlers.slack.views import answer_delete
from tests.builders import LONGEST
from tests.handlers.samples.check_ins import asked

SAMPLES = {
    "build": [
        lambda say: answer_delete.build(asked(), say),
        lambda say: answer_delete.build(asked("s4-first-use", others=LONGEST.first_name), say),
    ],
}
