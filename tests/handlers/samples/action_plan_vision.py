"""The form of the vision."""

from __future__ import annotations

from dataclasses import replace

from handlers.slack.views import action_plan_vision as view
from tests.builders import STRANGE
from tests.handlers.samples.action_plan import LONGEST_PLAN, STRANGEST_PLAN, USUAL, seen
from tests.handlers.samples.thoughts import LONG, ODD, alone

THEIRS = replace(USUAL.plan.vision, statement=STRANGE * 4)
DRAFT = {"vision": {"vision": "I am there"}}

SAMPLES = {
    "build": [
        lambda say: view.build(seen(), say),
        lambda say: view.build(USUAL, say, below="V0123456789"),
        lambda say: view.build(LONGEST_PLAN, say),
        lambda say: view.build(STRANGEST_PLAN, say),
        lambda say: view.build(USUAL, say, written="W" * 500, theirs=THEIRS),
        lambda say: view.build(seen(), say, alone=alone(words={"there": "I lead a team", "strength": "I am calm."})),
        lambda say: view.build(USUAL._replace(drafts=DRAFT), say, alone=alone(words={"there": "I lead a team"})),
        lambda say: view.build(USUAL._replace(drafts=DRAFT), say),
        lambda say: view.build(LONGEST_PLAN, say, alone=LONG),
        lambda say: view.build(STRANGEST_PLAN, say, alone=ODD),
    ]
}
