"""The form for a few words beside an answer, empty and filled."""

from __future__ import annotations

from bot.mentoring.goals import TITLE
from handlers.slack.views import check_in_words
from tests.builders import LONGEST, STRANGE
from tests.handlers.samples.check_ins import asked, followed

HOOK = "https://x.example/" + "r" * 200

SAMPLES = {
    "build": [
        lambda say: check_in_words.build(followed(), say, value="2"),
        lambda say: check_in_words.build(
            followed(words="W" * 2000, goal="W" * TITLE, others=LONGEST.first_name, follow_up="w" * 200),
            say,
            value="2",
            hook=HOOK,
        ),
        lambda say: check_in_words.build(
            asked(choice="5", words=STRANGE, others=STRANGE, goal=STRANGE, follow_up=STRANGE),
            say,
            value="2",
            changing=True,
        ),
    ],
}
