"""Every stage, with few and with many reasons."""

from __future__ import annotations

from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.stages import Reading, Stage
from bot.usecases.stages import WhereYouAre
from handlers.slack.views import stages
from tests.builders import LONGEST, STRANGEST, person

PAIR = (person(1, "Amara"), person(2))
SAMPLES = {
    "build": [
        partial(stages.build, WhereYouAre(MentorshipId(41), Reading(stage, signed, 2, held), *people))
        for stage in Stage
        for signed, held, people in (
            (0, 0, PAIR),
            (1, 1, (LONGEST, LONGEST)),
            (2, 2, (STRANGEST, STRANGEST)),
            (2, 8, PAIR),
        )
    ]
}
