"""Something to talk about in every stage, with and without what is open, and every conversation wherever it stands."""

from __future__ import annotations

from functools import partial

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.stages import Stage
from bot.mentoring.talks import Stands, Talk
from bot.usecases.talks import TalkPage
from handlers.slack.views import talks
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST

ALL = tuple(Talk(name, stands) for name in talks.TALKS for stands in (Stands.HALF,))


def page(stage=Stage.S1, nth=0, objective="", goals=(), found=ALL, others="Amara", power=False):
    return TalkPage(MentorshipId(41), others, stage, MONDAY.date(), nth, objective, goals, found, 318, power)


SAMPLES = {
    "build": [
        *(partial(talks.build, page(stage, nth)) for stage in Stage for nth in range(13)),
        *(partial(talks.build, page(nth=nth, objective=words, goals=(words,) * 3))
            for words in ("Say no in time", "W" * 500, STRANGE) for nth in range(6)),
        *(
            partial(talks.build, page(others=others, found=tuple(Talk(name, stands) for name in talks.TALKS)))
            for stands in Stands for others in ("Amara", LONGEST.first_name, STRANGEST.first_name)
        ),
    ],
    "listening": [talks.listening],
}  # fmt: skip
