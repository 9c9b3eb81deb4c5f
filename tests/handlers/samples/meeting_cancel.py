"""Calling a meeting off."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import meeting_cancel
from tests.handlers.samples.meetings import SEEN

SAMPLES = {"build": [partial(meeting_cancel.build, each) for each in SEEN]}
