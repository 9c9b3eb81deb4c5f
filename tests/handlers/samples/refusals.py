"""Refusals as people see them."""

from __future__ import annotations

from datetime import date

from bot.mentoring.refusals import Refusal
from handlers.slack.views import refusals
from tests.builders import STRANGE

SAMPLES = {
    "refusal_message": [
        lambda say: refusals.refusal_message(Refusal("mentorship.ended", day=date(2026, 10, 2)), say),
        lambda say: refusals.refusal_message(Refusal("pairing.not_coordinator", coordinators=("U0RUTH",)), say),
        lambda say: refusals.refusal_message(Refusal("pairing.is_bot", name=STRANGE * 20), say),
    ],
    "failed_message": [refusals.failed_message],
    "not_saved_message": [refusals.not_saved_message],
    "not_shown_message": [refusals.not_shown_message],
}
