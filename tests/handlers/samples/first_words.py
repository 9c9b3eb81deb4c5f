"""A first message, empty, begun, as long as can be, and sent."""

from __future__ import annotations

from functools import partial

from bot.mentoring.first_words import LONGEST as LENGTH
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.first_words import PassedOn, Writing
from handlers.slack.views import first_words
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person

PAIR = MentorshipId(41)


def writing(me=None, others="Amara", role=Role.MENTEE, **more):
    return Writing(PAIR, me or person(1), role, others, **more)


SAMPLES = {
    "build": [
        partial(first_words.build, each)
        for each in (
            writing(),
            writing(role=Role.MENTOR, others="Jonas"),
            writing(LONGEST, LONGEST.first_name, draft={"words": "W" * LENGTH}),
            writing(STRANGEST, STRANGEST.first_name, draft={"words": STRANGE}),
            *(writing(words=words, sent=MONDAY.date()) for words in ("Hello Amara", "W" * LENGTH, STRANGE)),
        )
    ],
    "passed_on": [
        partial(first_words.passed_on, PassedOn(*each))
        for each in (
            (person(1), "Amara", "Hello Amara, I am glad we were paired."),
            (LONGEST, LONGEST.first_name, "W" * LENGTH),
            (STRANGEST, STRANGEST.first_name, STRANGE),
        )
    ],
}
