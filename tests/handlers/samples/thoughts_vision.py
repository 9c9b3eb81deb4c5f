"""The three parts of a vision, empty, full, and with strange words and names."""

from __future__ import annotations

from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.thoughts import LONGEST, PARTS, WITH_POWER, Subject, Thought
from bot.usecases.thoughts import Alone
from handlers.slack.views import thoughts_vision as view
from tests.builders import LONGEST as LONGEST_PERSON
from tests.builders import MONDAY, STRANGE, STRANGEST

PAIR = MentorshipId(41)


def alone(subject=Subject.VISION, order=None, words=None, shown=(), names="Amara"):
    """A conversation in which these parts were gone through."""
    through = {
        part: Thought(PAIR, PersonId(2), subject, part, said, MONDAY if part in shown else None)
        for part, said in (words or {}).items()
    }
    return Alone(PAIR, subject, order or PARTS[subject], through, names)


def full(subject, text, person, order=None):
    order = order or PARTS[subject]
    return alone(subject, order, dict.fromkeys(order, text[: LONGEST[subject]]), order[::2], person.first_name)


LONG, ODD = (
    full(Subject.VISION, "W" * 500, LONGEST_PERSON),
    full(Subject.VISION, STRANGE * 3, STRANGEST, WITH_POWER[Subject.VISION]),
)
SAMPLES = {
    "build": [
        *(partial(view.build, alone(), part) for part in PARTS[Subject.VISION]),
        partial(view.build, alone(order=WITH_POWER[Subject.VISION]), "relied", below="V0123456789"),
        *(partial(view.build, each, part) for each in (LONG, ODD) for part in each.order),
    ]
}
