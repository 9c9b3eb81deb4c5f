"""Questions, the thank-you and the answers, of every kind, with the longest and the strangest names."""

from __future__ import annotations

from dataclasses import replace

from bot.mentoring.check_ins import CheckIn, CheckInId
from bot.mentoring.goals import TITLE
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId
from bot.ports import Posted
from bot.usecases.check_ins import Asked
from handlers.slack.views import check_ins
from prompts.questions import bank
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person
from tests.handlers.samples import program_pauses

BANK = {question.id: question for question in bank()}


def asked(question: str = "s1-easy-to-say", who=None, others: str = "Amara", goal: str = "", **more) -> Asked:
    check_in = CheckIn(CheckInId(903), MentorshipId(41), PersonId(2), "week:0", question, MONDAY, **more)
    return Asked(check_in, BANK[question], who or person(2), others, goal=goal)


def followed(choice: str = "2", follow_up: str = "What would make it easier?", **more) -> Asked:
    """An answer that a question follows up on."""
    given = asked(choice=choice, **more)
    return given._replace(question=replace(given.question, follow_up={choice: follow_up}))


SAMPLES = {
    "question": [
        *(lambda say, id=id: check_ins.question(asked(id), say) for id in BANK),
        *(lambda say, id=id: check_ins.question(asked(id, others=LONGEST.first_name), say) for id in BANK),
        lambda say: check_ins.question(asked("s1-hear-it", others=STRANGE), say),
        lambda say: check_ins.question(asked()._replace(several=True), say),
        *(
            lambda say, pause=each.pause: check_ins.question(asked()._replace(rests=pause), say)
            for each in (program_pauses.USUAL, program_pauses.STRANGEST)
        ),
        lambda say: check_ins.question(asked("s3-help-most", goal="Lead a study of my own"), say),
        lambda say: check_ins.question(asked("s2-surprise", goal="W" * TITLE, others=LONGEST.first_name), say),
        lambda say: check_ins.question(asked("s2-still-together", goal=STRANGE), say),
        lambda say: check_ins.question(asked("s1-hear-it", others=STRANGE)._replace(several=True), say),
    ],
    "thanks": [
        lambda say: check_ins.thanks(asked(), say),
        lambda say: check_ins.thanks(asked("s4-first-use", LONGEST, LONGEST.first_name), say),
        lambda say: check_ins.thanks(asked("s1-hear-it", STRANGEST, STRANGE), say),
        lambda say: check_ins.thanks(asked()._replace(sent=Posted("D1", "1.0", 7)), say),
        lambda say: check_ins.thanks(followed(), say),
        lambda say: check_ins.thanks(followed(who=LONGEST, others=LONGEST.first_name, follow_up="w" * 200), say),
        lambda say: check_ins.thanks(followed(follow_up=STRANGE), say),
        lambda say: check_ins.thanks(followed(words="More time", follow_up="What?"), say),
    ],
    "closed": [check_ins.closed],
}
