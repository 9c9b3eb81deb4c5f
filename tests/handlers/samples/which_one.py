"""The question which mentorship is meant."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.people import Choice
from handlers.slack.views import which_one
from tests.builders import STRANGE


def _choice(id, names, mine=Role.MENTEE):
    return Choice(MentorshipId(id), names, names, mine)


SAMPLES = {
    "which_one": [
        lambda say: which_one.which_one(
            "meet", [_choice(44, "Ewa"), _choice(12, "Priya"), _choice(13, "Priya", Role.MENTOR)], say
        ),
        lambda say: which_one.which_one("meet", [_choice(n, f"{n} {STRANGE * 9}") for n in range(30)], say),
        lambda say: which_one.which_one("meet", [_choice(1, STRANGE * 9), _choice(2, STRANGE * 9, Role.MENTOR)], say),
    ],
}
