"""*My answers*: none, many, the longest and the strangest."""

from __future__ import annotations

from datetime import date

from bot.mentoring.goals import TITLE
from bot.usecases.check_ins import Answer, Answers
from handlers.slack.views import answers
from tests.builders import LONGEST, STRANGE
from tests.handlers.samples.check_ins import asked, followed


def answer(question: str, by: str = "Amara", **given) -> Answer:
    given = asked(question, **given)
    return Answer(given.check_in, given.question, date(2026, 10, 15), by, given.others, given.goal)


LONG = answer("s4-first-use", LONGEST.first_name, words="W" * 2000, others=LONGEST.first_name)
ODD = answer("s1-hour-well-spent", words=STRANGE, goal=STRANGE)
BESIDE = answer("s1-hear-it", choice="ask", words="W" * 2000, follow_up="w" * 200)
MANY = Answers((LONG, BESIDE) * 15, (LONG, ODD, BESIDE) * 10)

SAMPLES = {
    "listed": [
        lambda say: answers.listed(Answers((), ()), say),
        lambda say: answers.listed(Answers((answer("s1-easy-to-say", choice="4"), ODD), ()), say),
        lambda say: answers.listed(MANY, say),
        lambda say: answers.listed(MANY, say, begin=24),
    ],
    "one": [
        lambda say: answers.one(asked(choice="4"), say),
        lambda say: answers.one(asked(), say),
        lambda say: answers.one(asked("s2-surprise", goal="W" * TITLE, choice="4"), say),
        lambda say: answers.one(asked("s4-first-use", words="W" * 2000, others=LONGEST.first_name), say),
        lambda say: answers.one(asked("s1-hour-well-spent", words=STRANGE), say),
        lambda say: answers.one(followed(), say),
        lambda say: answers.one(asked(choice="5", words="W" * 2000, follow_up="w" * 200), say),
        lambda say: answers.one(asked(choice="5", words=STRANGE, follow_up=STRANGE), say),
    ],
}
