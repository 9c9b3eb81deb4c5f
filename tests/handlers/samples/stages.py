"""Every stage, with few and with many reasons, with and without a question that waits."""

from __future__ import annotations

from functools import partial

from bot.mentoring.goals import GoalState
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.stage_shown import GoalSigns
from bot.mentoring.stages import Reading
from bot.usecases.stage_page import Felt, Kept, WhereYouAre
from bot.usecases.steps import Skip
from handlers.slack.views import stages
from prompts.models import MODELS, process
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person
from tests.handlers.samples.here import goal
from tests.handlers.samples.stage_notices import asked
from tests.handlers.samples.steps import skipping

PAIR = (person(1, "Amara"), person(2))
SIGNS = GoalSigns(1, ("steps.most_done", "meetings.by_mentee"), ("needs.alone", "confidence.high"))
NO_SIGNS = GoalSigns(2, (), ())
GOALS = (
    (goal(1), SIGNS),
    (goal(2, STRANGE, total=0, done=0), GoalSigns(2, (), ("needs.thinking-aloud", "ideas.mentee"))),
    (goal(3, "W" * 3000), NO_SIGNS),
    (goal(4, state=GoalState.MARKED), NO_SIGNS),
    (goal(5, state=GoalState.MET, met_at=MONDAY), NO_SIGNS),
)
THANKS = Felt(Kept.COUNTS, person(2), "Amara", None)


STEPS = [step for model in MODELS for step in process(model).steps]


def where(step, signed, held, people, **more):
    mentor, mentee = people
    reading = Reading(step.counts_as, signed, 2, held)
    return WhereYouAre(MentorshipId(41), step, reading, mentor, mentee, others=mentor.first_name, **more)


SAMPLES = {
    "build": [
        *(
            partial(stages.build, where(step, signed, held, people))
            for step in STEPS
            for signed, held, people in (
                (0, 0, PAIR),
                (1, 1, (LONGEST, LONGEST)),
                (2, 2, (STRANGEST, STRANGEST)),
                (2, 8, PAIR),
            )
        ),
        *(
            partial(stages.build, where(step, 2, 8, people, goals=goals, asked=asked("S3"), closing=closing))
            for step in STEPS
            for people in (PAIR, (LONGEST, STRANGEST))
            for goals, closing in (((), False), (GOALS[:1], True), (GOALS * 4, False))
        ),
        partial(stages.build, where(STEPS[1], 2, 8, PAIR, goals=GOALS[:2], agreed_on=MONDAY.date()), felt=THANKS),
        *(
            partial(stages.build, where(process("nine_step").step("N3"), 2, 2, PAIR, skipping=skipping("N3", state)))
            for state in (Skip.FREE, Skip.MINE, Skip.ASKED)
        ),
    ]
}
