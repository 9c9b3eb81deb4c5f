"""A pause begun and ended."""

from __future__ import annotations

from datetime import date

from bot.usecases.quiet import Pause
from handlers.slack.views import quiet

SAMPLES = {
    "pause": [
        lambda say: quiet.pause(Pause(date(2026, 12, 3)), say),
        lambda say: quiet.pause(Pause(None), say),
    ],
}
