"""*Something isn't right*: with somebody known, with somebody known by id alone, with nobody."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.people import Choice
from bot.usecases.quiet import Help
from handlers.slack.views import help_me
from tests.builders import LONGEST, STRANGE, STRANGEST, TEAM, person


def _help(known, others="Amara", contact: str | None = "U0FARAH", coordinator="Ruth"):
    return Help(TEAM, contact, known, MentorshipId(41), others, coordinator)


def _choices(*names):
    return [Choice(MentorshipId(n), name, name, Role.MENTEE) for n, name in enumerate(names)]


SAMPLES = {
    "build": [
        lambda say: help_me.build(_help(person(5, "Farah", "Farah Siddiqui", title="People team")), say),
        lambda say: help_me.build(_help(person(5, "Farah", title="")), say),
        lambda say: help_me.build(_help(LONGEST, LONGEST.first_name, coordinator=LONGEST.first_name), say),
        lambda say: help_me.build(_help(STRANGEST, STRANGE, coordinator=STRANGE), say),
        lambda say: help_me.build(_help(None), say),
        lambda say: help_me.build(_help(None, coordinator=None), say),
        lambda say: help_me.build(Help(TEAM, "U0FARAH", None), say),
        lambda say: help_me.build(_help(None, contact=None), say),
    ],
    "which": [
        lambda say: help_me.which(_choices("Amara", "Tomás"), Help(TEAM, "U0FARAH", None), say),
        lambda say: help_me.which(_choices(*(f"{n} {STRANGE * 9}" for n in range(30))), _help(STRANGEST), say),
        lambda say: help_me.which(_choices("Amara", "Tomás"), Help(TEAM, None, None), say),
    ],
    "resumed": [
        lambda say: help_me.resumed("Amara", say),
        lambda say: help_me.resumed(STRANGE, say),
    ],
}
