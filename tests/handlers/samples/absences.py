"""Accounts switched off and on: usual, longest and strangest names, no meeting called off and many."""

from __future__ import annotations

from datetime import timedelta

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.absences import Back, Gone, LeftBehind, Replaced, Replacing
from handlers.slack.views import absences
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person
from tests.handlers.samples.here import meeting

AMARA, JONAS = person(1, "Amara", "Amara Okafor"), person(2)
DAY = MONDAY.date()


def pairs(names, many):
    roles = (Role.MENTOR, Role.MENTEE, None)
    return tuple(LeftBehind(MentorshipId(n), f"{n} {names}", roles[n % 3]) for n in range(many))


SAMPLES = {
    "gone": [
        lambda say: absences.gone(Gone(AMARA, JONAS, (meeting(),), "Ruth"), say),
        lambda say: absences.gone(Gone(AMARA, JONAS, (), None), say),
        lambda say: absences.gone(Gone(LONGEST, LONGEST, tuple(meeting(n) for n in range(1, 30)), "W" * 80), say),
        lambda say: absences.gone(Gone(STRANGEST, STRANGEST, (meeting(),), STRANGE), say),
    ],
    "replace": [
        lambda say: absences.replace(Replacing(AMARA, DAY, DAY, pairs("Jonas Lindqvist", 1)), say),
        lambda say: absences.replace(Replacing(LONGEST, DAY, DAY + timedelta(400), pairs("W" * 160, 30)), say),
        lambda say: absences.replace(Replacing(STRANGEST, DAY, DAY, pairs(STRANGE, 3)), say),
    ],
    "waiting": [lambda say, name=name: absences.waiting(name, say) for name in ("Amara", "W" * 80, STRANGE)],
    "back": [
        lambda say: absences.back(Back(AMARA, JONAS, mentorship=MentorshipId(41)), say),
        lambda say: absences.back(Back(AMARA, AMARA, "Jonas and Priya"), say),
        lambda say: absences.back(Back(AMARA, JONAS, mentorship=MentorshipId(41), called_off=(meeting(),)), say),
        lambda say: absences.back(Back(AMARA, JONAS), say),
        lambda say: absences.back(Back(STRANGEST, STRANGEST, STRANGE), say),
        lambda say: absences.back(Back(STRANGEST, JONAS, mentorship=MentorshipId(41), meeting=meeting()), say),
    ],
    "replaced": [
        lambda say: absences.replaced(Replaced("Amara", Role.MENTOR, "Ruth Adeyemi"), say),
        lambda say: absences.replaced(Replaced(LONGEST.first_name, Role.MENTEE, LONGEST.full_name), say),
        lambda say: absences.replaced(Replaced(STRANGE, Role.MENTEE, STRANGE), say),
    ],
}
