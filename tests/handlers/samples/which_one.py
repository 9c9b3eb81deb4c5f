"""The question which mentorship is meant."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.people import Choice
from handlers.slack.views import which_one
from tests.builders import STRANGE

SAMPLES = {
    "which_one": [
        lambda say: which_one.which_one(
            "meet", [Choice(MentorshipId(44), "Ewa"), Choice(MentorshipId(12), "Priya")], say
        ),
        lambda say: which_one.which_one(
            "meet", [Choice(MentorshipId(n), f"{n} {STRANGE * 9}") for n in range(30)], say
        ),
    ],
}
