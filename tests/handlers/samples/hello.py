"""Offering a hand."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.mentoring.hello import LONGEST as LONGEST_WORDS
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.stages import Stage
from bot.usecases.hello import Offer, PassedOn
from handlers.slack.views import hello
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person


def _offer(mentor, mentee):
    return partial(hello.build, Offer(MentorshipId(41), mentor, mentee, Stage.S1, date(2026, 10, 12), MONDAY))


SAMPLES = {
    "build": [_offer(person(1), person(2, "Amara")), _offer(LONGEST, LONGEST), _offer(STRANGEST, STRANGEST)],
    "passed_on": [
        partial(hello.passed_on, PassedOn(person(3, "Ruth"), "Hello you two, I'm here.")),
        partial(hello.passed_on, PassedOn(LONGEST, "W" * LONGEST_WORDS)),
        partial(hello.passed_on, PassedOn(STRANGEST, STRANGE)),
    ],
}
