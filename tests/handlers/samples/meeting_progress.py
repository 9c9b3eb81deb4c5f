"""A look back at a meeting: with goals, without, with long and strange ones."""

from __future__ import annotations

from functools import partial

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.objectives import HowFar
from bot.usecases.objectives import LookBack
from handlers.slack.views import meeting_progress
from tests.builders import LONGEST, MONDAY, STRANGEST
from tests.handlers.samples.agendas import ORDERS


def back(goals=ORDERS[0], others="Amara", **said):
    return LookBack(
        AppointmentId(318), MentorshipId(41), MONDAY.date(), others, goals, said.get("said", {}), said.get("draft")
    )


SAMPLES = {
    "build": [
        partial(meeting_progress.build, each)
        for each in (
            back(),
            back(()),
            back(draft={"goal": "2", "how_far": "half", "step": "Ask Noor"}),
            back(ORDERS[1], LONGEST.first_name, said={GoalId(1): HowFar.NEARLY}),
            back(ORDERS[2], STRANGEST.first_name),
        )
    ]
}
