"""The form for a pause."""

from __future__ import annotations

from datetime import date

from bot.usecases.quiet import Pause
from handlers.slack.views import snooze

SAMPLES = {
    name: [
        lambda say, build=build: build(Pause(None), say),
        lambda say, build=build: build(Pause(date(2026, 12, 3)), say),
    ]
    for name, build in (("build", snooze.build), ("done", snooze.done))
}
