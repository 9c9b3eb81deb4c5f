"""Every part of both conversations, empty, full, kept for later, and with strange words and names."""

from __future__ import annotations

from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.mentoring.thoughts import LONGEST, PARTS, WITH_POWER, Subject, Thought
from bot.usecases.thoughts import Alone
from handlers.slack.views import thoughts as view
from tests.builders import LONGEST as LONGEST_PERSON
from tests.builders import MONDAY, STRANGE, STRANGEST

PAIR = MentorshipId(41)


def alone(subject=Subject.VISION, order=None, words=None, shown=(), names="Amara", **more):
    """A conversation in which these parts were gone through."""
    through = {
        part: Thought(PAIR, PersonId(2), subject, part, said, MONDAY if part in shown else None)
        for part, said in (words or {}).items()
    }
    return Alone(PAIR, subject, order or PARTS[subject], through, names, **more)


def full(subject, text, person, order=None):
    order = order or PARTS[subject]
    return alone(subject, order, dict.fromkeys(order, text[: LONGEST[subject]]), order[::2], person.first_name)


VISION, NINE = Subject.VISION, Subject.NINE
LONG, ODD = full(VISION, "W" * 500, LONGEST_PERSON), full(VISION, STRANGE * 3, STRANGEST, WITH_POWER[VISION])
KEPT = {"vision:there": {"words_there": "W" * 170}, "nine:1": {"words_1": STRANGE, "show_1": ("show",)}}
FEW = alone(NINE, words={"1": "Work that matters to others", "2": "", "3": "Leading a team"}, shown=("3",))
ALL_NINE = [
    alone(NINE),
    FEW,
    full(NINE, "W" * 500, LONGEST_PERSON),
    full(NINE, STRANGE * 4, STRANGEST, WITH_POWER[NINE]),
]
SAMPLES = {
    "build": [
        *(partial(view.build, alone(), part) for part in PARTS[VISION]),
        partial(view.build, alone(order=WITH_POWER[VISION]), "relied", below="V0123456789"),
        *(partial(view.build, each, part) for each in (LONG, ODD, *ALL_NINE[1:]) for part in each.order),
        *(partial(view.build, alone(of, drafts=KEPT), PARTS[of][0]) for of in Subject),
    ]
}
