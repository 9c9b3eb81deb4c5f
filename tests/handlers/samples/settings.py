"""One's settings for a mentorship."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.quiet import Chosen
from handlers.slack.views import settings
from tests.builders import LONGEST, STRANGE

SAMPLES = {
    "build": [
        lambda say: settings.build(Chosen(MentorshipId(41), "Amara", questions=True, celebrates=True), say),
        lambda say: settings.build(Chosen(MentorshipId(41), "Amara", questions=False, celebrates=False), say),
        lambda say: settings.build(Chosen(MentorshipId(41), LONGEST.first_name, questions=True, celebrates=True), say),
        lambda say: settings.build(Chosen(MentorshipId(41), STRANGE, questions=True, celebrates=True), say),
    ],
}
