"""Suggestions in every stage."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.signals import SignalId
from bot.mentoring.stages import Stage
from bot.usecases.signals import Suggestion
from handlers.slack.views import signals
from tests.builders import LONGEST, STRANGEST, person

DAYS = (date(2026, 10, 27), date(2026, 11, 10))


def _missed(stage, who, of, days=DAYS):
    return partial(signals.missed, Suggestion(SignalId(58), MentorshipId(41), stage, (who,), days, of, who))


SAMPLES = {
    "missed": [
        *(_missed(stage, person(2, "Amara"), of) for stage in Stage for of in (2, 3)),
        _missed(Stage.S4, person(2, "Amara"), 1, DAYS[:1]),
        _missed(Stage.S3, LONGEST, 4),
        _missed(Stage.S1, STRANGEST, 3),
    ],
    "left": [signals.left],
}
