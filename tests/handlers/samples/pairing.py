"""Pairing's views as usual, with the longest and with the strangest input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.absences import Vacancy
from bot.usecases.pairing import Introduction
from handlers.slack.views import pairing
from tests.builders import LONGEST, MONDAY, STRANGEST, person
from tests.handlers.samples.pairs import line

DATES = {"start": date(2026, 10, 12), "end": date(2027, 4, 9)}

MENTOR = replace(person(1, "Amara", "Amara Okafor"), title="Head of product research")
MENTEE = replace(person(2), title="Support lead")


def _introduction(mentor, mentee):
    return Introduction(MentorshipId(41), mentor, mentee, date(2027, 4, 9), mentor, MONDAY)


def vacancy(mentor, mentee):
    """The mentor's account is switched off."""
    before = line(mentor, mentee).mentorship
    return Vacancy(before, mentee, Role.MENTEE, mentor)


SAMPLES = {
    "build": [
        lambda say: pairing.build(say, mentor=None, mentee=None, channel=None, **DATES),
        lambda say: pairing.build(say, mentor="U0AMARA", mentee="U0JONAS", channel="C0MENTOR", **DATES),
    ],
    "anew": [
        lambda say: pairing.anew(vacancy(MENTOR, MENTEE), say, today=DATES["start"]),
        lambda say: pairing.anew(vacancy(LONGEST, STRANGEST), say, today=DATES["start"]),
        lambda say: pairing.anew(vacancy(STRANGEST, LONGEST), say, today=DATES["end"]),
    ],
    "introduction": [
        lambda say: pairing.introduction(_introduction(MENTOR, MENTEE), say),
        lambda say: pairing.introduction(_introduction(LONGEST, LONGEST)._replace(alone=True), say),
        lambda say: pairing.introduction(_introduction(LONGEST, LONGEST), say),
        lambda say: pairing.introduction(_introduction(STRANGEST, STRANGEST), say),
    ],
}
