"""What a meeting should bring: nothing yet, set, by who came second, with long and strange words."""

from __future__ import annotations

from functools import partial

from bot.mentoring.appointments import LONGEST_OBJECTIVE, AppointmentId
from bot.mentoring.goals import GoalId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.objectives import BRING
from bot.mentoring.people import Role
from bot.usecases.objectives import Aim, Setting
from handlers.slack.views import meeting_objective
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST
from tests.handlers.samples.agendas import ORDERS

NOTHING, SET = Aim(None, "", ""), Aim(GoalId(2), "Decide whom to ask", "The draft")
LONG, ODD = Aim(GoalId(1), "W" * LONGEST_OBJECTIVE, "W" * BRING), Aim(None, STRANGE, STRANGE)


def setting(aim=NOTHING, role=Role.MENTOR, others="Jonas", goals=ORDERS[0], **more):
    return Setting(AppointmentId(318), MentorshipId(41), MONDAY.date(), role, others, goals, aim, **more)


SAMPLES = {
    "build": [
        *(partial(meeting_objective.build, setting(role=role, goals=goals)) for role in Role for goals in ORDERS),
        partial(meeting_objective.build, setting(SET)),
        partial(meeting_objective.build, setting(goals=())),
        partial(meeting_objective.build, setting(SET, draft={"goal": "77", "objective": "W" * 3000, "bring": ""})),
        partial(meeting_objective.build, setting(LONG, others=LONGEST.first_name), written=SET),
        partial(meeting_objective.build, setting(ODD, others=STRANGEST.first_name), written=LONG),
    ]
}
