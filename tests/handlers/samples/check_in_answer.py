"""The form for an answer, empty and filled."""

from __future__ import annotations

from bot.mentoring.goals import TITLE
from handlers.slack.views import check_in_answer
from tests.builders import STRANGE
from tests.handlers.samples.check_ins import BANK, asked

SAMPLES = {
    "build": [
        *(lambda say, id=id: check_in_answer.build(asked(id), say) for id in BANK),
        lambda say: check_in_answer.build(
            asked("s2-tried", words="W" * 2000), say, hook="https://x.example/" + "r" * 200
        ),
        lambda say: check_in_answer.build(asked("s4-first-use", words=STRANGE, others=STRANGE), say, changing=True),
        lambda say: check_in_answer.build(asked(choice="3"), say, changing=True),
        lambda say: check_in_answer.build(asked("s2-surprise", goal="W" * TITLE), say),
        lambda say: check_in_answer.build(asked("s2-still-together", goal=STRANGE), say),
    ],
}
